import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbAnalysis

/// An ordinary photograph, with what is odd about it changed by the test.
///
/// Each has its own content and hashes that are far from all others.
func photograph(_ number: Int = 0, _ change: (inout MeasuredImage) -> Void = { _ in })
  -> MeasuredImage
{
  var numbers = SeededNumbers(seed: UInt64(number) &+ 1_000)
  let picture = PictureMeasures(
    brightness: (low: 0.1, high: 0.9, mean: 0.5), entropy: 7, sharpness: 1, colourShare: 0.8,
    meanColour: SIMD3(0.5, 0.5, 0.5), hashes: (numbers.next(), numbers.next()))
  let facts = ImageFacts(
    file: (.jpeg, 50_000 + number * 37 % 900, ContentHash(words: SIMD4(UInt64(number), 1, 2, 3))),
    size: (640, 480), orientation: 1, notes: [])
  var measure = MeasuredImage(facts, picture)
  change(&measure)
  return measure
}

extension Check {
  /// Runs on labels and their images.
  func run(
    _ lines: [TestLine], _ measures: [MeasuredImage], _ thresholds: [String: Double] = [:]
  ) throws -> CheckOutcome {
    var evidence = try evidence(lines)
    var images = ImageMeasurements()
    for (row, measure) in measures.enumerated() { images.append(measure, row: row) }
    evidence.images = images
    return run(evidence, Thresholds(thresholds))
  }

  /// Rows that are found among images with the label "cat".
  func rows(_ measures: [MeasuredImage], _ thresholds: [String: Double] = [:]) throws -> [Int] {
    try run(lines(measures.count, TestLine()), measures, thresholds).findings.flatMap(\.rows)
  }
}
