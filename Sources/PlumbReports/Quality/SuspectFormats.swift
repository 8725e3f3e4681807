import PlumbAnalysis
import PlumbLabels
import PlumbText

/// Everything that `plumb suspects` says, before it takes a format.
package struct SuspectList: Sendable {
  /// The labels that are listed, worst first.
  package let suspects: [SuspectReport.Suspect]
  private let report: SuspectReport
  private let dataset: Dataset
  private let manifestName: String

  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 1

  /// Takes the worst labels.
  ///
  /// - Parameters:
  ///   - report: All of them.
  ///   - dataset: The labels.
  ///   - manifestName: The name of the manifest on the command line.
  ///   - top: How many are wanted.
  package init(_ report: SuspectReport, _ dataset: Dataset, manifestName: String, top: Int) {
    suspects = report.suspects(top)
    self.report = report
    self.dataset = dataset
    self.manifestName = manifestName
  }

  // MARK: Text

  /// The list for people at a terminal; every name is escaped.
  package var text: String {
    let parts = [
      headLines, evidenceLines, mixedLines, suspects.enumerated().flatMap(lines), closingLines,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var headLines: [String] {
    let wrong = NumberText.whole(report.probablyWrongCount)
    let listed = suspects.count { report.isProbablyWrong($0) }
    var lines = [
      displayText(manifestName),
      "  labels          " + NumberText.whole(report.labelCount),
    ]
    if let weakness = report.weakness {
      lines.append("  probably wrong  unknown")
      return lines + [displayText(weakness, limit: 1_000)]
    }
    lines += [
      "  probably wrong  \(wrong) (score of at least \(decimal(SuspectRanking.probablyWrong)))",
      "  listed          \(NumberText.whole(suspects.count)), highest score first: "
        + "\(NumberText.whole(listed)) probably wrong, "
        + "\(NumberText.whole(suspects.count - listed)) worth a look",
    ]
    return lines
  }

  private var evidenceLines: [String] {
    ["Evidence:"]
      + predictionLines
      + report.kinds.map { kind in
        if let missing = kind.missing {
          return "  missing   \(kind.title): \(displayText(missing, limit: 300))"
        }
        return "  used      \(kind.title): on \(NumberText.counted(kind.rows, "label"))"
      }
  }

  /// Which columns of the predictions were read, and how.
  private var predictionLines: [String] {
    guard let predictions = report.predictions else { return [] }
    return ["  " + predictions.columnWords]
  }

  private var mixedLines: [String] {
    guard let learning = report.confidentLearning else { return [] }
    guard let found = learning.value else {
      return ["Confident learning: " + learning.words { _ in "" }]
    }
    let pairs = report.mixedUp.prefix(5)
      .map { "\(tableName($0.label)) → \(tableName($0.truth)): \(NumberText.whole($0.count))" }
    return [
      "Confident learning (from your predictions): \(NumberText.whole(found.issues.count)) label "
        + "\(found.issues.count == 1 ? "issue" : "issues")"
        + (pairs.isEmpty ? "" : "; label and likely true class: ")
        + pairs.joined(separator: ", ")
    ]
  }

  private func lines(_ place: Int, _ suspect: SuspectReport.Suspect) -> [String] {
    let name = displayText(dataset.reference(suspect.row).fileName, limit: 80)
    return heading(place)
      + [
        "\(NumberText.whole(place + 1)). line \(NumberText.whole(suspect.line)): "
          + "\(decimal(suspect.score)) \(tableName(suspect.label))\(suspect.suggestionWords) "
          + "(\(name))"
      ] + suspect.reasons.map { "     " + displayText($0.words, limit: 300) }
  }

  /// What the labels from a place on are.
  private func heading(_ place: Int) -> [String] {
    guard report.weakness == nil else { return [] }
    let isWrong = report.isProbablyWrong(suspects[place])
    if place > 0, report.isProbablyWrong(suspects[place - 1]) == isWrong { return [] }
    let words = isWrong ? "Probably wrong:" : "Worth a look (not counted as wrong):"
    return place == 0 ? [words] : ["", words]
  }

  private var closingLines: [String] {
    suspects.isEmpty
      ? []
      : [
        "The score ranks labels on a rough scale from 0 to 1. Do not use a review of the top of the "
          + "list to estimate the error rate."
      ]
  }

  // MARK: JSON and CSV

  /// The list as JSON.
  package var json: JSONValue {
    .object([
      "schema": .integer(Self.schema), "manifest": .string(manifestName),
      "attribute": .string(dataset.attribute.name), "labels": .integer(report.labelCount),
      "suspect_labels": .integer(report.probablyWrongCount),
      "probably_wrong": report.weakness == nil ? .integer(report.probablyWrongCount) : .null,
      "worth_a_look": report.weakness == nil ? .integer(report.worthALookCount) : .null,
      "strength": .string(strength), "weakness": report.weakness.map(JSONValue.string) ?? .null,
      "evidence": .array(
        report.kinds.map { kind in
          .object([
            "name": .string(kind.name), "title": .string(kind.title),
            "labels": .integer(kind.rows), "missing": kind.missing.map(JSONValue.string) ?? .null,
          ])
        }),
      "predictions": report.predictions.map(\.columnJSON),
      "confident_learning": report.confidentLearning.map(json),
      "suspects": .array(suspects.map(json)),
    ])
  }

  private func json(_ learning: Measured<ConfidentLearning>) -> JSONValue {
    learning.json { found in
      .object([
        "issue_lines": .array(found.issues.map { .integer(Int(dataset.lines[$0])) }),
        "mixed_up": .array(
          report.mixedUp.map {
            .object([
              "class": .string($0.label), "truth": .string($0.truth), "count": .integer($0.count),
            ])
          }),
      ])
    }
  }

  private var strength: String {
    switch report.ranking.strength {
    case .strong: "strong"
    case .weak: "weak"
    case .none: "none"
    }
  }

  private func json(_ suspect: SuspectReport.Suspect) -> JSONValue {
    let row = dataset.row(suspect.row)
    return .object([
      "line": .integer(suspect.line), "image": .string(dataset.references.string(suspect.row)),
      "class": .string(suspect.label), "source": row.source.map { .string($0.rawValue) },
      "confidence": row.confidence.map(JSONValue.number), "score": .number(suspect.score),
      "suggested": suspect.suggested.map(JSONValue.string) ?? .null,
      "suggestion_is_likelier": .bool(suspect.isSuggestionLikelier),
      "verdict": verdict(suspect).map(JSONValue.string) ?? .null,
      "reasons": .array(
        suspect.reasons.map {
          .object(["evidence": .string($0.evidence), "words": .string($0.words)])
        }),
    ])
  }

  /// One word for programs; nil if the evidence is too weak for any.
  private func verdict(_ suspect: SuspectReport.Suspect) -> String? {
    guard report.weakness == nil else { return nil }
    return report.isProbablyWrong(suspect) ? "probably-wrong" : "worth-a-look"
  }

  static let columns = [
    "line", "image", "class", "source", "confidence", "score", "suggested", "reasons", "verdict",
  ]

  /// One record for each suspect, worst first; the reasons are separated by semicolons.
  package var csv: String {
    suspects.reduce(into: CSVText.record(Self.columns)) { text, suspect in
      let row = dataset.row(suspect.row)
      text += CSVText.record([
        String(suspect.line), dataset.references.string(suspect.row), suspect.label,
        row.source?.rawValue ?? "", csvCell(row.confidence), csvCell(suspect.score),
        suspect.suggested ?? "", suspect.reasons.map(\.words).joined(separator: "; "),
        verdict(suspect) ?? "",
      ])
    }
  }
}

extension SuspectReport.Suspect {
  /// The class that the label may be instead, as the end of a line; "more likely" only where it is
  /// likelier than the label.
  package var suggestionWords: String {
    guard let suggested else { return "" }
    return isSuggestionLikelier
      ? ", more likely \(tableName(suggested))" : ", if wrong perhaps \(tableName(suggested))"
  }
}

extension MatchedPredictions {
  /// Which columns were read, for people.
  var columnWords: String {
    let image = keyKind.map { kind in
      predictions.imageColumn.map {
        "images by the column '\(displayText($0, limit: 40))' (\(kind.words))"
      } ?? "images by \(kind.words)"
    }
    let names = predictions.classNames.prefix(5).map { "'\(displayText($0, limit: 40))'" }
    let rest = predictions.classNames.count - names.count
    let classes =
      "classes \(names.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
    let ignored = predictions.ignoredColumns.prefix(5).map { "'\(displayText($0, limit: 40))'" }
    let notes = [
      image ?? "images in the order of the manifest", classes, classMapping.note,
      unmatched > 0
        ? "\(NumberText.whole(unmatched)) of \(NumberText.whole(predictions.rowCount)) rows match no "
          + "image of the manifest, or several" : nil,
      predictions.completedRows > 0
        ? "classes left out by \(NumberText.whole(predictions.completedRows)) rows share the rest evenly"
        : nil,
      predictions.isPercent ? "percentages are divided by 100" : nil,
      ignored.isEmpty ? nil : "not read: \(ignored.joined(separator: ", "))",
    ]
    return "predictions: " + notes.compactMap(\.self).joined(separator: "; ")
  }

  /// The same for programs.
  var columnJSON: JSONValue {
    .object([
      "image_column": predictions.imageColumn.map(JSONValue.string) ?? .null,
      "matched_by": keyKind.map { .string($0.rawValue) } ?? .string("order"),
      "class_columns": .array(predictions.classNames.map(JSONValue.string)),
      "completed_rows": .integer(predictions.completedRows),
      "ignored_columns": .array(predictions.ignoredColumns.map(JSONValue.string)),
      "classes_by": .string(classMapping.word), "unmatched": .integer(unmatched),
    ])
  }
}

extension ClassNameMapping {
  /// One word for programs.
  var word: String {
    switch self {
    case .names: "name"
    case .indices: "index"
    case .prefix: "prefix"
    case .suffix: "suffix"
    }
  }
}
