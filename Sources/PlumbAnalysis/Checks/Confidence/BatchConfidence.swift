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
        details: [
          FindingDetail("batches", .whole(batches.count)),
          FindingDetail("lambda", .number(lambda)),
        ])
    ])
  }
}

/// People's labels with date and confidence, by the second in which they were consolidated.
private struct Batches {
  /// A label's view of its batch: how often its own class occurs, and the other classes, the most
  /// frequent first.
  private struct Mix: Hashable {
    var own: Int
    var others: [Int]
  }

  var count = 0
  /// Batches of more than one label.
  var severalCount = 0
  var labelCount = 0
  /// Labels whose confidence is the commonest among those of the same mix.
  var foretold = 0
  /// Labels with the commonest confidence of all.
  var commonest = 0

  init(_ evidence: CheckEvidence) {
    var bySecond: [Int64: [Int]] = [:]
    for row in evidence.labelledRows {
      let label = evidence.dataset.row(row)
      guard label.source == .human, label.confidence != nil, let date = label.date else { continue }
      bySecond[date.microseconds / 1_000_000, default: []].append(row)
    }
    count = bySecond.count
    severalCount = bySecond.values.count { $0.count > 1 }
    var confidences: [Mix: [Double: Int]] = [:]
    var all: [Double: Int] = [:]
    for rows in bySecond.values {
      let classes = rows.reduce(into: [Int32: Int]()) { $0[evidence.labels[$1], default: 0] += 1 }
      for row in rows {
        let confidence = evidence.dataset.row(row).confidence ?? 0
        let own = evidence.labels[row]
        let mix = Mix(
          own: classes[own] ?? 0,
          others: classes.filter { $0.key != own }.values.sorted(by: >))
        confidences[mix, default: [:]][confidence, default: 0] += 1
        all[confidence, default: 0] += 1
        labelCount += 1
      }
    }
    commonest = all.values.max() ?? 0
    // A mix that occurs once or twice foretells itself: it counts as not foretold.
    foretold = confidences.values.reduce(0) { sum, counts in
      counts.values.reduce(0, +) > 2 ? sum + (counts.values.max() ?? 0) : sum
    }
  }

  /// By how much knowing the mix makes fewer mistakes than always saying the commonest confidence
  /// (Goodman and Kruskal, JASA 49, 1954); nil if all confidences are the same.
  var lambda: Double? {
    labelCount > commonest
      ? Double(foretold - commonest) / Double(labelCount - commonest) : nil
  }
}
