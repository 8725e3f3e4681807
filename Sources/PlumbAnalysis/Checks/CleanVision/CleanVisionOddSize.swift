import PlumbImageFacts

/// Images of an odd size by CleanVision's definition.
struct CleanVisionOddSize: Check {
  private static let factor = Threshold(
    "iqr-factor", 3, in: 0...100,
    meaning:
      "an image is reported if it is more than this many interquartile ranges from the middle half")

  var description: CheckDescription {
    var description = OddSize().description
    description.thresholds = [Self.factor]
    return description
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withCleanVision { judged in
      let sizes = judged.map(\.scores.side)
      let (scores, limit) = Self.scores(sizes, factor: thresholds[Self.factor])
      let found = scores.indices.filter { scores[$0] < limit }
        .sorted { (scores[$0], $0) < (scores[$1], $1) }
      if found.isEmpty { return .passed }
      return .found([
        finding(
          "\(found.count, "image matches", "images match") CleanVision's definition of odd_size",
          count: found.count,
          of: judged.count,
          places: found.map {
            evidence.place(judged[$0].row, "score \(decimal: scores[$0])", value: scores[$0])
          })
      ])
    }
  }

  /// The scores of sizes, and the score below which one is odd.
  static func scores(_ sizes: [Double], factor: Double) -> (scores: [Double], limit: Double) {
    let sorted = sizes.sorted()
    guard !sorted.isEmpty else { return ([], 0) }
    let (q1, q3) = (Statistics.percentile(sorted, 0.25), Statistics.percentile(sorted, 0.75))
    let (low, high) = (q1 - factor * (q3 - q1), q3 + factor * (q3 - q1))
    let middle = (low + high) / 2
    let isOneSize = high <= low
    let scale = isOneSize ? middle : high - low
    return (
      sizes.map { 1 - min(1, max(0, abs($0 - middle) / scale)) }, isOneSize ? 1 : 0.5
    )
  }
}
