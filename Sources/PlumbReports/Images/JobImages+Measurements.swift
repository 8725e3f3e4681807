import PlumbAnalysis
import PlumbImages
import PlumbLabels

extension JobImages {
  /// Measures the images of all rows; an image on several lines is measured once.
  ///
  /// The images must have been prepared for measuring.
  ///
  /// - Parameters:
  ///   - dataset: The labels that the images belong to.
  ///   - log: Records what cannot be read.
  ///   - progress: Called with the number done and the total.
  /// - Throws: `CancellationError`.
  package func measurements(
    of dataset: Dataset, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> ImageMeasurements {
    let repeated = Set(dataset.duplicates.map(\.row))
    let rows = (0..<dataset.count).filter { !repeated.contains($0) }
    var measurements = ImageMeasurements()
    try await forEach(rows, log: &log) { row, outcome in
      measurements.append(outcome, row: row)
      progress(measurements.count, rows.count)
    }
    return measurements
  }
}
