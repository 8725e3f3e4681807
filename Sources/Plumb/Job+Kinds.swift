import PlumbLabels
import PlumbReports
import PlumbText

extension Job {
  /// Throws if a command cannot use labels of this kind.
  ///
  /// - Parameters:
  ///   - command: What the user asked for, such as "plumb workers".
  ///   - kinds: The kinds that it can use.
  ///   - option: What makes the command take labels of this kind, such as "--format csv"; nil for
  ///     nothing.
  /// - Throws: `ReportError` with the reason, and a command that can.
  package func require(
    _ kinds: Set<LabelKind>, for command: String, otherwise option: String? = nil
  ) throws(ReportError) {
    let kind = labels.labelling.kind
    if kinds.contains(kind) { return }
    throw ReportError(
      "\(name): '\(displayText(labels.attribute.name, limit: 80))' holds \(kind.holds), which "
        + "\(command) cannot use; it reads \(Self.words(kinds)). "
        + nextStep(kinds, for: command, option))
  }

  /// A way to go on: another attribute, another option of the command, or other commands.
  private func nextStep(
    _ kinds: Set<LabelKind>, for command: String, _ option: String?
  ) -> String {
    let place = shellWord(location)
    let fitting = labels.attributes.filter { $0.isReadable && $0.kind.map(kinds.contains) == true }
    if let other = fitting.max(by: { $0.labelledCount < $1.labelledCount }) {
      return "Add --attribute \(shellWord(other.name)), which holds \(other.holds)."
    }
    if let option { return "Use \(option)." }
    let others =
      labels.labelling.kind == .box
      ? "plumb summary" : "plumb summary, check, report, workers, suspects, figures, pdf and export"
    return "\(others) can; try: plumb summary \(place)"
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
