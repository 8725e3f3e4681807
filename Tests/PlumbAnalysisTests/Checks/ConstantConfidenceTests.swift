import Testing

@testable import PlumbAnalysis

struct ConstantConfidenceTests {
  @Test func oneValueEverywhereIsFound() throws {
    let finding = try ConstantConfidence().finding(
      lines(3, TestLine(confidence: "0.09")) + [TestLine(human: false)]
        + [TestLine(human: false, confidence: "0.7")])
    #expect(finding["source"] == .text("human") && finding["confidence"] == .number(0.09))
  }

  @Test func nearlyOneValueIsFound() throws {
    let finding = try ConstantConfidence().finding(
      lines(9, TestLine(confidence: "0.95")) + [TestLine(confidence: "0.5")])
    #expect(finding.count == 9 && finding.total == 10)
  }

  @Test func differentValuesPass() throws {
    try ConstantConfidence().expectPassed((0..<10).map { TestLine(confidence: "0.\($0)") })
    // One label is always the same as itself.
    try ConstantConfidence().expectPassed([TestLine()])
  }

  @Test func withoutConfidencesNothingIsKnown() throws {
    try ConstantConfidence().expectSkipped(lines(3, TestLine(confidence: nil)))
  }
}
