/// A confusion matrix of two labels per image.
///
/// Rows are one label, columns the other. The shade of a cell is its share of the row; the
/// diagonal, where both labels are equal, has its own hue and outline. Totals, recall and precision
/// are at the right and below.
package struct ConfusionMatrixChart: Chart {
  /// How often a pair of labels was given.
  package struct Cell: Sendable, Hashable {
    /// The class of the row's label, a number from 0.
    package var row: Int
    /// The class of the column's label, a number from 0.
    package var column: Int
    /// How many images have these two labels.
    package var count: Int
    /// The link target of the cell; empty for no link.
    package var link: String

    /// Makes a cell.
    package init(row: Int, column: Int, count: Int, link: String = "") {
      self.row = row
      self.column = column
      self.count = count
      self.link = link
    }
  }

  /// What both sides of the matrix are called.
  package struct Titles: Sendable, Hashable {
    /// What the label of a row is called.
    package var row: String
    /// What the label of a column is called.
    package var column: String
    /// What the diagonal's share of a row is called.
    package var rowShare: String
    /// What the diagonal's share of a column is called.
    package var columnShare: String

    /// Puts the titles together.
    package init(row: String, column: String, rowShare: String, columnShare: String) {
      self.row = row
      self.column = column
      self.rowShare = rowShare
      self.columnShare = columnShare
    }

    /// Of labels that are held against a reference.
    package static let reference = Titles(
      row: "reference label", column: "given label", rowShare: "recall", columnShare: "precision")
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// The names of the classes, in the order in which they are drawn.
  package var classes: [String]
  /// The counts, in any order; cells with the same place are added up; those without a class or a
  /// positive count are left out.
  package var cells: [Cell]
  /// What rows, columns and their shares are called.
  package var titles: Titles
  /// The most classes that are drawn, 1 or more: those with the most errors.
  package var maximumClasses: Int

  /// Makes a chart; the default words suit a comparison with reference labels.
  package init(
    words: ChartWords, classes: [String], cells: [Cell], titles: Titles = .reference,
    maximumClasses: Int = 50
  ) {
    self.words = words
    self.classes = classes
    self.cells = cells
    self.titles = titles
    self.maximumClasses = maximumClasses
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, as wide as its cells need, up to 1,000 points.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    ConfusionMatrixLayout(chart: self, metrics: metrics).drawing()
  }
}
