/// The frame of a figure: title, subtitle and legend above the plots, notes below.
struct FigureFrame {
  /// The most width of a figure for a screen, in points.
  static let maximumWidth = 1_000.0
  /// The margin of a figure for a screen, in points.
  static let figureMargin = 24.0

  let words: ChartWords
  let legend: [LegendEntry]
  let metrics: any TextMetrics
  var type = ChartType.figure
  /// The width of the whole drawing, in points.
  var width = maximumWidth
  var margin = figureMargin

  /// The left edge of everything.
  var left: Double { margin }
  /// The width between the margins.
  var contentWidth: Double { width - 2 * margin }

  /// The drawing around a body.
  ///
  /// - Parameter body: Draws from the given y down, and says where it ends and what is noted below.
  func drawing(
    alternativeText: String,
    body: (inout DrawingBuilder, Double) -> (bottom: Double, notes: [String])
  ) -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    let top = drawHeader(into: &builder)
    let (bottom, notes) = body(&builder, top)
    let end = drawNotes(notes, top: bottom, into: &builder)
    return Drawing(
      size: Size(width: width, height: end + margin), title: words.title,
      alternativeText: alternativeText, marks: builder.marks)
  }

  /// A drawing with text only, if there is nothing to plot.
  func drawing(alternativeText: String, sentences: [String]) -> Drawing {
    drawing(alternativeText: alternativeText) { _, top in (top, sentences) }
  }

  /// Draws title, subtitle and legend; gives the y where the body may begin.
  func drawHeader(into builder: inout DrawingBuilder) -> Double {
    var y = builder.paragraph(
      words.title, from: Point(x: left, y: margin), style: type.title, maximumWidth: contentWidth,
      maximumLines: 2)
    y = builder.paragraph(
      words.subtitle, from: Point(x: left, y: y + 1), style: type.subtitle,
      maximumWidth: contentWidth, maximumLines: 3)
    y = Legend(entries: legend, type: type, metrics: metrics)
      .draw(x: left, top: y + type.size * 0.5, width: contentWidth, into: &builder)
    return y + type.size * 0.7
  }

  /// Draws paragraphs from `top` down; gives the y where they end.
  func drawNotes(_ notes: [String], top: Double, into builder: inout DrawingBuilder) -> Double {
    notes.reduce(top) { y, note in
      builder.paragraph(
        note, from: Point(x: left, y: y + 3), style: type.note, maximumWidth: contentWidth,
        maximumLines: 3)
    }
  }
}
