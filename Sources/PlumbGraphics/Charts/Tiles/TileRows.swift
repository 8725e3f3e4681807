import PlumbText

/// A sample of pictures: one row per class, with its name and how much of it is shown.
package struct TileRows: Chart {
  /// One row.
  package struct Row: Sendable, Hashable {
    /// What the pictures have in common, usually the class; drawn bold and shortened to fit.
    package var heading: String
    /// How much of it is shown, such as "10 of 412"; not shortened if it fits.
    package var detail: String
    /// The pictures from left to right; those beyond the columns are not drawn.
    package var tiles: [Tile]

    /// Makes a row.
    package init(heading: String, detail: String, tiles: [Tile]) {
      self.heading = heading
      self.detail = detail
      self.tiles = tiles
    }
  }

  /// What the whole shows.
  package var title: String
  /// What the reader should know about it: one or two lines.
  package var subtitle: String
  /// The rows from the top.
  package var rows: [Row]
  /// The most pictures in a row, 1 or more; the page is as wide as they need.
  package let columns: Int
  /// The sentence after "Showing 12 of 40 classes" that says where to find the rest.
  package var remainderNote: String

  /// Makes a sample of rows.
  package init(
    title: String, subtitle: String = "", rows: [Row], columns: Int = 10,
    remainderNote: String = "the rest are on the pages of the PDF"
  ) {
    self.title = title
    self.subtitle = subtitle
    self.rows = rows
    self.columns = max(columns, 1)
    self.remainderNote = remainderNote
  }

  /// The height of a page that suits a screen or a landscape sheet, in points.
  package static let pageHeight = 780.0
  /// The maximum height of a single figure, in points; a sharp PNG of it still opens everywhere.
  package static let figureHeight = 4_000.0

  /// One figure of at most ``figureHeight``; a note says how many rows are missing, if any are.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    figure(maximumHeight: TileRows.figureHeight, metrics: metrics)
  }

  /// One figure of at most this height (but one row at least), with a note if rows are missing.
  package func figure(maximumHeight: Double, metrics: any TextMetrics) -> Drawing {
    let layout = TileRowsLayout(chart: self, metrics: metrics)
    let count = layout.rowsThatFit(maximumHeight: maximumHeight)
    var note = ""
    if count < rows.count {
      note =
        "Showing \(NumberText.whole(count)) of \(NumberText.whole(rows.count)) classes; "
        + remainderNote + "."
    }
    return layout.page(rows[..<min(count, rows.count)], note: note)
  }

  /// All rows on pages of at most this height (but one row at least on each), in order.
  ///
  /// There is always at least one page; without rows, it says that there is nothing to show.
  package func pages(maximumHeight: Double, metrics: any TextMetrics) -> [Drawing] {
    let layout = TileRowsLayout(chart: self, metrics: metrics)
    let perPage = layout.rowsThatFit(maximumHeight: maximumHeight)
    let starts = rows.isEmpty ? [0] : Array(stride(from: 0, to: rows.count, by: perPage))
    return starts.enumerated().map { index, start in
      let note = starts.count > 1 ? "Page \(index + 1) of \(starts.count)" : ""
      return layout.page(rows[start..<min(start + perPage, rows.count)], note: note)
    }
  }
}

/// Places the rows of a sample on one page.
private struct TileRowsLayout {
  static let margin = 24.0
  static let gutter = 8.0
  static let titleStyle = TextStyle(size: 16, weight: .bold)
  static let subtitleStyle = TextStyle(size: 10, color: Palette.quietInk)
  static let headingStyle = TextStyle(size: 11.5, weight: .bold)
  static let detailStyle = TextStyle(size: 10, color: Palette.quietInk)
  static let minimumWidth = 480.0
  static let tileStyle = TileStyle(
    picture: Size(width: 100, height: 100), caption: TextStyle(size: 9),
    name: TextStyle(size: 8, color: Palette.quietInk),
    reasonStyle: TextStyle(size: 9, color: Palette.quietInk))

  let chart: TileRows
  let metrics: any TextMetrics

  private var contentWidth: Double {
    let step = TileRowsLayout.tileStyle.picture.width + TileRowsLayout.gutter
    return max(Double(chart.columns) * step - TileRowsLayout.gutter, TileRowsLayout.minimumWidth)
  }

  private var width: Double { contentWidth + 2 * TileRowsLayout.margin }
  private var labelHeight: Double { 20 }
  private var noteHeight: Double { 18 }
  private var rowHeight: Double {
    labelHeight + TileRowsLayout.tileStyle.height(metrics: metrics) + 14
  }

  /// How high the title and the subtitle are, with the margin above and the room below.
  private var headerHeight: Double {
    var scratch = DrawingBuilder(metrics: metrics)
    return drawHeader(into: &scratch)
  }

  func rowsThatFit(maximumHeight: Double) -> Int {
    let room = maximumHeight - headerHeight - noteHeight - TileRowsLayout.margin
    return wholeNumber(room / rowHeight, in: 1...10_000)
  }

  func page(_ rows: ArraySlice<TileRows.Row>, note: String) -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    var y = drawHeader(into: &builder)
    for row in rows {
      draw(row, at: y, into: &builder)
      y += rowHeight
    }
    let closing = rows.isEmpty ? "Nothing to show." : note
    if !closing.isEmpty {
      builder.text(
        closing, at: Point(x: TileRowsLayout.margin, y: y + 8), style: TileRowsLayout.detailStyle,
        maximumWidth: contentWidth)
      y += noteHeight
    }
    return Drawing(
      size: Size(width: width, height: y + TileRowsLayout.margin - 8), title: chart.title,
      alternativeText: summary(of: rows), marks: builder.marks)
  }

  private func drawHeader(into builder: inout DrawingBuilder) -> Double {
    let left = TileRowsLayout.margin
    var y = builder.paragraph(
      chart.title, from: Point(x: left, y: left), style: TileRowsLayout.titleStyle,
      maximumWidth: contentWidth, maximumLines: 1)
    y = builder.paragraph(
      chart.subtitle, from: Point(x: left, y: y + 2), style: TileRowsLayout.subtitleStyle,
      maximumWidth: contentWidth, maximumLines: 2)
    return y + 14
  }

  private func draw(_ row: TileRows.Row, at y: Double, into builder: inout DrawingBuilder) {
    let baseline = y + 11
    let detail = displayText(row.detail)
    let detailWidth = metrics.width(of: detail, style: TileRowsLayout.detailStyle)
    let room = max(contentWidth - detailWidth - 8, contentWidth * 0.2)
    let heading = metrics.fitted(
      displayName(row.heading), style: TileRowsLayout.headingStyle, maximumWidth: room)
    let used = metrics.width(of: heading, style: TileRowsLayout.headingStyle)
    let left = TileRowsLayout.margin
    builder.text(
      heading, at: Point(x: left, y: baseline), style: TileRowsLayout.headingStyle,
      maximumWidth: room)
    builder.text(
      detail, at: Point(x: left + used + 8, y: baseline), style: TileRowsLayout.detailStyle,
      maximumWidth: contentWidth - used - 8)
    for (column, tile) in row.tiles.prefix(chart.columns).enumerated() {
      let step = TileRowsLayout.tileStyle.picture.width + TileRowsLayout.gutter
      TileRowsLayout.tileStyle.draw(
        tile, at: Point(x: left + Double(column) * step, y: y + labelHeight), into: &builder)
    }
  }

  private func summary(of rows: ArraySlice<TileRows.Row>) -> String {
    let parts = rows.map { "\(displayName($0.heading, limit: 60)): \($0.detail)" }
    return parts.isEmpty ? "Nothing to show." : parts.joined(separator: "; ")
  }
}
