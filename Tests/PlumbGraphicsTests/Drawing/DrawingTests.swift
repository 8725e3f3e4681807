import PlumbGraphics
import Testing

@Suite struct DrawingTests {
  private let dot = Mark.path(
    PathMark(
      elements: Path.circle(center: Point(x: 5, y: 5), radius: 5), fill: .solid(Palette.ink)))

  private func drawing(_ marks: [Mark], size: Size = Size(width: 100, height: 50)) -> Drawing {
    Drawing(size: size, title: "t", alternativeText: "", marks: marks)
  }

  @Test func marksThatCannotBeDrawnAreLeftOut() {
    let bad: [Mark] = [
      .rectangle(RectangleMark(frame: Rectangle(x: .nan, y: 0, width: 1, height: 1))),
      .line(
        LineMark(
          from: Point(x: 0, y: 0), to: Point(x: .infinity, y: 0),
          stroke: Stroke(color: Palette.ink, width: 1))),
      .text(TextMark("x", at: Point(x: 0, y: .nan), style: TextStyle(size: 10))),
      .path(PathMark(elements: [.move(Point(x: .nan, y: 0))])),
      .link(Rectangle(x: 0, y: 0, width: .infinity, height: 1), uri: "a"),
    ]
    #expect(drawing(bad + [dot]).marks == [dot])
    #expect(
      drawing([], size: Size(width: .nan, height: 1e9)).size == Size(width: 1, height: 14_400))
  }

  @Test func aDrawingInADrawingKeepsItsAspectInTheMiddle() throws {
    let text = Mark.text(
      TextMark("x", at: Point(x: 10, y: 20), style: TextStyle(size: 10), maximumWidth: 30))
    let outer = drawing([], size: Size(width: 400, height: 400))
    let result = outer.adding(
      drawing([text]), in: Rectangle(x: 100, y: 0, width: 200, height: 200))
    guard case .text(let placed) = try #require(result.marks.first) else { return }
    #expect(placed.origin == Point(x: 120, y: 90))
    #expect(placed.style.size == 20)
    #expect(placed.maximumWidth == 60)
    #expect(result.size == outer.size)
  }

  @Test func rectanglesFitAndShrink() {
    let room = Rectangle(x: 0, y: 0, width: 100, height: 50)
    #expect(
      room.fitting(Size(width: 10, height: 10)) == Rectangle(x: 25, y: 0, width: 50, height: 50))
    #expect(room.fitting(Size(width: 0, height: 10)).width == 0)
    #expect(room.inset(by: 40) == Rectangle(x: 40, y: 25, width: 20, height: 0))
  }

  @Test func colorsAreHeldInTheirRange() {
    #expect(Color(red: 2, green: -1, blue: .nan).hexadecimalText == "ff0000")
    #expect(Color(hexadecimal: 0x0072B2).hexadecimalText == "0072b2")
    let black = Color(hexadecimal: 0)
    #expect(abs(black.contrast(with: Color(hexadecimal: 0xFFFFFF)) - 21) < 1e-9)
  }

  /// So that grey print keeps their order, and numbers on them can be read.
  @Test func rampsGrowDarkerAndTakeText() {
    let ramps = [
      Palette.agreement, Palette.disagreement, Palette.contested, Palette.density,
    ]
    for ramp in ramps {
      for count in 2...9 {
        let colors = (0..<count).map { ramp.color($0, of: count) }
        #expect(zip(colors, colors.dropFirst()).allSatisfy { $0.luminance > $1.luminance })
        #expect(colors.allSatisfy { Palette.text(on: $0).contrast(with: $0) >= 4.5 })
      }
      #expect(ramp.color(-3, of: 4).hexadecimalText == ramp.anchors.first?.hexadecimalText)
      #expect(ramp.color(9, of: 4).hexadecimalText == ramp.anchors.last?.hexadecimalText)
      #expect(ramp.color(0, of: 1) == ramp.anchors[1])
    }
  }
}
