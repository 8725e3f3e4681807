import PlumbText
import Testing

@Suite struct NumberTextTests {
  @Test func thousandsAreSeparated() {
    #expect(NumberText.whole(0) == "0")
    #expect(NumberText.whole(999) == "999")
    #expect(NumberText.whole(1_000) == "1,000")
    #expect(NumberText.whole(-1_234_567) == "−1,234,567")
    #expect(NumberText.whole(.min) == "−9,223,372,036,854,775,808")
  }

  @Test func decimalsAreRoundedAndPadded() {
    #expect(NumberText.decimal(0.934, places: 2) == "0.93")
    #expect(NumberText.decimal(0.005, places: 1) == "0.0")
    #expect(NumberText.decimal(-0.001, places: 2) == "0.00")
    #expect(NumberText.decimal(1_234.05, places: 2) == "1,234.05")
    #expect(NumberText.decimal(0.95, places: 0) == "1")
    #expect(NumberText.decimal(.nan, places: 2) == "–")
    #expect(NumberText.decimal(.infinity, places: 2) == "–")
    #expect(NumberText.decimal(1e300, places: 9) == "–")
  }

  @Test func percentagesNeverRoundToNoneOrAll() {
    let shares = [0, 0.001, 0.01, 0.5, 0.986, 0.994, 0.9999, 1, .nan]
    #expect(shares.map(NumberText.percent) == ["0", "<1", "1", "50", "99", "99", "99", "100", "–"])
  }

  @Test func countsAgreeWithTheirNoun() {
    #expect(
      [0, 1, 1_234].map { NumberText.counted($0, "label") } == [
        "0 labels", "1 label", "1,234 labels",
      ])
    #expect(
      [1, 2].map { NumberText.counted($0, "class", plural: "classes") } == ["1 class", "2 classes"])
  }

  @Test func shortNumbersHaveFourCharacters() {
    let numbers = [0, 999, 1_000, 1_234, 9_949, 9_950, 123_456, 999_499, 999_500, 3_400_000]
    #expect(
      numbers.map(NumberText.short)
        == ["0", "999", "1.0k", "1.2k", "9.9k", "10k", "123k", "999k", "1.0M", "3.4M"])
    #expect(NumberText.short(-5_000) == "−5,000")
  }
}
