import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports

/// Passes each image on once, with its row in the manifest: in `Dataset.byClass` an image with several
/// classes has several rows.
final class ObserversByImage: ImageObserver {
  private let observers: [any ImageObserver]
  private let dataset: Dataset
  private var met: Set<Int> = []

  /// - Parameters:
  ///   - observers: Those that look at images, not at labels.
  ///   - dataset: The dataset whose rows come.
  init(_ observers: [any ImageObserver], _ dataset: Dataset) {
    (self.observers, self.dataset) = (observers, dataset)
  }

  func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog, isolation: isolated (any Actor)?
  ) async throws {
    let image = dataset.imageRow(row)
    // Without sets every row is an image of its own.
    guard dataset.imageRows == nil || met.insert(image).inserted else { return }
    for observer in observers {
      try await observer.add(image, outcome, log: &log, isolation: isolation)
    }
  }
}
