import PlumbText

/// Draws a drawing as SVG 1.1 with real text, which can be selected, searched and read aloud.
package enum SVGRenderer {
  /// The whole SVG document, ending in a line feed; can also be embedded in an HTML page.
  ///
  /// Every text is escaped by construction, and links whose scheme could run code are left out. The
  /// ids of hatch patterns encode their appearance, so several documents on one page cannot
  /// conflict.
  package static func render(_ drawing: Drawing) -> String {
    var writer = SVGWriter()
    writer.open(drawing)
    drawing.marks.forEach { writer.add($0) }
    return writer.finish()
  }
}

/// Puts the elements together.
private struct SVGWriter {
  private var body = ""
  private var texts: [SVGText] = []
  private var patterns: [(id: String, element: String)] = []
  private var head = ""

  mutating func open(_ drawing: Drawing) {
    let (width, height) = (number(drawing.size.width), number(drawing.size.height))
    let families = TextFonts.families.map { $0.contains(" ") ? "'\($0)'" : $0 }
    head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
      + " width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\""
      + " aria-label=\"\(XMLText(drawing.title))\" font-family=\"\(families.joined(separator: ", "))\">\n"
      + "<title>\(XMLText(drawing.title))</title>\n"
      + "<desc>\(XMLText(drawing.alternativeText))</desc>\n"
    if let background = drawing.background {
      body +=
        "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#\(background.hexadecimalText)\"/>\n"
    }
  }

  mutating func finish() -> String {
    finishTexts()
    let definitions = patterns.isEmpty ? "" : "<defs>\n\(patterns.map(\.element).joined())</defs>\n"
    return head + definitions + body + "</svg>\n"
  }

  mutating func add(_ mark: Mark) {
    if case .text = mark {} else { finishTexts() }
    switch mark {
    case .rectangle(let mark): addRectangle(mark)
    case .line(let mark):
      body +=
        "<line x1=\"\(number(mark.start.x))\" y1=\"\(number(mark.start.y))\""
        + " x2=\"\(number(mark.end.x))\" y2=\"\(number(mark.end.y))\"\(outline(mark.stroke))/>\n"
    case .path(let mark):
      let steps = mark.elements.map(step).joined(separator: " ")
      body += "<path d=\"\(steps)\"\(paint(mark.fill, mark.stroke))/>\n"
    case .text(let mark): addText(mark)
    case .image(let mark):
      let data = "data:image/jpeg;base64,\(Base64.text(mark.jpeg))"
      body +=
        "<image\(place(mark.frame)) preserveAspectRatio=\"none\" role=\"img\""
        + " aria-label=\"\(XMLText(mark.alternativeText))\" xlink:href=\"\(data)\"/>\n"
    case .link(let frame, let uri):
      guard let target = LinkTarget(uri) else { return }
      body +=
        "<a xlink:href=\"\(XMLText(target.text))\">"
        + "<rect\(place(frame)) fill=\"#000\" fill-opacity=\"0\"/></a>\n"
    }
  }

  private mutating func addRectangle(_ mark: RectangleMark) {
    let corner = mark.cornerRadius > 0 ? " rx=\"\(number(mark.cornerRadius))\"" : ""
    body += "<rect\(place(mark.frame))\(corner)\(paint(mark.fill, mark.stroke))/>\n"
  }

  // MARK: Texts

  /// Keeps a text until the next mark of another kind or style: consecutive texts share a group.
  private mutating func addText(_ mark: TextMark) {
    let isRightToLeft = TextDirection.isRightToLeft(mark.text)
    let (x, y) = (number(mark.origin.x), number(mark.origin.y))
    var look = " font-size=\"\(number(mark.style.size))\""
    look += " fill=\"#\(mark.style.color.hexadecimalText)\""
    if mark.style.weight == .bold { look += " font-weight=\"bold\"" }
    if isRightToLeft { look += " direction=\"rtl\"" }
    if let anchor = mark.anchor.svgName(isRightToLeft: isRightToLeft) {
      look += " text-anchor=\"\(anchor)\""
    }
    let turn =
      mark.rotation == 0 ? "" : " transform=\"rotate(\(number(mark.rotation)) \(x) \(y))\""
    if let last = texts.last, last.look != look { finishTexts() }
    texts.append(
      SVGText(place: " x=\"\(x)\" y=\"\(y)\"", look: look, turn: turn, text: mark.text))
  }

  /// Writes the texts that were kept, all of one look.
  private mutating func finishTexts() {
    guard let look = texts.first?.look else { return }
    let isGroup = texts.count >= SVGText.leastGroup
    if isGroup { body += "<g\(look) xml:space=\"preserve\">\n" }
    for text in texts {
      let own = isGroup ? text.turn : "\(look)\(text.turn) xml:space=\"preserve\""
      body += "<text\(text.place)\(own)>\(XMLText(text.text))</text>\n"
    }
    if isGroup { body += "</g>\n" }
    texts.removeAll()
  }

  // MARK: Attributes

  private func number(_ value: Double) -> String { CoordinateText.text(value) }

  private func place(_ frame: Rectangle) -> String {
    " x=\"\(number(frame.x))\" y=\"\(number(frame.y))\" width=\"\(number(frame.width))\""
      + " height=\"\(number(frame.height))\""
  }

  private func step(_ element: PathElement) -> String {
    func pair(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }
    return switch element {
    case .move(let point): "M\(pair(point))"
    case .line(let point): "L\(pair(point))"
    case .curve(let first, let second, let end): "C\(pair(first)) \(pair(second)) \(pair(end))"
    case .close: "Z"
    }
  }

  private mutating func paint(_ fill: Fill?, _ stroke: Stroke?) -> String {
    let inside =
      switch fill {
      case .solid(let color): "#\(color.hexadecimalText)"
      case .hatched(let line, let background, let spacing, let width):
        "url(#\(pattern(line: line, background: background, spacing: spacing, width: width)))"
      case nil: "none"
      }
    return " fill=\"\(inside)\"" + (stroke.map(outline) ?? "")
  }

  private func outline(_ stroke: Stroke) -> String {
    let dashes = stroke.dash.map(number).joined(separator: " ")
    return " stroke=\"#\(stroke.color.hexadecimalText)\" stroke-width=\"\(number(stroke.width))\""
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }

  /// The id of the pattern, which is defined on its first use.
  private mutating func pattern(
    line: Color, background: Color, spacing: Double, width: Double
  ) -> String {
    let (side, thickness) = (number(max(spacing, 0.1)), number(width))
    let id = "hatch-\(line.hexadecimalText)-\(background.hexadecimalText)-\(side)-\(thickness)"
    guard !patterns.contains(where: { $0.id == id }) else { return id }
    patterns.append(
      (
        id,
        "<pattern id=\"\(id)\" width=\"\(side)\" height=\"\(side)\" patternUnits=\"userSpaceOnUse\""
          + " patternTransform=\"rotate(45)\">"
          + "<rect width=\"\(side)\" height=\"\(side)\" fill=\"#\(background.hexadecimalText)\"/>"
          + "<rect width=\"\(thickness)\" height=\"\(side)\" fill=\"#\(line.hexadecimalText)\"/>"
          + "</pattern>\n"
      ))
    return id
  }
}

/// A text before it is written.
private struct SVGText {
  /// From this number on, texts of one style are shorter and more readable in a group.
  static let leastGroup = 8

  let place: String
  let look: String
  let turn: String
  let text: String
}

extension TextMark.Anchor {
  /// The value of `text-anchor`, which counts in reading direction; nil for its default.
  fileprivate func svgName(isRightToLeft: Bool) -> String? {
    switch (self, isRightToLeft) {
    case (.start, false), (.end, true): nil
    case (.middle, _): "middle"
    case (.end, false), (.start, true): "end"
    }
  }
}
