import Testing

@testable import PlumbGraphics

@Suite struct FontConfigurationTests {
  @Test func withoutFontsTextIsMeasuredAllTheSame() {
    let none = FontConfiguration(rejecting: "<glob>*</glob>")
    let metrics = PangoTextMetrics(configuration: none)
    let fixed = FixedTextMetrics()
    let style = TextStyle(size: 10)
    #expect(metrics.width(of: "cat 日本", style: style) == fixed.width(of: "cat 日本", style: style))
    #expect(metrics.lineHeight(of: style) == fixed.ascent(of: style) + fixed.descent(of: style))
  }

  @Test func withoutFontsRenderersRefuse() {
    let none = FontConfiguration(rejecting: "<glob>*</glob>")
    #expect(throws: GraphicsError.self) { try none.requireFonts() }
  }

  @Test func noFontHasColors() {
    // The emoji is there in outlines or not at all: never as a picture.
    #expect(FontConfiguration.shared.fontCount > 0)
    let only = FontConfiguration(
      rejecting: "<pattern><patelt name=\"color\"><bool>false</bool></patelt></pattern>")
    let both = FontConfiguration(rejecting: "<glob>/nowhere/*</glob>")
    #expect(
      both.fontCount - only.fontCount
        == FontConfiguration.shared.fontCount)
  }
}
