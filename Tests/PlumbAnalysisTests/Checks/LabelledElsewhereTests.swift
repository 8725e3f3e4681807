import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

struct LabelledElsewhereTests {
  private func lines(_ attributes: [String?]) -> [String] {
    attributes.map { attribute in
      guard let attribute else { return unlabelledLine }
      return line(anyImage, attribute, attribute: attribute)
    }
  }

  private func run(_ check: some Check, _ attributes: [String?], _ attribute: String) throws
    -> CheckOutcome
  {
    let data = try dataset(lines(attributes), attribute: attribute)
    let evidence = CheckEvidence(data)
    return check.run(evidence)
  }

  @Test func linesOfOtherJobsAreAWarning() throws {
    let outcome = try run(LabelledElsewhere(), ["one", "two", nil, "two", "one", "one"], "two")
    let finding = try #require(outcome.findings.first)
    #expect(finding.severity == .warning && finding.count == 3 && finding.total == 6)
    #expect(finding.places.compactMap(\.row) == [0, 4, 5])
    #expect(finding["attributes"] == .list([.text("one")]))
    #expect(try run(LabelledElsewhere(), ["two", nil], "two") == .passed)
  }

  @Test func theyAreNotUnlabelled() throws {
    let unlabelled = try run(UnlabelledImages(), ["one", "two", nil], "two")
    #expect(unlabelled.findings.map { $0.places.compactMap(\.row) } == [[2]])
    // All lines have a label somewhere.
    #expect(try run(Coverage(), ["one", "two", "three"], "two") == .passed)
    let coverage = try #require(try run(Coverage(), ["one", "two", nil], "two").findings.first)
    #expect(coverage.count == 1 && coverage["labelled_elsewhere"] == .whole(1))
  }

  /// Rekognition reads every attribute, so the classes of all of them count.
  @Test func rekognitionCountsTheClassesOfAllAttributes() throws {
    #expect(try run(RekognitionClasses(), ["oak", "elm", "ash"], "elm") == .passed)
    let names = (0..<251).map { "class\($0)" }
    let finding = try #require(
      try run(RekognitionClasses(), names, "class0").findings.first)
    #expect(finding.count == 251)
    #expect(finding["code"] == .text("ERROR_MANIFEST_TOO_MANY_LABELS"))
  }
}
