import PlumbAnalysis
import PlumbLabels
import PlumbText

/// Everything that `plumb suspects` says about labels with several classes per image, before it takes a
/// format.
package struct SetSuspectList: Sendable {
  private let ranking: SetSuspects
  private let suspects: ArraySlice<SetSuspects.Suspect>
  private let predictions: MatchedPredictions?
  private let dataset: Dataset
  private let manifestName: String

  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 1

  /// Takes the worst labels.
  ///
  /// - Parameters:
  ///   - ranking: All of them.
  ///   - predictions: The predictions that it was made from; nil if it was made from answers.
  ///   - dataset: The labels.
  ///   - manifestName: The name of the manifest on the command line.
  ///   - top: How many images are wanted.
  package init(
    _ ranking: SetSuspects, predictions: MatchedPredictions?, _ dataset: Dataset,
    manifestName: String, top: Int
  ) {
    (self.ranking, self.predictions, self.dataset) = (ranking, predictions, dataset)
    self.manifestName = manifestName
    suspects = ranking.suspects.prefix(top)
  }

  private var labelCount: Int { dataset.kinds.count { $0 == .labelled } }

  // MARK: Text

  /// The list for people at a terminal; every name is escaped.
  package var text: String {
    let parts = [
      headLines, evidenceLines, suspects.indices.flatMap(lines), closingLines,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var headLines: [String] {
    let wrong = suspects.count { $0.isProbablyWrong }
    return [
      displayText(manifestName),
      "  images          \(NumberText.whole(labelCount)) with a set of classes",
      "  probably wrong  \(NumberText.whole(ranking.probablyWrongCount)) (a class with a score of at "
        + "least \(decimal(SuspectRanking.probablyWrong)))",
      "  listed          \(NumberText.whole(suspects.count)), highest score first: "
        + "\(NumberText.whole(wrong)) probably wrong, "
        + "\(NumberText.whole(suspects.count - wrong)) worth a look",
    ]
  }

  private var evidenceLines: [String] {
    let unjudged = predictions.map { predictions in
      dataset.classNames.indices.filter { !predictions.columnClasses.contains($0) }
    }
    return ["Evidence:"] + [predictions.map { "  " + $0.columnWords }].compactMap(\.self)
      + [
        "  used      \(ranking.source.title): on \(NumberText.counted(ranking.judgedCount, "image"))"
      ]
      + (unjudged.map(unjudgedLines) ?? [])
  }

  private func unjudgedLines(_ classes: [Int]) -> [String] {
    guard let first = classes.first else { return [] }
    let rest = classes.count > 1 ? " and \(NumberText.whole(classes.count - 1)) more" : ""
    return [
      "  missing   the predictions have no class \(tableName(dataset.classNames[first]))\(rest), so "
        + "labels are not judged by it"
    ]
  }

  private func lines(_ place: Int) -> [String] {
    let suspect = suspects[place]
    let name = displayText(dataset.reference(suspect.row).fileName, limit: 80)
    let head =
      "\(NumberText.whole(place + 1)). line \(NumberText.whole(Int(dataset.lines[suspect.row]))): "
      + "\(decimal(suspect.score)) \(dataset.setWords(ofRow: suspect.row)) (\(name))"
    return heading(place) + [head] + ranking.reasons(suspect).map { "     " + $0 }
  }

  private func heading(_ place: Int) -> [String] {
    let isWrong = suspects[place].isProbablyWrong
    if place > 0, suspects[place - 1].isProbablyWrong == isWrong { return [] }
    let words = isWrong ? "Probably wrong:" : "Worth a look (not counted as wrong):"
    return place == 0 ? [words] : ["", words]
  }

  private var closingLines: [String] {
    suspects.isEmpty
      ? []
      : [
        "An image's score combines those of all classes and ranks images on a rough scale from 0 to 1. Do "
          + "not use a review of the top of the list to estimate the error rate."
      ]
  }

  // MARK: JSON and CSV

  /// The list as JSON.
  package var json: JSONValue {
    .object([
      "schema": .integer(Self.schema), "manifest": .string(manifestName),
      "attribute": .string(dataset.attribute.name),
      "kind": .string(LabelKind.multiple.rawValue), "labels": .integer(labelCount),
      "judged": .integer(ranking.judgedCount),
      "probably_wrong": .integer(ranking.probablyWrongCount),
      "worth_a_look": .integer(ranking.suspects.count - ranking.probablyWrongCount),
      "evidence": .string(ranking.source.rawValue),
      "predictions": predictions.map(\.columnJSON),
      "suspects": .array(suspects.map(json)),
    ])
  }

  private func json(_ suspect: SetSuspects.Suspect) -> JSONValue {
    .object([
      "line": .integer(Int(dataset.lines[suspect.row])),
      "image": .string(dataset.references.string(suspect.row)),
      "classes": .array(
        dataset.classIDs(ofRow: suspect.row).map { .string(dataset.classNames[$0]) }),
      "score": .number(suspect.score),
      "label_quality": .optional(ranking.qualities[suspect.row]),
      "verdict": .string(Self.verdict(suspect.isProbablyWrong)),
      "suspected": .array(suspect.classes.map(json)),
    ])
  }

  private func json(_ one: SetSuspects.ClassSuspect) -> JSONValue {
    .object([
      "class": .string(ranking.classNames[one.classID]), "kind": .string(one.kind),
      "probability": .number(one.probability), "score": .number(one.score),
      "votes": one.votes.map {
        .object(["count": .integer($0.count), "total": .integer($0.total)])
      },
      "verdict": .string(Self.verdict(one.isProbablyWrong)),
    ])
  }

  private static func verdict(_ isProbablyWrong: Bool) -> String {
    isProbablyWrong ? "probably-wrong" : "worth-a-look"
  }

  package static let columns = [
    "line", "image", "classes", "score", "label_quality", "class", "suspected", "probability",
    "class_score", "votes", "workers", "verdict",
  ]

  /// One record for each suspected class of the images that are listed, in their order.
  package var csv: String {
    suspects.reduce(into: CSVText.record(Self.columns)) { text, suspect in
      let names = dataset.classIDs(ofRow: suspect.row).map { dataset.classNames[$0] }
      let image = [
        String(dataset.lines[suspect.row]), dataset.references.string(suspect.row),
        JSONValue.array(names.map(JSONValue.string)).compact, csvCell(suspect.score),
        csvCell(ranking.qualities[suspect.row]),
      ]
      for one in suspect.classes { text += CSVText.record(image + cells(one)) }
    }
  }

  private func cells(_ one: SetSuspects.ClassSuspect) -> [String] {
    [
      ranking.classNames[one.classID], one.kind, csvCell(one.probability), csvCell(one.score),
      one.votes.map { String($0.count) } ?? "", one.votes.map { String($0.total) } ?? "",
      Self.verdict(one.isProbablyWrong),
    ]
  }
}
