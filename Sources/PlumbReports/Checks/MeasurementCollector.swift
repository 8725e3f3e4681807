import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbSystem

/// Collects image measurements while a report is being written, so that checks need no second pass.
///
/// Rows may arrive in any order.
package final class MeasurementCollector: ImageObserver {
  private enum Kept {
    case measured(ImageFacts)
    case failed(ImageFailure)
  }

  private let repeated: Set<Int>
  private var kept: [(row: Int, what: Kept)] = []

  /// Prepares for the images of a dataset; one on several lines counts at the first.
  package init(_ dataset: Dataset) { repeated = Set(dataset.duplicates.map(\.row)) }

  /// Takes note of a row's image.
  func add(_ row: Int, _ outcome: ImageOutcome) {
    guard !repeated.contains(row) else { return }
    switch outcome {
    case .failed(let failure): kept.append((row, .failed(failure)))
    case .shown(_, let facts): kept.append((row, .measured(facts)))
    }
  }

  package func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog, isolation: isolated (any Actor)?
  ) async throws {
    add(row, outcome)
  }

  /// Everything that was seen, by row; a row that was seen twice counts once.
  package var measurements: ImageMeasurements {
    var measurements = ImageMeasurements()
    var last = -1
    for (row, what) in kept.sorted(by: { $0.row < $1.row }) where row != last {
      last = row
      switch what {
      case .failed(let failure): measurements.append(failure, row: row)
      case .measured(let facts): measurements.append(facts, row: row)
      }
    }
    return measurements
  }
}
