import Foundation
import PlumbAnalysis
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A job with findings of every weight, and with names that try to break every format.
struct HostileJob {
  static let name = "a\u{1B}[2J|`b`</x>&\"'\n\u{202E}*_[l](http://x) ]]> @me <img>"

  static func report(
    failOn: Severity = .error, manifestName: String = "jobs/my job/output.manifest"
  ) throws -> CheckReport {
    let images = (0..<12).map { line("s3://bucket/\(name)/\($0).jpg", name) }
    let lines =
      images + [
        line("s3://bucket/\(name)/0.jpg", "dog"), line("s3://bucket/x", name.uppercased()), "{",
        #"{"source-ref":"s3://bucket/y"}"#,
        #"{"source-ref":"s3://bucket/z","job-metadata":{"failure-reason":"\#("<b>`|*@")"}}"#,
      ]
    let evidence = CheckEvidence(try dataset(lines))
    return CheckReport(
      runChecks(allChecks, on: evidence), on: evidence,
      setup: CheckReport.Setup(manifestName: manifestName, failOn: failOn, version: "1.2.3"))
  }
}

/// What holds for every format, also for those to come.
struct AllCheckFormatsTests {
  @Test(arguments: allCheckFormats.map(\.name))
  func everyFormatNamesEveryFindingAndThreshold(_ name: String) throws {
    let format = try #require(allCheckFormats.first { $0.name == name })
    let report = try HostileJob.report()
    let text = format.text(report)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(format.text(report) == text)
    #expect(report.found.count >= 5 && !report.skipped.isEmpty)
    for result in report.found { #expect(text.contains(result.description.id)) }
    for (id, _) in report.skipped { #expect(text.contains(id)) }
    #expect(text.contains("least-share"))
    // An escape that a terminal would obey, and one that turns the text around.
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test(arguments: allCheckFormats.map(\.name))
  func theSmallJobIsAsItWas(_ name: String) throws {
    let format = try #require(allCheckFormats.first { $0.name == name })
    let data = try dataset(try Fixtures.bytes("small-job.manifest"))
    let evidence = CheckEvidence(data, categories: ["cat", "dog", "heron"])
    let report = CheckReport(
      runChecks(allChecks, on: evidence), on: evidence,
      setup: CheckReport.Setup(
        manifestName: "output.manifest", configuration: "plumb.yml", version: "1.2.3"))
    let suffix = ["text": "txt", "junit": "xml", "markdown": "md"][name] ?? name
    try Fixtures.expect(format.text(report), matches: "small-job-check.\(suffix)")
  }
}

struct CheckReportTests {
  @Test func theGateIsAtTheWeightThatIsAskedFor() throws {
    let lines = (0..<20).map { line("s3://bucket/\($0)", "cat", confidence: "0.\($0 + 10)") }
    func isFailed(_ lines: [String], _ failOn: Severity) throws -> Bool {
      let evidence = CheckEvidence(try dataset(lines))
      return CheckReport(
        runChecks(allChecks, on: evidence), on: evidence,
        setup: CheckReport.Setup(manifestName: "m", failOn: failOn, version: "")
      ).isFailed
    }
    #expect(try !isFailed(lines, .note))
    // A rare class is a warning.
    let rare = lines + [line("s3://bucket/x", "dog")]
    #expect(try !isFailed(rare, .error))
    #expect(try isFailed(rare, .warning))
    #expect(try isFailed(rare + ["{"], .error))
  }

  @Test func theGravestFindingsComeFirst() throws {
    let severities = try HostileJob.report().found.map {
      $0.outcome.findings.map(\.severity).max() ?? .note
    }
    #expect(severities == severities.sorted(by: >))
    #expect(Set(severities).count > 1)
  }

  @Test func everyCheckIsCountedOnce() throws {
    let report = try HostileJob.report()
    let all = report.found.count + report.passed.count + report.skipped.count
    #expect(all == allChecks.count)
  }
}

struct CheckJSONTests {
  @Test func placesAndTextsAreExact() throws {
    let text = CheckJSON().text(try HostileJob.report())
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let checks = try #require(object?["checks"] as? [[String: Any]])
    let conflict = try #require(checks.first { $0["id"] as? String == "conflicting-references" })
    let finding = try #require((conflict["findings"] as? [[String: Any]])?.first)
    let place = try #require((finding["places"] as? [[String: Any]])?.first)
    #expect(place["line"] as? Int == 13)
    #expect(place["class"] as? String == "dog")
    #expect(place["image"] as? String == "s3://bucket/\(HostileJob.name)/0.jpg")
    #expect(object?["verdict"] as? String == "failed")
  }
}

struct CheckJUnitTests {
  @Test func aParserReadsEveryCase() throws {
    for failOn in Severity.allCases {
      let report = try HostileJob.report(failOn: failOn)
      let document = try XMLDocument(xmlString: CheckJUnit().text(report))
      let suite = try #require(document.rootElement()?.elements(forName: "testsuite").first)
      let cases = suite.elements(forName: "testcase")
      #expect(
        cases.compactMap { $0.attribute(forName: "name")?.stringValue }
          == report.results.map(\.description.id))
      let failing = report.results.filter {
        $0.outcome.findings.contains { $0.severity >= failOn }
      }
      #expect(cases.filter { !$0.elements(forName: "failure").isEmpty }.count == failing.count)
      #expect(suite.attribute(forName: "failures")?.stringValue == "\(failing.count)")
      #expect(
        cases.filter { !$0.elements(forName: "skipped").isEmpty }.count == report.skipped.count)
      #expect(
        suite.attribute(forName: "name")?.stringValue == "jobs/my job/output.manifest")
    }
  }

  @Test func linesOfAFailureStayLines() throws {
    let text = CheckJUnit().text(try HostileJob.report())
    let document = try XMLDocument(xmlString: text)
    let bodies = try document.nodes(forXPath: "//failure").compactMap(\.stringValue)
    #expect(bodies.contains { $0.contains("\n  line 13: s3://bucket/") })
  }
}

struct CheckSARIFTests {
  private func run(_ report: CheckReport) throws -> [String: Any] {
    let data = Data(CheckSARIF().text(report).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["version"] as? String == "2.1.0")
    return try #require((object["runs"] as? [[String: Any]])?.first)
  }

  @Test func resultsPointAtRulesAndLines() throws {
    let report = try HostileJob.report()
    let run = try run(report)
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == report.results.map(\.description.id))
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(!results.isEmpty)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"]
      let physical = try #require(place as? [String: Any])
      let uri = (physical["artifactLocation"] as? [String: Any])?["uri"] as? String
      #expect(uri == "jobs/my%20job/output.manifest")
      if let region = physical["region"] as? [String: Any] {
        #expect(try #require(region["startLine"] as? Int) > 0)
      }
    }
  }

  @Test(arguments: [
    ("a/b-c_d.~e", "a/b-c_d.~e"), ("ä b", "%C3%A4%20b"), ("100%?#:", "100%25%3F%23%3A"),
    ("\n", "%0A"),
  ])
  func pathsBecomeReferences(_ path: String, _ uri: String) {
    #expect(PercentEncoding.path(path) == uri)
  }
}

struct CheckMarkdownTests {
  @Test func nothingOfTheManifestIsMarkup() throws {
    let text = CheckMarkdown().text(try HostileJob.report())
    // Code spans are literal: without them no sign of the name is left that means anything.
    let outside = Self.withoutCode(text)
    for sign in ["<img", "</x>", "@me", "[l]", "]]>", "<b>"] {
      #expect(!outside.contains(sign), "\(sign)")
    }
    for row in text.split(separator: "\n") where row.hasPrefix("|") {
      #expect(Self.cells(String(row)) == 3, "\(row)")
    }
  }

  /// The text without its code spans, as CommonMark finds them: a run of backticks up to the next
  /// of the same length.
  private static func withoutCode(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let tick = rest.firstIndex(of: "`") {
      result += rest[..<tick]
      let fence = rest[tick...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      var search = rest
      while let next = search.firstIndex(of: "`") {
        let run = search[next...].prefix { $0 == "`" }
        search = search[run.endIndex...]
        if run.count == fence.count {
          rest = search
          break
        }
      }
    }
    return result + rest
  }

  /// Cells of a row of a table: GitHub divides it at every bar that has no backslash in front.
  private static func cells(_ row: String) -> Int {
    row.replacing("\\|", with: "").count { $0 == "|" } - 1
  }

  @Test func itFitsIntoACommentWhateverWasFound() throws {
    let names = (0..<400).map { "class \($0) " + String(repeating: "x", count: 200) }
    let lines = (0..<3_000).map { line("s3://bucket/\($0 % 1_500)", names[$0 % 400]) }
    let broken = [String](repeating: "{", count: 3_000)
    let evidence = CheckEvidence(try dataset(lines + broken))
    let report = CheckReport(
      runChecks(allChecks, on: evidence), on: evidence,
      setup: CheckReport.Setup(manifestName: "m", version: ""))
    #expect(CheckMarkdown().text(report).utf8.count < 65_536)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```"), ("", "`  `"), ("a|b", "`a|b`"),
    (" a", "`  a `"),
  ])
  func codeIsFenced(_ text: String, _ code: String) {
    #expect(CheckMarkdown.code(text) == code)
  }

  @Test func barsDivideNoCell() { #expect(CheckMarkdown.barred("`a|b`") == "`a\\|b`") }
}

struct CheckTextTests {
  @Test func theVerdictIsTheFirstLine() throws {
    let text = CheckText().text(try HostileJob.report())
    #expect(text.hasPrefix("Failed: "))
    for row in text.split(separator: "\n") { #expect(row.last != " ") }
  }

  @Test func manyFindingsAndPlacesAreCut() throws {
    let lines = (0..<100).map { line("s3://bucket/\($0)") }
    let failures = (0..<7).map { reason in
      #"{"source-ref":"s3://bucket/f\#(reason)","job-metadata":{"failure-reason":"r\#(reason)"}}"#
    }
    let unlabelled = (0..<9).map { #"{"source-ref":"s3://bucket/u\#($0)"}"# }
    let evidence = CheckEvidence(try dataset(lines + failures + unlabelled))
    let report = CheckReport(
      runChecks(allChecks, on: evidence), on: evidence,
      setup: CheckReport.Setup(manifestName: "m", version: ""))
    let text = CheckText().text(report)
    #expect(text.contains("… and 2 more findings of this check"))
    #expect(text.contains("… and 4 more; --json lists all"))
  }
}
