import PlumbLabels
import PlumbReports
import PlumbText

extension Job {
  /// Throws if a command cannot use labels of this kind.
  ///
  /// - Parameters:
  ///   - command: What the user asked for, such as "plumb workers".
  ///   - kinds: The kinds that it can use.
  /// - Throws: `ReportError` with the reason and the commands that can.
  package func require(_ kinds: Set<LabelKind>, for command: String) throws(ReportError) {
    let kind = labels.labelling.kind
    if kinds.contains(kind) { return }
    let others =
      kind == .box ? "plumb summary" : "plumb summary, check, report, figures, pdf and export"
    throw ReportError(
      "\(name): '\(displayText(labels.attribute.name, limit: 80))' holds \(kind.holds), which "
        + "\(command) cannot use; it reads \(Self.words(kinds)). \(others) can.")
  }

  /// The labels of another attribute that are a model's answers to images that people labelled; nil if
  /// there are none, or several, or if people did not give all labels: these would be no truth.
  package var modelAnswers: Dataset? {
    let people = labels.attribute
    guard people.humanCount > 0, people.humanCount == people.labelledCount else { return nil }
    let answers = otherLabels.filter { other in
      other.attribute.humanCount == 0 && other.attribute.machineCount > 0
        && zip(other.kinds, labels.kinds).contains { $0 == .labelled && $1 == .labelled }
    }
    return answers.count == 1 ? answers[0] : nil
  }

  private static func words(_ kinds: Set<LabelKind>) -> String {
    LabelKind.allCases.filter { kinds.contains($0) && $0 != .verdict }.map(\.holds)
      .joined(separator: " or ")
  }
}

extension Set<LabelKind> {
  /// One class, or one verdict, per image.
  package static let oneClass: Set = [.single, .verdict]
  /// Classes of whole images.
  package static let classes: Set = [.single, .verdict, .multiple]
}
