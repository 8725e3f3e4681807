/// The counts of a ``ConfusionMatrixChart``, added up.
struct ConfusionCounts {
  /// The count of each cell that has any.
  private(set) var cells: [Place: Int] = [:]
  /// Of each class as a row, over all columns.
  private(set) var rowTotals: [Int]
  /// Of each class as a column, over all rows.
  private(set) var columnTotals: [Int]
  /// The sum of all cells.
  private(set) var total = 0
  /// The sum of the diagonal.
  private(set) var same = 0

  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  init(_ cells: [ConfusionMatrixChart.Cell], classCount: Int) {
    rowTotals = [Int](repeating: 0, count: classCount)
    columnTotals = rowTotals
    let classes = 0..<classCount
    for cell in cells
    where cell.count > 0 && classes.contains(cell.row) && classes.contains(cell.column) {
      // Counts that nobody can have would overflow.
      let count = min(cell.count, 1 << 50)
      self.cells[Place(row: cell.row, column: cell.column), default: 0] += count
      rowTotals[cell.row] += count
      columnTotals[cell.column] += count
      total += count
      if cell.row == cell.column { same += count }
    }
  }

  func count(_ row: Int, _ column: Int) -> Int { cells[Place(row: row, column: column)] ?? 0 }

  /// The share of the diagonal in a row; nil of an empty row.
  func rowShare(_ index: Int) -> Double? {
    rowTotals[index] > 0 ? Double(count(index, index)) / Double(rowTotals[index]) : nil
  }

  /// The share of the diagonal in a column; nil of an empty column.
  func columnShare(_ index: Int) -> Double? {
    columnTotals[index] > 0 ? Double(count(index, index)) / Double(columnTotals[index]) : nil
  }

  /// The classes with the most errors in row and column together, in class order.
  func classesWithMostErrors(_ maximum: Int) -> [Int] {
    let all = Array(rowTotals.indices)
    guard all.count > maximum else { return all }
    let errors = all.map { rowTotals[$0] + columnTotals[$0] - 2 * count($0, $0) }
    return all.sorted { (errors[$1], $0) < (errors[$0], $1) }.prefix(maximum).sorted()
  }

  /// The most frequent pairs of different labels, most frequent first.
  func largestErrors(_ maximum: Int) -> [(place: Place, count: Int)] {
    cells.filter { $0.key.row != $0.key.column }.map { (place: $0.key, count: $0.value) }
      .sorted {
        ($1.count, $0.place.row, $0.place.column) < ($0.count, $1.place.row, $1.place.column)
      }
      .prefix(maximum).map { $0 }
  }
}

/// The steps in which the share of a row becomes a shade.
enum ConfusionShade {
  /// The largest share of each step, and its name in the legend.
  static let steps: [(upper: Double, label: String)] = [
    (0.01, "up to 1 %"), (0.05, "5 %"), (0.2, "20 %"), (0.5, "50 %"), (1, "more"),
  ]

  static func color(share: Double, isSame: Bool) -> Color {
    let step = steps.firstIndex { share <= $0.upper } ?? steps.count - 1
    return color(step: step, isSame: isSame)
  }

  static func color(step: Int, isSame: Bool) -> Color {
    (isSame ? Palette.agreement : Palette.disagreement).color(step, of: steps.count)
  }

  static var legend: [LegendEntry] {
    [
      LegendEntry("same label", .outlined(color(step: 3, isSame: true))),
      LegendEntry("different labels", .fill(color(step: 3, isSame: false))),
      LegendEntry("share of the row:", .none),
    ]
      + steps.enumerated().map { step, one in
        LegendEntry(
          one.label, .pair(color(step: step, isSame: true), color(step: step, isSame: false)))
      }
  }
}
