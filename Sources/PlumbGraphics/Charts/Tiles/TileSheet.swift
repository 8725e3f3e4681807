import PlumbText

/// One page of up to 100 thumbnails: a header, a grid, a footer.
package struct TileSheet: Chart {
  /// What all pictures have in common, usually the class; drawn bold and shortened to fit.
  package var heading: String
  /// What follows the heading, such as "labelled by people", "page 2 of 5"; not shortened if it
  /// fits on the page without the heading.
  package var details: [String]
  /// The thumbnails, row by row; those beyond ``capacity`` are not drawn.
  package var tiles: [Tile]
  /// The left part of the footer, usually the job.
  package var footer: String
  /// The right part of the footer, usually the page of the document.
  package var pageLabel: String
  /// The size of the paper, in points.
  package var pageSize = Size.a4Portrait
  /// How many thumbnails stand beside each other, and above each other; 1 or more.
  package let side: Int

  /// Makes a sheet; by default portrait A4 with 10 by 10 thumbnails.
  package init(
    heading: String, details: [String], tiles: [Tile], footer: String = "", pageLabel: String = "",
    side: Int = 10
  ) {
    self.heading = heading
    self.details = details
    self.tiles = tiles
    self.footer = footer
    self.pageLabel = pageLabel
    self.side = max(side, 1)
  }

  /// The most thumbnails that the page takes.
  package var capacity: Int { side * side }

  /// Heading and details in one line.
  package var title: String {
    ([displayName(heading)] + details).joined(separator: TileSheet.separator)
  }

  private static let separator = " · "
  private static let margin = 28.0
  private static let gutter = 5.0
  private static let headingStyle = TextStyle(size: 13, weight: .bold)
  private static let detailStyle = TextStyle(size: 9.5, color: Palette.quietInk)
  private static let footerStyle = TextStyle(size: 7, color: Palette.quietInk)

  /// The page, at ``pageSize``.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    let body = Rectangle(pageSize).inset(by: TileSheet.margin)
    drawHeader(in: body, into: &builder)
    drawGrid(in: gridFrame(in: body), into: &builder)
    drawFooter(in: body, into: &builder)
    return Drawing(
      size: pageSize, title: title,
      alternativeText: "\(tiles.prefix(capacity).count) images: \(title)", marks: builder.marks)
  }

  private func drawHeader(in body: Rectangle, into builder: inout DrawingBuilder) {
    let baseline = body.y + 12
    let rest = details.map { TileSheet.separator + $0 }.joined()
    let restWidth = builder.metrics.width(of: displayText(rest), style: TileSheet.detailStyle)
    let room = max(body.width - restWidth, body.width * 0.15)
    let heading = builder.metrics.fitted(
      displayName(heading), style: TileSheet.headingStyle, maximumWidth: room)
    let used = builder.metrics.width(of: heading, style: TileSheet.headingStyle)
    builder.text(
      heading, at: Point(x: body.x, y: baseline), style: TileSheet.headingStyle,
      maximumWidth: room)
    builder.text(
      rest, at: Point(x: body.x + used, y: baseline), style: TileSheet.detailStyle,
      maximumWidth: body.width - used)
    rule(at: body.y + 19, in: body, into: &builder)
  }

  private func drawFooter(in body: Rectangle, into builder: inout DrawingBuilder) {
    let style = TileSheet.footerStyle
    let label = builder.metrics.fitted(pageLabel, style: style, maximumWidth: body.width / 2)
    let labelWidth = builder.metrics.width(of: label, style: style)
    builder.text(
      label, at: Point(x: body.maximumX, y: body.maximumY), anchor: .end, style: style,
      maximumWidth: body.width / 2)
    builder.text(
      footer, at: Point(x: body.x, y: body.maximumY), style: style,
      maximumWidth: body.width - labelWidth - 12, truncation: .middle)
  }

  private func rule(at y: Double, in body: Rectangle, into builder: inout DrawingBuilder) {
    builder.line(
      from: Point(x: body.x, y: y), to: Point(x: body.maximumX, y: y), color: Palette.grid)
  }

  private func gridFrame(in body: Rectangle) -> Rectangle {
    Rectangle(x: body.x, y: body.y + 26, width: body.width, height: body.height - 26 - 12)
  }

  private func drawGrid(in frame: Rectangle, into builder: inout DrawingBuilder) {
    let cell = Size(width: frame.width / Double(side), height: frame.height / Double(side))
    let style = tileStyle(for: cell, metrics: builder.metrics)
    for (index, tile) in tiles.prefix(capacity).enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: side)
      let corner = Point(
        x: frame.x + Double(column) * cell.width + TileSheet.gutter / 2,
        y: frame.y + Double(row) * cell.height)
      style.draw(tile, at: corner, into: &builder)
    }
  }

  /// Text of a size that suits the cell, and the rest of the cell for the picture.
  private func tileStyle(for cell: Size, metrics: any TextMetrics) -> TileStyle {
    let size = min(max(cell.width / 7.6, 6), 10)
    let width = cell.width - TileSheet.gutter
    func style(height: Double) -> TileStyle {
      TileStyle(
        picture: Size(width: width, height: height), caption: TextStyle(size: size),
        name: TextStyle(size: size * 0.8, color: Palette.quietInk),
        reasonStyle: TextStyle(size: size * 0.9, color: Palette.quietInk))
    }
    let captions = style(height: 0).height(metrics: metrics)
    return style(height: max(cell.height - captions - TileSheet.gutter, 1))
  }
}
