import PlumbText

/// A list of pictures, each with a heading and sentences beside it.
///
/// A figure has two columns; pages have one.
package struct TileList: Chart {
  /// One picture with its words.
  package struct Entry: Sendable, Hashable {
    /// The picture; its captions are not drawn.
    package var tile: Tile
    /// The heading; drawn bold, and shortened to fit.
    package var heading: String
    /// The quieter line below the heading; shortened in the middle.
    package var detail: String
    /// Sentences; those that do not fit are left out.
    package var notes: [String]

    /// Makes an entry.
    package init(tile: Tile, heading: String, detail: String, notes: [String]) {
      self.tile = tile
      self.heading = heading
      self.detail = detail
      self.notes = notes
    }
  }

  /// What the whole shows.
  package var title: String
  /// What the reader should know about it: one to three lines.
  package var subtitle: String
  /// The entries from the top.
  package var entries: [Entry]

  /// Makes a list.
  package init(title: String, subtitle: String = "", entries: [Entry]) {
    self.title = title
    self.subtitle = subtitle
    self.entries = entries
  }

  /// The maximum number of entries in a figure, so that its image opens everywhere.
  package static let figureCapacity = 100

  /// The first ``figureCapacity`` entries in two columns, read from left to right.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let layout = TileListLayout(
      chart: self, metrics: metrics, width: FigureFrame.maximumWidth, columns: 2)
    let drawn = entries.prefix(TileList.figureCapacity)
    let rest = entries.count - drawn.count
    return layout.page(
      drawn, note: rest > 0 ? "\(NumberText.whole(rest)) more are not drawn." : "", height: nil)
  }

  /// All entries on pages of one column; there is always one page.
  package func pages(size: Size = .a4Portrait, metrics: any TextMetrics) -> [Drawing] {
    let layout = TileListLayout(chart: self, metrics: metrics, width: size.width, columns: 1)
    let capacity = layout.capacity(height: size.height)
    let starts = entries.isEmpty ? [0] : Array(stride(from: 0, to: entries.count, by: capacity))
    return starts.enumerated().map { index, start in
      let note = starts.count > 1 ? "Page \(index + 1) of \(starts.count)" : ""
      let end = min(start + capacity, entries.count)
      return layout.page(entries[start..<end], note: note, height: size.height)
    }
  }
}

/// Places the entries of a list on one page.
private struct TileListLayout {
  static let margin = 28.0
  static let gutter = 16.0
  static let picture = 76.0
  static let entryHeight = 88.0
  static let noteHeight = 18.0
  static let titleStyle = TextStyle(size: 15, weight: .bold)
  static let subtitleStyle = TextStyle(size: 9.5, color: Palette.quietInk)
  static let headingStyle = TextStyle(size: 10, weight: .bold)
  static let detailStyle = TextStyle(size: 8, color: Palette.quietInk)
  static let noteStyle = TextStyle(size: 8.5)

  let chart: TileList
  let metrics: any TextMetrics
  let width: Double
  let columns: Int

  private var contentWidth: Double { width - 2 * Self.margin }

  private var columnWidth: Double {
    (contentWidth - Double(columns - 1) * Self.gutter) / Double(columns)
  }

  private func drawHeader(into builder: inout DrawingBuilder) -> Double {
    let y = builder.paragraph(
      chart.title, from: Point(x: Self.margin, y: Self.margin), style: Self.titleStyle,
      maximumWidth: contentWidth, maximumLines: 2)
    return builder.paragraph(
      chart.subtitle, from: Point(x: Self.margin, y: y + 2), style: Self.subtitleStyle,
      maximumWidth: contentWidth, maximumLines: 3) + 12
  }

  /// How many entries a page takes, at least one.
  func capacity(height: Double) -> Int {
    var scratch = DrawingBuilder(metrics: metrics)
    let room = height - drawHeader(into: &scratch) - Self.noteHeight - Self.margin
    return columns * wholeNumber(room / Self.entryHeight, in: 1...1_000)
  }

  func page(_ entries: ArraySlice<TileList.Entry>, note: String, height: Double?) -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    let top = drawHeader(into: &builder)
    for (place, entry) in entries.enumerated() {
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      let corner = Point(
        x: Self.margin + Double(column) * (columnWidth + Self.gutter),
        y: top + Double(row) * Self.entryHeight)
      draw(entry, at: corner, into: &builder)
    }
    let rows = (entries.count + columns - 1) / columns
    let bottom = top + Double(rows) * Self.entryHeight
    let closing = entries.isEmpty ? "Nothing to show." : note
    builder.text(
      closing, at: Point(x: Self.margin, y: bottom + 8), style: Self.detailStyle,
      maximumWidth: contentWidth)
    return Drawing(
      size: Size(width: width, height: height ?? bottom + Self.noteHeight + Self.margin / 2),
      title: chart.title, alternativeText: summary(entries), marks: builder.marks)
  }

  private func draw(
    _ entry: TileList.Entry, at corner: Point, into builder: inout DrawingBuilder
  ) {
    let room = Rectangle(x: corner.x, y: corner.y, width: Self.picture, height: Self.picture)
    draw(entry.tile, in: room, into: &builder)
    let left = room.maximumX + 10
    let textWidth = columnWidth - Self.picture - 10
    var y = builder.paragraph(
      entry.heading, from: Point(x: left, y: corner.y - 1), style: Self.headingStyle,
      maximumWidth: textWidth, maximumLines: 1)
    let detail = metrics.fitted(
      displayText(entry.detail), style: Self.detailStyle, maximumWidth: textWidth,
      truncation: .middle)
    y = builder.paragraph(
      detail, from: Point(x: left, y: y + 1), style: Self.detailStyle, maximumWidth: textWidth,
      maximumLines: 1)
    y += 2
    let lineHeight = metrics.lineHeight(of: Self.noteStyle)
    for note in entry.notes {
      let lines = wholeNumber((corner.y + Self.entryHeight - 6 - y) / lineHeight, in: 0...2)
      guard lines > 0 else { return }
      y = builder.paragraph(
        note, from: Point(x: left, y: y), style: Self.noteStyle, maximumWidth: textWidth,
        maximumLines: lines)
    }
  }

  private func draw(_ tile: Tile, in room: Rectangle, into builder: inout DrawingBuilder) {
    switch tile.content {
    case .image(let jpeg, let pixelWidth, let pixelHeight):
      let size = Size(width: Double(pixelWidth), height: Double(pixelHeight))
      builder.add(
        .image(
          ImageMark(
            frame: room.fitting(size), jpeg: jpeg, pixelWidth: pixelWidth,
            pixelHeight: pixelHeight, alternativeText: tile.name)))
    case .placeholder(let reason):
      builder.placeholder(reason, in: room, style: TextStyle(size: 8, color: Palette.quietInk))
    }
    if let link = tile.link { builder.add(.link(room, uri: link)) }
  }

  private func summary(_ entries: ArraySlice<TileList.Entry>) -> String {
    let parts = entries.prefix(10).map { displayText($0.heading, limit: 100) }
    return parts.isEmpty ? "Nothing to show." : parts.joined(separator: "; ")
  }
}
