import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

struct ConfidenceInformationTests {
  /// What the confidences say; every second label goes to another class.
  private func information(
    _ confidences: [String?], _ source: LabelSource = .human
  ) throws -> ConfidenceInformation {
    let lines = confidences.enumerated().map { line(anyImage, "c\($0 % 2)", confidence: $1) }
    return ConfidenceInformation(ClassSummary(try dataset(lines)), source)
  }

  @Test func eachCase() throws {
    #expect(try information(["0.5"], .machine) == .noLabels)
    #expect(try information([nil, "7", nil]) == .absent)
    #expect(try information(["0.95", "0.95", "0.95"]) == .constant(0.95))
    #expect(try information(["0"]) == .constant(0))
    #expect(try information(["0.95", nil, "0.95"]) == .constant(0.95))
    #expect(try information(["0.1", "0.2", "0.3"]) == .varied)
    #expect(try information(["0.1", "0.2"]) == .varied)
    #expect(ConfidenceInformation(ClassSummary(), .human) == .noLabels)
  }

  @Test func nineTenthsOfOneValueAreNearlyConstant() throws {
    let nine = [String](repeating: "0.95", count: 9)
    #expect(try information(nine + ["0.4"]) == .nearlyConstant(0.95, share: 0.9))
    #expect(try information(["0.4"] + nine) == .nearlyConstant(0.95, share: 0.9))
    #expect(try information(nine + ["0.4", nil, nil]) == .nearlyConstant(0.95, share: 0.9))
    #expect(try information(nine.dropLast() + ["0.4"]) == .varied)
  }

  @Test func theOrderOfLabelsDoesNotMatter() throws {
    var numbers = SeededNumbers(seed: 9)
    var values = [String](repeating: "0.09", count: 95) + ["0.1", "0.2", "0.1", "0.3", "0.4"]
    for _ in 0..<20 {
      values.shuffle(using: &numbers)
      #expect(try information(values) == .nearlyConstant(0.09, share: 0.95))
    }
  }

  @Test func sourcesAreNeverPooled() throws {
    let lines = [
      line(confidence: "0.5"), line(confidence: "0.5"), line(confidence: "0.9", human: false),
    ]
    let summary = ClassSummary(try dataset(lines))
    #expect(ConfidenceInformation(summary, .human) == .constant(0.5))
    #expect(ConfidenceInformation(summary, .machine) == .constant(0.9))
  }
}
