import PlumbAnalysis
import PlumbGraphics
import PlumbLabels

/// Everything that `plumb suspects` says, before it takes a format.
public struct SuspectList: Sendable {
  /// The labels, worst first.
  public let suspects: [SuspectReport.Suspect]
  private let report: SuspectReport
  private let dataset: Dataset
  private let manifestName: String

  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  public static let schema = 1

  /// Takes the worst labels.
  ///
  /// - Parameters:
  ///   - report: All of them.
  ///   - dataset: The labels.
  ///   - manifestName: What the manifest was called on the command line.
  ///   - top: How many are wanted.
  public init(_ report: SuspectReport, _ dataset: Dataset, manifestName: String, top: Int) {
    suspects = report.suspects(top)
    self.report = report
    self.dataset = dataset
    self.manifestName = manifestName
  }

  // MARK: Text

  /// The list for people at a terminal; every name is escaped.
  public var text: String {
    let parts = [
      headLines, evidenceLines, mixedLines, suspects.enumerated().flatMap(lines), closingLines,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var headLines: [String] {
    let count = report.suspectCount
    var lines = [
      displayText(manifestName),
      "  labels    " + NumberText.whole(report.labelCount),
      "  suspect   \(NumberText.whole(count)): there is more against them than for them",
      "  listed    " + NumberText.whole(suspects.count) + ", worst first",
    ]
    if let weakness = report.weakness { lines.append(displayText(weakness, limit: 1_000)) }
    return lines
  }

  private var evidenceLines: [String] {
    ["Evidence:"]
      + report.kinds.map { kind in
        if let missing = kind.missing {
          return "  missing   \(kind.title): \(displayText(missing, limit: 300))"
        }
        return "  used      \(kind.title): on \(NumberText.whole(kind.rows)) labels"
      }
  }

  private var mixedLines: [String] {
    guard let learning = report.confidentLearning else { return [] }
    guard let found = learning.value else {
      return ["Confident learning: " + learning.words { _ in "" }]
    }
    let pairs = report.mixedUp.prefix(5)
      .map { "\(tableName($0.label)) for \(tableName($0.truth)): \(NumberText.whole($0.count))" }
    return [
      "Confident learning (from your predictions): \(NumberText.whole(found.issues.count)) labels are "
        + "issues" + (pairs.isEmpty ? "" : "; labels that stand for another class: ")
        + pairs.joined(separator: ", ")
    ]
  }

  private func lines(_ place: Int, _ suspect: SuspectReport.Suspect) -> [String] {
    let suggested = suspect.suggested.map { ", likeliest else \(tableName($0))" } ?? ""
    let name = displayText(dataset.reference(suspect.row).fileName, limit: 80)
    return [
      "\(NumberText.whole(place + 1)). line \(NumberText.whole(suspect.line)): "
        + "\(decimal(suspect.score)) \(tableName(suspect.label))\(suggested) (\(name))"
    ] + suspect.reasons.map { "     " + displayText($0.words, limit: 300) }
  }

  private var closingLines: [String] {
    suspects.isEmpty
      ? []
      : [
        "The score is a rank with a rough scale, from 0 to 1. A review of the worst labels must not be "
          + "used to estimate how many are wrong."
      ]
  }

  // MARK: JSON and CSV

  /// The list as JSON.
  public var json: JSONValue {
    .object([
      "schema": .integer(Self.schema), "manifest": .string(manifestName),
      "attribute": .string(dataset.attribute.name), "labels": .integer(report.labelCount),
      "suspect_labels": .integer(report.suspectCount),
      "strength": .string(strength), "weakness": report.weakness.map(JSONValue.string) ?? .null,
      "evidence": .array(
        report.kinds.map { kind in
          .object([
            "name": .string(kind.name), "title": .string(kind.title),
            "labels": .integer(kind.rows), "missing": kind.missing.map(JSONValue.string) ?? .null,
          ])
        }),
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
      "reasons": .array(
        suspect.reasons.map {
          .object(["evidence": .string($0.evidence), "words": .string($0.words)])
        }),
    ])
  }

  static let columns = [
    "line", "image", "class", "source", "confidence", "score", "suggested", "reasons",
  ]

  /// One record for each suspect, worst first; the reasons are separated by semicolons.
  public var csv: String {
    suspects.reduce(into: CSVText.record(Self.columns)) { text, suspect in
      let row = dataset.row(suspect.row)
      text += CSVText.record([
        String(suspect.line), dataset.references.string(suspect.row), suspect.label,
        row.source?.rawValue ?? "", csvCell(row.confidence), csvCell(suspect.score),
        suspect.suggested ?? "", suspect.reasons.map(\.words).joined(separator: "; "),
      ])
    }
  }
}
