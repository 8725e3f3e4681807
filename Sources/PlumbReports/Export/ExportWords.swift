import PlumbGraphics
import PlumbLabels

/// Sentences that several exports say.
enum ExportWords {
  /// How many lines are in the export, and how many of the labels that is.
  static func lines(_ count: Int, of dataset: Dataset) -> String {
    let labelled = dataset.kinds.count { $0 == .labelled }
    let lines = self.lines(count)
    let others = dataset.recordCount - labelled
    let left = others == 0 ? "" : "; \(self.lines(others)) without a label left out"
    return count == labelled
      ? "\(lines)\(left)" : "\(lines) of \(NumberText.whole(labelled)) with a label\(left)"
  }

  /// "1 line", "12 lines".
  static func lines(_ count: Int) -> String { number(count, "line") }

  /// "1 image", "12 images".
  static func number(_ count: Int, _ noun: String) -> String {
    "\(NumberText.whole(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
