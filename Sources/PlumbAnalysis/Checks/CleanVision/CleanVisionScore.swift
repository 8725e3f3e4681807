import PlumbImageFacts

/// Images with a low score by CleanVision's definition.
struct CleanVisionScore: Check {
  private let original: CheckDescription
  private let issue: String
  private let score: @Sendable (CleanVisionScores) -> Double
  private let threshold: Threshold

  /// - Parameters:
  ///   - check: Plumb's own check of the same question.
  ///   - issue: What CleanVision calls it.
  ///   - score: Where the score is.
  ///   - threshold: CleanVision's own.
  ///   - meaning: What the score measures.
  init(
    of check: some Check, issue: String,
    score: @escaping @Sendable (CleanVisionScores) -> Double, threshold: Double,
    meaning: String
  ) {
    original = check.description
    self.issue = issue
    self.score = score
    self.threshold = Threshold(
      "threshold", threshold, in: 0...1, meaning: "minimum score; the score is \(meaning)")
  }

  var description: CheckDescription {
    var description = original
    description.thresholds = [threshold]
    return description
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withCleanVision { judged in
      let limit = thresholds[threshold]
      let found = judged.filter { score($0.scores) < limit }
        .sorted { (score($0.scores), $0.row) < (score($1.scores), $1.row) }
      if found.isEmpty { return .passed }
      return .found([
        finding(
          "\(found.count, "image matches", "images match") CleanVision's definition of \(words: issue)",
          count: found.count, of: judged.count,
          places: found.map {
            let value = score($0.scores)
            return evidence.place($0.row, "score \(decimal: value)", value: value)
          })
      ])
    }
  }
}
