import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// One line of a manifest for the tests of checks: each has an image of its own.
struct TestLine {
  var name: String? = "cat"
  var path: String?
  var human = true
  var confidence: String? = "0.9"
  /// Seconds after 2024-03-01T00:00:00.
  var second: Int?
  var index = 0
  var job = "j"
  var failure: String?

  func text(_ number: Int) -> String {
    let reference = #""source-ref":"s3://bucket/\#(path ?? "image-\(number).jpg")""#
    if let failure { return "{\(reference),\"a-metadata\":{\"failure-reason\":\"\(failure)\"}}" }
    guard let name else { return "{\(reference)}" }
    let members = [
      "\"class-name\":\"\(name)\"", "\"human-annotated\":\"\(human ? "yes" : "no")\"",
      confidence.map { "\"confidence\":\($0)" },
      second.map { "\"creation-date\":\"\(Self.date($0))\"" },
      "\"job-name\":\"\(job)\"", "\"type\":\"groundtruth/image-classification\"",
    ]
    return "{\(reference),\"a\":\(index),\"a-metadata\":{"
      + members.compactMap(\.self).joined(separator: ",") + "}}"
  }

  private static func date(_ second: Int) -> String {
    CreationDate(microseconds: 1_709_251_200_000_000 + Int64(second) * 1_000_000).description
  }
}

/// So many equal lines.
func lines(_ count: Int, _ line: TestLine) -> [TestLine] { Array(repeating: line, count: count) }

func evidence(_ lines: [TestLine], categories: [String]? = nil) throws -> CheckEvidence {
  CheckEvidence(
    try dataset(lines.enumerated().map { $1.text($0) }, attribute: "a"), categories: categories)
}

extension Check {
  /// Runs with the check's own thresholds, or with one that is changed.
  func run(_ evidence: CheckEvidence, _ thresholds: [String: Double] = [:]) -> CheckOutcome {
    run(evidence, Thresholds(thresholds))
  }

  /// The only finding on these lines; fails where there is not exactly one.
  func finding(
    _ lines: [TestLine], _ thresholds: [String: Double] = [:], categories: [String]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Finding {
    let findings = run(try evidence(lines, categories: categories), thresholds).findings
    try #require(findings.count == 1, "\(findings)", sourceLocation: sourceLocation)
    return findings[0]
  }

  /// Fails unless these lines pass.
  func expectPassed(
    _ lines: [TestLine], _ thresholds: [String: Double] = [:], categories: [String]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = run(try evidence(lines, categories: categories), thresholds)
    #expect(outcome == .passed, sourceLocation: sourceLocation)
  }

  /// Fails unless the check cannot look at these lines.
  func expectSkipped(
    _ lines: [TestLine], categories: [String]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = run(try evidence(lines, categories: categories))
    guard case .skipped(let reason) = outcome else {
      Issue.record("\(outcome)", sourceLocation: sourceLocation)
      return
    }
    #expect(!reason.isEmpty, sourceLocation: sourceLocation)
  }
}

extension Finding {
  /// The value of a detail.
  subscript(detail: String) -> FindingDetail.Value? {
    details.first { $0.name == detail }?.value
  }
}

extension FindingText {
  /// The sentence without any escaping.
  var plain: String {
    parts.map { part in
      switch part {
      case .words(let text), .name(let text), .quotation(let text): text
      case .whole(let number): "\(number)"
      case .share(let number), .decimal(let number): "\(number)"
      }
    }.joined()
  }
}
