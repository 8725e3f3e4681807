import PlumbGraphics
import TestSupport
import Testing

@Suite struct TextFittingTests {
  private let metrics = FixedTextMetrics()
  private let style = TextStyle(size: 10)

  @Test func aTextThatFitsIsNotTouched() {
    // Six units a character.
    #expect(metrics.fitted("photo.jpg", style: style, maximumWidth: 54) == "photo.jpg")
  }

  @Test func aTextThatDoesNotFitIsShortenedAsLittleAsPossible() {
    #expect(metrics.fitted("photo.jpg", style: style, maximumWidth: 53) == "photo.j…")
    #expect(
      metrics.fitted("photo.jpg", style: style, maximumWidth: 53, truncation: .middle) == "pho….jpg"
    )
    #expect(metrics.fitted("photo.jpg", style: style, maximumWidth: 6) == "…")
    #expect(metrics.fitted("photo.jpg", style: style, maximumWidth: 5) == "")
  }

  @Test(arguments: [3.0, 17, 60, 200, 1_000])
  func noTextIsWiderThanItsRoom(width: Double) {
    for metrics in ChartLawTests.metrics {
      for name in HostileNames.all {
        for truncation in [Truncation.end, .middle] {
          let fitted = metrics.fitted(
            name, style: style, maximumWidth: width, truncation: truncation)
          #expect(metrics.width(of: fitted, style: style) <= width)
        }
      }
    }
  }

  @Test func paragraphsBreakAtSpaces() {
    let lines = metrics.wrapped(
      "one two three four", style: style, maximumWidth: 50, maximumLines: 3)
    #expect(lines == ["one two", "three", "four"])
    let cut = metrics.wrapped("one two three four", style: style, maximumWidth: 50, maximumLines: 2)
    #expect(cut == ["one two", "three f…"])
    #expect(metrics.wrapped("", style: style, maximumWidth: 50, maximumLines: 2).isEmpty)
  }

  @Test func fontsAreMeasured() {
    let metrics = PangoTextMetrics()
    let width = metrics.width(of: "width", style: style)
    #expect(width > 15 && width < 60)
    #expect(abs(metrics.width(of: "width", style: TextStyle(size: 20)) - 2 * width) < 0.01)
    #expect(metrics.width(of: "width", style: TextStyle(size: 10, weight: .bold)) > width)
    #expect(metrics.ascent(of: style) > metrics.descent(of: style))
    #expect(metrics.missingGlyphs(in: "cat") == 0)
    // A private character, which no font has.
    #expect(metrics.missingGlyphs(in: "\u{10FFFD}") == 1)
  }
}
