import PlumbText

/// A table: columns are as wide as their texts, as far as there is room.
package struct TableChart: Chart {
  /// One column.
  package struct Column: Sendable, Hashable {
    /// The heading.
    package var title: String
    /// Whether its cells are right-aligned, as for numbers.
    package var isRight: Bool

    /// Makes a column.
    package init(_ title: String, isRight: Bool = false) {
      self.title = title
      self.isRight = isRight
    }
  }

  /// What the table is called.
  package var title: String
  /// What the reader should know about it: one to three lines.
  package var subtitle: String
  /// The columns from the left.
  package var columns: [Column]
  /// The rows from the top; missing cells are empty, surplus cells are not drawn.
  package var rows: [[String]]
  /// The paragraphs under the table.
  package var notes: [String]
  /// The maximum number of rows in a figure; pages have all rows.
  package var maximumRows: Int

  /// Makes a table.
  package init(
    title: String, subtitle: String = "", columns: [Column], rows: [[String]], notes: [String] = [],
    maximumRows: Int = 100
  ) {
    self.title = title
    self.subtitle = subtitle
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.maximumRows = maximumRows
  }

  /// One figure with the first rows; a note says how many are missing.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let shown = rows.prefix(max(0, maximumRows))
    let rest = rows.count - shown.count
    let more =
      rest > 0
      ? [NumberText.counted(rest, "more row is", plural: "more rows are") + " not drawn."] : []
    return TableLayout(chart: self, metrics: metrics, width: 860)
      .page(shown, notes: more + notes, height: nil)
  }

  /// All rows on pages; the notes are on the last one, or on their own page if there is no room.
  package func pages(size: Size = .a4Portrait, metrics: any TextMetrics) -> [Drawing] {
    let layout = TableLayout(chart: self, metrics: metrics, width: size.width)
    let capacity = layout.capacity(height: size.height, notes: notes)
    let starts = rows.isEmpty ? [0] : Array(stride(from: 0, to: rows.count, by: capacity))
    return starts.map { start in
      let end = min(start + capacity, rows.count)
      return layout.page(
        rows[start..<end], notes: end == rows.count ? notes : [], height: size.height)
    }
  }
}

/// Places the rows of a table on one page.
private struct TableLayout {
  static let margin = 28.0
  static let gap = 10.0
  static let rowHeight = 15.0
  static let leastColumn = 24.0
  static let titleStyle = TextStyle(size: 15, weight: .bold)
  static let subtitleStyle = TextStyle(size: 9.5, color: Palette.quietInk)
  static let headStyle = TextStyle(size: 8.5, weight: .bold)
  static let cellStyle = TextStyle(size: 8.5)
  static let noteStyle = TextStyle(size: 8.5, color: Palette.quietInk)
  static let linesOfHead = 3

  let chart: TableChart
  let metrics: any TextMetrics
  let width: Double
  private let widths: [Double]

  init(chart: TableChart, metrics: any TextMetrics, width: Double) {
    self.chart = chart
    self.metrics = metrics
    self.width = width
    widths = Self.widths(chart, metrics, room: width - 2 * Self.margin)
  }

  /// The widths that texts need; if there is not enough room, the widest columns shrink first.
  private static func widths(
    _ chart: TableChart, _ metrics: any TextMetrics, room: Double
  ) -> [Double] {
    let count = chart.columns.count
    var widths = chart.columns.enumerated().map { index, column in
      let cells = chart.rows.prefix(2_000).map { index < $0.count ? $0[index] : "" }
      // Words of a title may stand below each other.
      let words = column.title.split(separator: " ").map(String.init)
      return max(
        metrics.maximumWidth(of: cells.map { displayText($0) }, style: cellStyle),
        metrics.maximumWidth(of: words, style: headStyle), leastColumn)
    }
    let available = room - gap * Double(max(count - 1, 0))
    var excess = widths.reduce(0, +) - available
    while excess > 0.5, let widest = widths.max(), widest > leastColumn {
      let next = widths.filter { $0 < widest - 0.01 }.max() ?? leastColumn
      let wide = widths.indices.filter { widths[$0] > widest - 0.01 }
      let cut = min(widest - max(next, leastColumn), excess / Double(wide.count))
      for index in wide { widths[index] -= max(cut, 0.25) }
      excess = widths.reduce(0, +) - available
    }
    return widths
  }

  private var contentWidth: Double { width - 2 * Self.margin }

  private func lefts() -> [Double] {
    var x = Self.margin
    return widths.map { width in
      defer { x += width + Self.gap }
      return x
    }
  }

  private func drawHeader(into builder: inout DrawingBuilder) -> Double {
    var y = builder.paragraph(
      chart.title, from: Point(x: Self.margin, y: Self.margin), style: Self.titleStyle,
      maximumWidth: contentWidth, maximumLines: 2)
    y =
      builder.paragraph(
        chart.subtitle, from: Point(x: Self.margin, y: y + 2), style: Self.subtitleStyle,
        maximumWidth: contentWidth, maximumLines: 3) + 10
    let lines = zip(chart.columns, widths).map { column, width in
      metrics.wrapped(
        column.title, style: Self.headStyle, maximumWidth: width, maximumLines: Self.linesOfHead)
    }
    let lineHeight = metrics.lineHeight(of: Self.headStyle)
    let most = lines.map(\.count).max() ?? 0
    for (index, (column, x)) in zip(chart.columns, lefts()).enumerated() {
      // Titles stand on the rule, however many lines they have.
      let top = y + Double(most - lines[index].count) * lineHeight
      builder.paragraph(
        column.title, from: Point(x: column.isRight ? x + widths[index] : x, y: top),
        style: Self.headStyle, maximumWidth: widths[index], maximumLines: Self.linesOfHead,
        anchor: column.isRight ? .end : .start)
    }
    y += Double(most) * lineHeight + 3
    builder.line(
      from: Point(x: Self.margin, y: y), to: Point(x: width - Self.margin, y: y),
      color: Palette.axis)
    return y + 2
  }

  private func notesHeight(_ notes: [String]) -> Double {
    var scratch = DrawingBuilder(metrics: metrics)
    return draw(notes, top: 0, into: &scratch)
  }

  private func draw(_ notes: [String], top: Double, into builder: inout DrawingBuilder) -> Double {
    notes.reduce(top) { y, note in
      builder.paragraph(
        note, from: Point(x: Self.margin, y: y + 4), style: Self.noteStyle,
        maximumWidth: contentWidth, maximumLines: 4)
    }
  }

  /// How many rows a page takes with the notes below them, at least one.
  func capacity(height: Double, notes: [String]) -> Int {
    var scratch = DrawingBuilder(metrics: metrics)
    let room = height - drawHeader(into: &scratch) - notesHeight(notes) - Self.margin - 6
    return wholeNumber(room / Self.rowHeight, in: 1...10_000)
  }

  func page(_ rows: ArraySlice<[String]>, notes: [String], height: Double?) -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    var y = drawHeader(into: &builder)
    for (place, row) in rows.enumerated() {
      if place % 2 == 1 {
        builder.rectangle(
          Rectangle(x: Self.margin, y: y, width: contentWidth, height: Self.rowHeight),
          fill: .solid(Palette.stripe))
      }
      drawCells(row, top: y, into: &builder)
      y += Self.rowHeight
    }
    let closing = rows.isEmpty ? ["Nothing to show."] + notes : notes
    y = draw(closing, top: y, into: &builder)
    return Drawing(
      size: Size(width: width, height: height ?? y + Self.margin), title: chart.title,
      alternativeText: "\(chart.title): \(NumberText.whole(rows.count)) rows.",
      marks: builder.marks)
  }

  private func drawCells(_ row: [String], top: Double, into builder: inout DrawingBuilder) {
    let baseline = top + 10.5
    for (index, (column, x)) in zip(chart.columns, lefts()).enumerated() where index < row.count {
      builder.text(
        displayText(row[index]),
        at: Point(x: column.isRight ? x + widths[index] : x, y: baseline),
        anchor: column.isRight ? .end : .start, style: Self.cellStyle, maximumWidth: widths[index])
    }
  }
}
