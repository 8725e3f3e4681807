import PlumbText

/// Measures a ``ConfusionMatrixChart`` and puts its parts together.
struct ConfusionMatrixLayout {
  /// The maximum width of row names, in points.
  private static let maximumNameWidth = 190.0
  /// The maximum height of rotated column names, in points.
  private static let maximumNameHeight = 120.0
  /// Between the names or margins and the matrix, in points.
  static let gap = 6.0
  /// The least width of a drawing, in points: titles and legend need some.
  private static let minimumWidth = 680.0

  let chart: ConfusionMatrixChart
  let metrics: any TextMetrics
  let counts: ConfusionCounts
  /// The classes that are drawn, as numbers.
  let shown: [Int]
  let type = ChartType.figure

  init(chart: ConfusionMatrixChart, metrics: any TextMetrics) {
    self.chart = chart
    self.metrics = metrics
    counts = ConfusionCounts(chart.cells, classCount: chart.classes.count)
    shown = counts.classesWithMostErrors(max(chart.maximumClasses, 1))
  }

  func drawing() -> Drawing {
    guard counts.total > 0 else {
      return frame(width: ConfusionMatrixLayout.minimumWidth, legend: []).drawing(
        alternativeText: "There are no pairs of labels to compare. \(chart.words.subtitle)",
        sentences: ["There are no pairs of labels to compare."] + notes)
    }
    let plan = plan()
    let width = max(plan.width + 2 * FigureFrame.figureMargin, ConfusionMatrixLayout.minimumWidth)
    let frame = frame(width: width, legend: ConfusionShade.legend)
    return frame.drawing(alternativeText: alternativeText) { builder, top in
      let painter = ConfusionMatrixPainter(self, plan: plan)
      let bottom = painter.draw(x: frame.left, top: top, into: &builder)
      return (bottom + type.size * 0.6, notes)
    }
  }

  private func frame(width: Double, legend: [LegendEntry]) -> FigureFrame {
    FigureFrame(
      words: chart.words, legend: legend, metrics: metrics, width: width)
  }

  /// Their names, in the same order.
  var names: [String] { shown.map { displayName(chart.classes[$0]) } }

  // MARK: Measures

  private func plan() -> ConfusionPlan {
    let names = names
    let longest = metrics.maximumWidth(of: names, style: type.name)
    let corner = [chart.titles.row, chart.titles.columnShare + " %"]
    let nameWidth = max(
      min(longest, ConfusionMatrixLayout.maximumNameWidth),
      min(
        metrics.maximumWidth(of: corner, style: type.panelTitle),
        ConfusionMatrixLayout.maximumNameWidth))
    let totalWidth = metrics.maximumWidth(
      of: shown.map { NumberText.whole(counts.rowTotals[$0]) } + ["n"], style: type.value)
    let shareWidth = min(
      metrics.width(of: displayText(chart.titles.rowShare) + " %", style: type.tick), 90)
    let around = nameWidth + totalWidth + shareWidth + 3.5 * ConfusionMatrixLayout.gap
    let room = FigureFrame.maximumWidth - 2 * FigureFrame.figureMargin - around
    let cell = cellWidth(longestName: longest, room: room)
    let standsUp = longest > cell - 6
    return ConfusionPlan(
      nameWidth: nameWidth, totalWidth: totalWidth, shareWidth: shareWidth,
      cell: Size(width: cell, height: min(cell, shown.count <= 8 ? 40 : 32)),
      columnNameHeight: standsUp
        ? min(longest, ConfusionMatrixLayout.maximumNameHeight) : type.name.size,
      columnNamesStandUp: standsUp, count: shown.count)
  }

  /// As wide as its count and, if there is room, a short name above it need.
  private func cellWidth(longestName: Double, room: Double) -> Double {
    let largest = NumberText.whole(counts.cells.values.max() ?? 0)
    let numberWidth = metrics.width(of: largest, style: type.value) + 10
    // A few cells may be large; many are as small as they can be.
    let least = shown.count <= 4 ? 64.0 : shown.count <= 8 ? 46 : 34
    let wanted = max(numberWidth, longestName <= 74 ? longestName + 8 : 0, least)
    return min(wanted, room / Double(shown.count))
  }

  // MARK: Words

  private var notes: [String] {
    var notes: [String] = []
    let left = chart.classes.count - shown.count
    if left > 0, counts.total > 0 {
      let drawn = shown.reduce(0) { sum, row in
        sum + shown.reduce(0) { $0 + counts.count(row, $1) }
      }
      notes.append(
        "Showing the \(NumberText.counted(shown.count, "class", plural: "classes")) with the most "
          + "errors; "
          + "\(NumberText.whole(left)) of \(NumberText.whole(chart.classes.count)) are left out, "
          + "and with them \(NumberText.whole(counts.total - drawn)) of "
          + "\(NumberText.counted(counts.total, "pair")). Totals and shares count all classes.")
    }
    return notes + [chart.words.note].filter { !$0.isEmpty }
  }

  private var alternativeText: String {
    let errors = counts.largestErrors(3).map { error in
      let (row, column) = (chart.classes[error.place.row], chart.classes[error.place.column])
      return "\(displayName(row, limit: 60)) as \(displayName(column, limit: 60)) "
        + "(\(NumberText.whole(error.count)))"
    }
    let share =
      counts.total == 0
      ? ""
      : ", \(NumberText.percent(Double(counts.same) / Double(counts.total))) % of them the same"
    return "Rows: \(chart.titles.row); columns: \(chart.titles.column). "
      + "\(NumberText.counted(chart.classes.count, "class", plural: "classes")), "
      + "\(NumberText.counted(counts.total, "pair")) of labels\(share). "
      + (errors.isEmpty ? "" : "Most frequent: \(errors.joined(separator: ", ")). ")
      + chart.words.subtitle
  }
}

/// The measures of a confusion matrix, in points.
struct ConfusionPlan {
  let nameWidth: Double
  let totalWidth: Double
  let shareWidth: Double
  let cell: Size
  let columnNameHeight: Double
  /// Whether the names of the columns are turned by 90 degrees.
  let columnNamesStandUp: Bool
  let count: Int

  var matrixSize: Size {
    Size(width: cell.width * Double(count), height: cell.height * Double(count))
  }

  /// The width of all.
  var width: Double {
    nameWidth + totalWidth + shareWidth + matrixSize.width + 3.5 * ConfusionMatrixLayout.gap
  }
}
