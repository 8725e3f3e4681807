import PlumbGraphics
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
}
