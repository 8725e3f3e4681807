import PlumbGraphics
import PlumbReports
import PlumbText

/// Which class is taken for which, for the page: a matrix whose cells lead to their images.
struct PageConfusion {
  /// How often one class was given and another one answered.
  struct Cell {
    /// The class of the label, a number from 0.
    var row: Int
    /// The class that was answered, a number from 0.
    var column: Int
    /// How many answers there are.
    var count: Int
    /// Rows of the dataset with such an answer, in viewing order.
    var rows: [Int]
  }

  /// The stable name of the chart.
  var id: String
  /// What it shows.
  var title: String
  /// What to know about it.
  var caption: String
  /// The names of the classes; the first are those of the dataset, by their numbers there.
  var classes: [String]
  /// How many of ``classes`` are classes of the dataset.
  var labelledClassCount: Int
  /// The cells with answers, each place once.
  var cells: [Cell]

  /// The maximum number of confused class pairs that link to their images, most frequent first.
  static let mostSets = 400

  private var order: [Int] {
    let totals = cells.reduce(into: [Int: Int]()) { totals, cell in
      totals[cell.row, default: 0] += cell.count
      totals[cell.column, default: 0] += cell.count
    }
    return classes.indices.filter { totals[$0] != nil }.sorted { left, right in
      (totals[right] ?? 0, left) < (totals[left] ?? 0, right)
    }
  }

  /// Pairs of different classes, the most frequent first.
  private var errors: [Cell] {
    cells.filter { $0.row != $0.column && $0.count > 0 }.sorted { left, right in
      (right.count, left.row, left.column) < (left.count, right.row, right.column)
    }
  }

  private func setID(_ cell: Cell) -> String { "\(id)-\(cell.row)-\(cell.column)" }

  private func name(_ number: Int) -> String { displayName(classes[number], limit: 60) }

  /// The images behind the cells.
  var imageSets: [ReportPage.ImageSet] {
    errors.prefix(Self.mostSets).filter { !$0.rows.isEmpty }.map { cell in
      ReportPage.ImageSet(
        id: setID(cell), title: "labelled \(name(cell.row)), answered \(name(cell.column))",
        rows: cell.rows)
    }
  }

  /// The images of a cell; nil for none.
  private func filter(_ cell: Cell, _ known: Set<String>) -> ReportPage.GalleryFilter? {
    if cell.row == cell.column {
      return cell.row < labelledClassCount ? .init(classes: [cell.row]) : nil
    }
    let id = setID(cell)
    return known.contains(id) ? .init(finding: id) : nil
  }

  /// The matrix with the pairs as a table.
  func chart(metrics: any TextMetrics) -> ReportPage.Chart {
    let known = Set(imageSets.map(\.id))
    let order = order
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let matrix = ConfusionMatrixChart(
      words: ChartWords(title: ""), classes: order.map { classes[$0] },
      cells: cells.map { cell in
        ConfusionMatrixChart.Cell(
          row: places[cell.row] ?? 0, column: places[cell.column] ?? 0, count: cell.count,
          link: filter(cell, known)?.address ?? "")
      },
      titles: ConfusionMatrixChart.Titles(
        row: "label", column: "answers", rowShare: "same", columnShare: "same"))
    return ReportPage.Chart(
      id: id, title: title, caption: caption,
      views: [ReportPage.Chart.View(matrix.drawing(metrics: metrics))], table: table(known))
  }

  private func table(_ known: Set<String>) -> ReportPage.Table {
    let totals = cells.reduce(into: [Int: Int]()) { $0[$1.row, default: 0] += $1.count }
    return ReportPage.Table(
      header: ["label", "answer", "answers", "share of the label's answers", "images"],
      rows: errors.map { cell in
        [
          .init(name(cell.row)), .init(name(cell.column)),
          .init(NumberText.whole(cell.count)),
          .init(percent(Double(cell.count) / Double(max(totals[cell.row] ?? 1, 1)))),
          .init(NumberText.whole(cell.rows.count), filter: filter(cell, known)),
        ]
      })
  }
}
