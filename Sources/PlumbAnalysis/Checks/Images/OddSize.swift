import PlumbLabels

/// Images of another size than nearly all others.
///
/// The size is the square root of the area; the limits are Tukey's with a factor of three, as in
/// CleanVision, and a factor besides, so that sets of one size do not find every other one odd.
struct OddSize: Check {
  private static let spread = Threshold(
    "spread", 3, in: 0...100,
    meaning:
      "an image is reported if it is more than this many interquartile ranges from the middle half")
  private static let factor = Threshold(
    "factor", 2, in: 1...100,
    meaning: "and at least this many times larger or smaller than the median")

  var description: CheckDescription {
    CheckDescription(
      id: "odd-size", group: .images, severity: .note,
      question: "Do any images differ widely in size from the rest?",
      importance:
        "Such images often come from another source: thumbnails, screenshots, full pages.",
      thresholds: [Self.spread, Self.factor],
      command: "plumb check JOB --images DIR --only odd-size --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let sizes = images.images.map(\.side)
      guard sizes.count >= 10 else { return .skipped("fewer than 10 images") }
      let sorted = sizes.sorted()
      let (low, high) = (
        Statistics.percentile(sorted, 0.25), Statistics.percentile(sorted, 0.75)
      )
      let reach = thresholds[Self.spread] * (high - low)
      let (median, factor) = (Statistics.percentile(sorted, 0.5), thresholds[Self.factor])
      func isOdd(_ size: Double) -> Bool {
        (size < low - reach || size > high + reach)
          && (size * factor <= median || size >= median * factor)
      }
      let odd = sizes.indices.filter { isOdd(sizes[$0]) }
        .sorted { (deviation(sizes[$1], median), $0) < (deviation(sizes[$0], median), $1) }
      return outcome(
        odd.map { evidence.place(images.rows[$0], images.images[$0].sizeText) }, of: images
      ) {
        """
        \($0, "image has", "images have") an unusual size; the middle half has \
        \(Int(low.rounded())) to \(Int(high.rounded())) pixels (square root of the area)
        """
      }
    }
  }

  /// How many times larger or smaller.
  private func deviation(_ size: Double, _ median: Double) -> Double {
    max(size / median, median / size)
  }
}
