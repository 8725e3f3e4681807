import PlumbGraphics
import Testing

@Suite struct PNGRendererTests {
  /// Width and height as the header of the file states them.
  private func size(of png: [UInt8]) -> [Int] {
    [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  private func pixels(_ red: UInt8) -> DecodedPixels? {
    DecodedPixels(width: 2, height: 1, rgba: [red, 0, 0, 255, red, 0, 0, 255])
  }

  @Test func everyMarkIsDrawn() throws {
    let drawing = try EveryMark.drawing()
    let png = try PNGRenderer.render(drawing, decodeJPEG: { _ in pixels(255) })
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(size(of: png) == [600, 800])
    #expect(png == (try PNGRenderer.render(drawing, decodeJPEG: { _ in pixels(255) })))
    #expect(png != (try PNGRenderer.render(drawing, decodeJPEG: { _ in pixels(0) })))
    #expect(png != (try PNGRenderer.render(drawing)))
  }

  @Test(arguments: [
    Size(width: 14_400, height: 14_400), Size(width: 14_400, height: 1), Size(width: 1, height: 1),
  ])
  func theNumberOfPixelsIsBounded(of drawingSize: Size) throws {
    let drawing = Drawing(size: drawingSize, title: "", alternativeText: "", marks: [])
    let sides = size(of: try PNGRenderer.render(drawing, scale: 3))
    #expect(sides.allSatisfy { (1...32_767).contains($0) })
    #expect(Double(sides[0] * sides[1]) <= PNGRenderer.maximumPixels)
  }

  /// Cairo may take the font of the text before as it is, without the turn.
  @Test(arguments: [7.0, 12])
  func aTurnedTextLooksTheSameAfterALevelOne(size: Double) throws {
    func png(_ level: [Mark]) throws -> [UInt8] {
      let turned = TextMark(
        "turned", at: Point(x: 20, y: 60), style: TextStyle(size: size)
      ).rotated(by: -90)
      return try PNGRenderer.render(
        Drawing(
          size: Size(width: 40, height: 80), title: "", alternativeText: "",
          marks: level + [.text(turned)]))
    }
    let outside = TextMark("level", at: Point(x: 900, y: 900), style: TextStyle(size: size))
    #expect(try png([.text(outside)]) == png([]))
  }

  @Test func pixelsMustFitTheirSize() {
    #expect(DecodedPixels(width: 2, height: 2, rgba: [0, 0, 0, 0]) == nil)
    #expect(DecodedPixels(width: 0, height: 1, rgba: []) == nil)
    #expect(pixels(9) != nil)
  }
}
