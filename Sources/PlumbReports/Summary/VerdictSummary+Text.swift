import PlumbAnalysis
import PlumbLabels
import PlumbText

extension VerdictSummary {
  /// The verdicts that have columns of their own in the table; the others are added up.
  private static let shownVerdicts = 6

  /// The verdicts by the class that they judged, as lines.
  ///
  /// - Parameter maximum: How many classes are listed.
  func tableLines(_ maximum: Int) -> [String] {
    let rest = verdicts.count - Self.shownVerdicts
    let shown = verdicts.prefix(Self.shownVerdicts).map { displayName($0, limit: 30) }
    var table = TextTable(
      header: ["class verified", "verdicts"] + shown + (rest > 0 ? ["other"] : []),
      isRight: [false, true] + shown.map { _ in true } + (rest > 0 ? [true] : []))
    for one in classes.prefix(maximum) {
      let own = shown.indices.map { one.counts[$0] ?? 0 }
      let others = one.total - own.reduce(0, +)
      table.append(
        [one.name.map { displayName($0, limit: 40) } ?? "(no class)", NumberText.whole(one.total)]
          + own.map { NumberText.whole($0) } + (rest > 0 ? [NumberText.whole(others)] : []))
    }
    let more = classes.count - maximum
    return (classes.isEmpty ? [] : table.lines)
      + (more > 0 ? ["… and \(NumberText.whole(more)) more; --json lists all"] : []) + notes
  }

  private var notes: [String] {
    let attributes = attributes.map { "'\(displayText($0, limit: 80))'" }.joined(separator: ", ")
    let judged = judgedAttributes.map { "'\(displayText($0, limit: 80))'" }.joined(separator: ", ")
    var lines: [String] = []
    if !judgedAttributes.isEmpty {
      lines.append("Verdicts under \(attributes) on the labels of \(judged).")
    }
    if unjoinedCount > 0 {
      lines.append(
        "\(NumberText.counted(unjoinedCount, "verdict")) cannot be joined to a label: the lines have "
          + "none, or several without an order of dates.")
    }
    if !unclearVerdicts.isEmpty {
      let names = unclearVerdicts.prefix(5).map { "'\(displayText($0, limit: 80))'" }
      lines.append(
        "Plumb does not know whether these verdicts reject a label: \(names.joined(separator: ", "))"
          + (unclearVerdicts.count > 5 ? " and \(unclearVerdicts.count - 5) more." : "."))
    }
    return lines
  }

  /// The labels that were rejected, with what the workers wrote, as lines.
  ///
  /// - Parameter maximum: How many labels are listed.
  func rejectionLines(_ maximum: Int) -> [String] {
    guard !rejections.isEmpty else { return [] }
    let listed = rejections.prefix(maximum).map { one in
      let classes = one.judgedClasses.prefix(5).map { displayName($0, limit: 40) }
      let comments = one.comments.prefix(3).map { "\"\(displayText($0, limit: 160))\"" }
      return "line \(one.line): " + (classes.isEmpty ? "" : classes.joined(separator: ", ") + " – ")
        + displayName(one.verdict, limit: 40)
        + (comments.isEmpty ? "" : ": " + comments.joined(separator: ", "))
    }
    let rest = rejections.count - maximum
    return [NumberText.counted(rejections.count, "label") + " rejected by people:"]
      + listed.map { "  " + $0 }
      + (rest > 0 ? ["  … and \(NumberText.whole(rest)) more; --json lists all"] : [])
  }

  /// The verdicts as JSON.
  var json: JSONValue {
    .object([
      "attributes": .array(attributes.map(JSONValue.string)),
      "judged_attributes": .array(judgedAttributes.map(JSONValue.string)),
      "count": .integer(count), "unjoined": .integer(unjoinedCount),
      "names": .array(
        verdicts.map {
          .object([
            "name": .string($0),
            "rejects": VerdictMeaning.isRejection($0).map(JSONValue.bool) ?? .null,
          ])
        }),
      "classes": .array(classes.map(json)),
      "rejected": .array(rejections.map(\.json)),
    ])
  }

  private func json(_ one: Class) -> JSONValue {
    .object([
      "name": one.name.map(JSONValue.string) ?? .null, "count": .integer(one.total),
      "counts": .object(
        one.counts.sorted { $0.key < $1.key }
          .map { .init(name: verdicts[$0.key], value: .integer($0.value)) }),
    ])
  }
}

extension Judgement {
  fileprivate var json: JSONValue {
    .object([
      "line": .integer(line), "image": .string(image), "attribute": .string(attribute),
      "verdict": .string(verdict), "comments": .array(comments.map(JSONValue.string)),
      "judged_attributes": .array(judgedAttributes.map(JSONValue.string)),
      "judged_classes": .array(judgedClasses.map(JSONValue.string)),
    ])
  }
}
