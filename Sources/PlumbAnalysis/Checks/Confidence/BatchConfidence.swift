import PlumbLabels

/// Confidences that depend on what else was consolidated in the same second, and on nothing else.
///
/// Seen in jobs with one worker an image: a batch of one class gives 0.95 to all, a pair of two
/// classes 0.68 to both, and so on. A batch is made of the labels of one second.
struct BatchConfidence: Check {
  private static let explained = Threshold(
    "explained", 0.8, in: 0...1,
    meaning:
      "reported if the class mix of the batch predicts at least this share of the confidences that "
      + "the most common value does not (Goodman and Kruskal's lambda)")

  var description: CheckDescription {
    CheckDescription(
      id: "batch-confidence", group: .confidence, severity: .warning,
      question:
        "Do the confidences reflect the labels, or only the batch in which they were made?",
      importance: """
        With one worker per image, Ground Truth's consolidation can only use the other labels in \
        the batch. The confidence then says nothing about the label it belongs to.
        """, thresholds: [Self.explained],
      command: "plumb export JOB --format csv | cut -d, -f4,6,7 | sort -t, -k3")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let batches = Batches(evidence)
    guard batches.severalCount >= 5 else {
      return .skipped("fewer than 5 batches labelled by people have several labels and confidences")
    }
    guard let lambda = batches.lambda else {
      return .skipped("all confidences of the labels by people are equal")
    }
    guard lambda >= thresholds[Self.explained] else { return .passed }
    return .found([
      finding(
        """
        The mix of classes labelled in the same second predicts \(batches.foretold) of the \
        \(batches.labelCount, "confidence") of labels by people exactly; the most common value \
        alone would predict \(batches.commonest)
        """, count: batches.foretold, of: batches.labelCount,
        places: evidence.places(ofLabels: batches.foretoldRows),
        details: [
          FindingDetail("batches", .whole(batches.count)),
          FindingDetail("lambda", .number(lambda)),
        ])
    ])
  }
}

/// People's labels with date and confidence, by the second in which they were consolidated.
private struct Batches {
  /// A label's view of its batch: how often its own class occurs, and how often each class does.
  ///
  /// Labels that were imported have all the same second: a batch of a million labels and thousands of
  /// classes is possible, so the counts of its classes are numbered, not repeated for each label.
  private struct Mix: Hashable {
    var own: Int
    /// The same for batches with the same counts of classes.
    var batch: Int
  }

  private typealias Label = (row: Int, mix: Mix, confidence: Double)

  let count: Int
  /// Batches of more than one image.
  let severalCount: Int
  let labelCount: Int
  /// Labels with the commonest confidence of all.
  let commonest: Int
  /// Labels whose confidence is the commonest among those of the same mix, as rows of
  /// `CheckEvidence.byClass`, ascending.
  let foretoldRows: [Int]

  /// How many labels the mixes foretell.
  var foretold: Int { foretoldRows.count }

  init(_ evidence: CheckEvidence) {
    let bySecond = Self.rows(evidence)
    count = bySecond.count
    severalCount = bySecond.values.count { rows in
      let first = evidence.byClass.imageRow(rows[0])
      return rows.contains { evidence.byClass.imageRow($0) != first }
    }
    var numbers: [[Int]: Int] = [:]
    let labels = bySecond.values.flatMap { Self.labels($0, evidence, &numbers) }
    labelCount = labels.count
    commonest = Dictionary(grouping: labels, by: \.confidence).values.map(\.count).max() ?? 0
    foretoldRows = Self.foretold(labels).sorted()
  }

  private static func rows(_ evidence: CheckEvidence) -> [Int64: [Int]] {
    var bySecond: [Int64: [Int]] = [:]
    for row in evidence.labelledRows {
      let label = evidence.byClass.row(row)
      guard label.source == .human, label.confidence != nil, let date = label.date else { continue }
      bySecond[date.microseconds / 1_000_000, default: []].append(row)
    }
    return bySecond
  }

  /// The labels of one batch.
  ///
  /// - Parameter numbers: The number of each list of counts, the highest count first.
  private static func labels(
    _ rows: [Int], _ evidence: CheckEvidence, _ numbers: inout [[Int]: Int]
  ) -> [Label] {
    let classes = rows.reduce(into: [Int32: Int]()) { $0[evidence.labels[$1], default: 0] += 1 }
    let counts = classes.values.sorted(by: >)
    let batch = numbers[counts] ?? numbers.count
    numbers[counts] = batch
    return rows.map { row in
      let mix = Mix(own: classes[evidence.labels[row]] ?? 0, batch: batch)
      return (row, mix, evidence.byClass.confidences[row])
    }
  }

  /// The rows with the commonest confidence of their mix; of equally common ones the lowest.
  private static func foretold(_ labels: [Label]) -> [Int] {
    Dictionary(grouping: labels, by: \.mix).values.flatMap { same -> [Int] in
      // A mix that occurs once or twice foretells itself: it counts as not foretold.
      guard same.count > 2 else { return [] }
      let byConfidence = Dictionary(grouping: same, by: \.confidence)
      let best = byConfidence.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      return best?.value.map(\.row) ?? []
    }
  }

  /// By how much knowing the mix makes fewer mistakes than always saying the commonest confidence
  /// (Goodman and Kruskal, JASA 49, 1954); nil if all confidences are the same.
  var lambda: Double? {
    labelCount > commonest
      ? Double(foretold - commonest) / Double(labelCount - commonest) : nil
  }
}
