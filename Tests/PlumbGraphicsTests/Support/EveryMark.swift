import PlumbGraphics
import TestSupport

/// A page with every kind of mark, hostile texts and links included.
enum EveryMark {
  static func drawing() throws -> Drawing {
    let stroke = Stroke(color: Palette.human, width: 1, dash: [3, 2])
    let jpeg = try GoldenFile.bytes("tile-8x6.jpg")
    let frame = Rectangle(x: 20, y: 20, width: 80, height: 60)
    var marks: [Mark] = [
      // As large as the page: Cairo then forgets what came before it.
      .rectangle(
        RectangleMark(
          frame: Rectangle(x: 0, y: 0, width: 300, height: 400), fill: .solid(Palette.stripe))),
      .rectangle(
        RectangleMark(
          frame: frame,
          fill: .hatched(
            line: Palette.human, background: Palette.humanGround, spacing: 4, width: 1),
          stroke: stroke, cornerRadius: 6)),
      .line(LineMark(from: Point(x: 0, y: 0), to: Point(x: 300, y: 400), stroke: stroke)),
      .path(
        PathMark(
          elements: Path.star(center: Point(x: 200, y: 60), radius: 30),
          fill: .solid(Palette.machine), stroke: stroke)),
      .path(PathMark(elements: Path.circle(center: Point(x: 250, y: 60), radius: 9))),
      .image(
        ImageMark(
          frame: Rectangle(x: 20, y: 100, width: 80, height: 60), jpeg: jpeg, pixelWidth: 8,
          pixelHeight: 6, alternativeText: "a <gradient>")),
      .image(
        ImageMark(
          frame: frame, jpeg: [1, 2, 3], pixelWidth: 0, pixelHeight: -1, alternativeText: "")),
      .link(frame, uri: "https://example.com/it's (a)\\ \"test\"?x=<&>é\n日"),
      .link(frame, uri: "javascript:alert(1)"),
      .text(
        TextMark(
          "turned", at: Point(x: 280, y: 200), anchor: .middle, style: TextStyle(size: 12)
        ).rotated(by: 90)),
    ]
    for (index, name) in HostileNames.all.enumerated() {
      let anchors: [TextMark.Anchor] = [.start, .middle, .end]
      marks.append(
        .text(
          TextMark(
            name, at: Point(x: 150, y: 180 + Double(index) * 14), anchor: anchors[index % 3],
            style: TextStyle(size: index.isMultiple(of: 2) ? 8 : 11, weight: .bold),
            maximumWidth: 120, truncation: index.isMultiple(of: 2) ? .end : .middle)))
    }
    return Drawing(
      size: Size(width: 300, height: 400), title: "Every <mark> & 'more'\u{1}",
      alternativeText: "]]> \u{0}", marks: marks)
  }
}
