import PlumbAnalysis
import PlumbText

/// The thresholds of a model's answers, as text, JSON and CSV.
extension ComparisonReport {
  private static let listed = 11

  /// The curve for people at a terminal; empty unless the labels are a model's answers.
  ///
  /// - Parameter maximum: How many classes are listed before the rest are only counted.
  func thresholdLines(_ maximum: Int) -> [String] {
    guard let thresholds else { return [] }
    guard let curve = thresholds.value else {
      return ["Confidence thresholds: \(thresholds.words { _ in "" })"]
    }
    return ["Answers with a confidence of at least a threshold; the others count as no answer:"]
      + table(curve).lines + bestLines(curve)
      + [""] + classTable(curve, maximum).lines
      + moreClasses(curve.classes.count - maximum)
  }

  private func table(_ curve: ThresholdCurve) -> TextTable {
    var table = TextTable(
      header: ["threshold", "answers", "precision", "recall", "F1", "macro F1", ""],
      isRight: [true, true, true, true, true, true, false])
    for point in listed(curve) {
      table.append(
        [decimal(point.threshold), NumberText.whole(point.counts.answers)]
          + Self.words(point.counts) + [Self.number(point.macroF1)]
          + [point == curve.best ? "best F1" : ""])
    }
    return table
  }

  /// Some points at equal distances, with the best.
  private func listed(_ curve: ThresholdCurve) -> [ThresholdCurve.Point] {
    let points = curve.points
    guard points.count > Self.listed else { return points }
    let last = Self.listed - 1
    let places = Set((0...last).map { $0 * (points.count - 1) / last })
    return points.indices.filter { places.contains($0) || points[$0] == curve.best }
      .map { points[$0] }
  }

  private func bestLines(_ curve: ThresholdCurve) -> [String] {
    let counts = curve.best.counts
    let left =
      curve.withoutConfidence == 0
      ? []
      : [
        NumberText.counted(
          curve.withoutConfidence, "answer has no confidence and is",
          plural: "answers have no confidence and are")
          + " left out with the image: neither above nor below a threshold."
      ]
    return [
      "Highest F1, \(Self.number(counts.f1)), from confidence \(decimal(curve.best.threshold)): "
        + "precision \(Self.number(counts.precision)), recall \(Self.number(counts.recall)). "
        + "It was chosen on these images; expect a little less on others."
    ] + left
  }

  private func classTable(_ curve: ThresholdCurve, _ maximum: Int) -> TextTable {
    var table = TextTable(
      header: [
        "class", "images", "F1 of all answers", "best threshold", "precision", "recall", "F1",
      ],
      isRight: [false, true, true, true, true, true, true])
    for one in curve.classes.prefix(maximum) {
      table.append(
        [
          tableName(classNames[one.classID]), NumberText.whole(one.all.images),
          Self.number(one.all.f1), one.best.map { decimal($0.threshold) } ?? "none",
        ] + Self.words(one.best?.counts ?? ThresholdCurve.Counts()))
    }
    return table
  }

  private func moreClasses(_ count: Int) -> [String] {
    count > 0
      ? [
        "… and \(NumberText.counted(count, "more class", plural: "more classes")); --json lists all"
      ] : []
  }

  private static func words(_ counts: ThresholdCurve.Counts) -> [String] {
    [number(counts.precision), number(counts.recall), number(counts.f1)]
  }

  private static func number(_ value: Double?) -> String {
    value.map { NumberText.decimal($0, places: 3) } ?? "–"
  }

  // MARK: JSON and CSV

  /// The curve as JSON; nil unless the labels are a model's answers.
  var thresholdJSON: JSONValue? {
    thresholds?.json { curve in
      .object([
        "best": json(curve.best), "points": .array(curve.points.map(json)),
        "classes": .array(
          curve.classes.map { one in
            .object([
              "name": .string(classNames[one.classID]), "all": .object(members(one.all)),
              "best": one.best.map(json) ?? .null,
            ])
          }),
        "without_confidence": .integer(curve.withoutConfidence),
      ])
    }
  }

  private func json(_ point: ThresholdCurve.Point) -> JSONValue {
    .object(
      [JSONValue.Member(name: "threshold", value: .number(point.threshold))]
        + members(point.counts)
        + (point.macroF1.map { [JSONValue.Member(name: "macro_f1", value: .number($0))] } ?? []))
  }

  private func members(_ counts: ThresholdCurve.Counts) -> [JSONValue.Member] {
    [
      JSONValue.Member(name: "answers", value: .integer(counts.answers)),
      JSONValue.Member(name: "right", value: .integer(counts.right)),
      JSONValue.Member(name: "images", value: .integer(counts.images)),
      JSONValue.Member(name: "precision", value: .optional(counts.precision)),
      JSONValue.Member(name: "recall", value: .optional(counts.recall)),
      JSONValue.Member(name: "f1", value: .optional(counts.f1)),
    ]
  }

  package static let thresholdColumns = [
    "class", "threshold", "answers", "right", "images", "precision", "recall", "f1", "macro_f1",
  ]

  /// The curve over all classes, whose class is empty, and the best threshold of each class; nil unless
  /// there is a curve.
  package var thresholdCSV: String? {
    guard let curve = thresholds?.value else { return nil }
    let classes = curve.classes.compactMap { one in
      one.best.map { (classNames[one.classID], $0) }
    }
    return (curve.points.map { ("", $0) } + classes)
      .reduce(into: CSVText.record(Self.thresholdColumns)) { text, one in
        text += CSVText.record([one.0] + Self.cells(one.1))
      }
  }

  private static func cells(_ point: ThresholdCurve.Point) -> [String] {
    let counts = point.counts
    return [csvCell(point.threshold)]
      + [counts.answers, counts.right, counts.images].map(String.init)
      + [counts.precision, counts.recall, counts.f1, point.macroF1].map(csvCell)
  }
}
