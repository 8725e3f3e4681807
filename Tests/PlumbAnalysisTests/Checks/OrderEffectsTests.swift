import TestSupport
import Testing

@testable import PlumbAnalysis

struct OrderEffectsTests {
  private func job(_ names: [String]) -> [TestLine] {
    names.enumerated().map { TestLine(name: $1, second: $0 * 60) }
  }

  @Test func labelsMadeClassByClassAreFound() throws {
    let finding = try OrderEffects().finding(
      job((0..<300).map { ["cat", "dog", "bee"][$0 / 100] }))
    guard case .number(let observed) = finding["neighbours_observed"],
      case .number(let expected) = finding["neighbours_expected"],
      case .number(let drift) = finding["drift"]
    else {
      Issue.record("\(finding)")
      return
    }
    // 297 of 299 neighbours are equal; by chance 99 of 299 others have the same class.
    #expect(abs(observed - 297.0 / 299) < 1e-12)
    #expect(abs(expected - 99.0 / 299) < 1e-12)
    #expect(drift > 0.8)
  }

  @Test func answersThatAreRepeatedAreFoundWithoutDrift() throws {
    let finding = try OrderEffects().finding(
      job((0..<600).map { ["cat", "dog"][$0 / 6 % 2] }))
    if case .number(let drift) = finding["drift"] {
      #expect(drift < 0.1)
    } else {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: 0..<5)
  func randomOrderPasses(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    try OrderEffects().expectPassed(
      job((0..<400).map { _ in ["cat", "cat", "dog", "bee"].randomElement(using: &numbers) ?? "" }))
  }

  @Test func theOrderOfTheManifestIsNotTaken() throws {
    var numbers = SeededNumbers(seed: 3)
    // Sorted by class in the manifest, at random times.
    let some = (0..<400).map {
      TestLine(name: $0 < 200 ? "cat" : "dog", second: Int.random(in: 0..<100_000, using: &numbers))
    }
    try OrderEffects().expectPassed(some)
    // The same where many labels share a second.
    try OrderEffects().expectPassed(
      (0..<400).map { TestLine(name: $0 < 200 ? "cat" : "dog", second: $0 % 200 / 8) })
  }

  @Test func withoutDatesNothingIsKnown() throws {
    try OrderEffects().expectSkipped((0..<100).map { TestLine(name: "c\($0 % 2)") })
    try OrderEffects().expectSkipped(job(Array(repeating: "cat", count: 100)))
  }
}
