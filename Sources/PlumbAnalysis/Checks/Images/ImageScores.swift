import PlumbLabels

extension CheckEvidence {
  /// Examines the images, or skips with the reason if there are none.
  func withImages(_ look: (ImageMeasurements) -> CheckOutcome) -> CheckOutcome {
    guard let images else {
      return .skipped("no images; pass their folder with --images DIR")
    }
    guard !images.rows.isEmpty else { return .skipped("no image can be read") }
    return look(images)
  }

  /// The places of images with a value below a limit, the lowest first.
  ///
  /// - Parameters:
  ///   - value: The value of an image; nil for one that is not judged.
  ///   - note: What is said about an image.
  func places(
    _ images: ImageMeasurements, below limit: Double, _ value: (MeasuredImage) -> Double?,
    note: (MeasuredImage) -> FindingText
  ) -> [FindingPlace] {
    let found = images.images.indices.compactMap { index in
      value(images.images[index]).flatMap { $0 < limit ? (value: $0, index: index) : nil }
    }
    return found.sorted { ($0.value, $0.index) < ($1.value, $1.index) }
      .map { place(images.rows[$0.index], note(images.images[$0.index]), value: $0.value) }
  }
}

extension Check {
  /// The finding on images at places, or that there is none.
  func outcome(
    _ places: [FindingPlace], of images: ImageMeasurements, _ message: (Int) -> FindingText
  ) -> CheckOutcome {
    if places.isEmpty { return .passed }
    return .found([
      finding(message(places.count), count: places.count, of: images.rows.count, places: places)
    ])
  }
}
