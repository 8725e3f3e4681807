/// What is written around a chart.
package struct ChartWords: Sendable, Hashable {
  /// What the chart is called.
  package var title: String
  /// What the reader should know about it: one to three lines.
  package var subtitle: String
  /// What stands under it; empty for nothing.
  package var note: String

  /// Puts the words together.
  package init(title: String, subtitle: String = "", note: String = "") {
    self.title = title
    self.subtitle = subtitle
    self.note = note
  }
}
