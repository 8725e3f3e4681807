import PlumbLabels
import PlumbText

/// Sentences that several exports say.
enum ExportWords {
  /// How many lines are in the export, and how many of the labels that is.
  static func lines(_ count: Int, of dataset: Dataset) -> String {
    let labelled = dataset.kinds.count { $0 == .labelled }
    let lines = self.lines(count)
    let others = dataset.recordCount - labelled
    let left = others == 0 ? "" : "; left out: \(leftOut(others, dataset))"
    return count == labelled
      ? "\(lines)\(left)" : "\(lines) of \(NumberText.whole(labelled)) with a label\(left)"
  }

  /// Lines that an export does not have because they have no label, with those that are labelled
  /// under another attribute apart.
  static func leftOut(_ count: Int, _ dataset: Dataset) -> String {
    let elsewhere = dataset.elsewhere
    guard !elsewhere.isEmpty else { return "\(lines(count)) without a label" }
    let rest = count - elsewhere.rows.count
    let others = "\(lines(elsewhere.rows.count)) labelled under \(elsewhere.words)"
    return rest > 0 ? "\(others); \(lines(rest)) without a label" : others
  }

  /// "1 line", "12 lines".
  static func lines(_ count: Int) -> String { number(count, "line") }

  /// "1 image", "12 images".
  static func number(_ count: Int, _ noun: String) -> String {
    "\(NumberText.whole(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
