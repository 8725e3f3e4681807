import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbSystem

/// The images of a job, read as they are needed.
package struct JobImages: Sendable {
  package let dataset: Dataset
  private let source: any ImageSource
  private let scan: ImageScan
  /// Known outcomes, by row; not read again.
  private var known: [Int: ImageOutcome] = [:]
  /// The local folder; nil if images may be nowhere on this machine.
  package let folder: String?

  /// Whether images come over a network, so that the first are available long before the last.
  package let isWaitedFor: Bool

  /// Prepares the images of a dataset, wherever they are; nothing is requested yet.
  ///
  /// - Parameters:
  ///   - dataset: The labels, with the images' references.
  ///   - source: Finds the images.
  ///   - folder: The local folder that all of them are in; nil if there is none.
  ///   - cache: Where thumbnails are kept; nil for nowhere.
  ///   - jobs: How many images to decode at once; 0 for one per core.
  ///   - measuring: What to measure in addition, for checks.
  package init(
    _ dataset: Dataset, source: any ImageSource, folder: String? = nil, cache: ThumbnailCache?,
    jobs: Int, measuring: Measuring = .nothing
  ) {
    self.dataset = dataset
    self.source = source
    self.folder = folder
    isWaitedFor = source.waitingThreads > 0
    scan = ImageScan(source: source, cache: cache, jobs: jobs, measuring: measuring)
  }

  /// Prepares the images of a dataset in a folder; nothing is decoded yet.
  ///
  /// - Parameters:
  ///   - dataset: The labels, with the images' references.
  ///   - folder: The local folder, see `ImageFolder` for how an image is found in it.
  ///   - cache: Where thumbnails are kept; nil for nowhere.
  ///   - jobs: The number of threads; 0 for one a processor.
  ///   - measuring: What to measure in addition, for checks.
  /// - Throws: ``ReportError`` if the folder cannot be opened.
  package init(
    _ dataset: Dataset, folder: String, cache: ThumbnailCache?, jobs: Int,
    measuring: Measuring = .nothing
  ) throws(ReportError) {
    let found = ImageFolder(root: folder, references: JobReferences(dataset: dataset))
    if let problem = found.problem { throw ReportError(problem) }
    self.init(
      dataset, source: found, folder: folder, cache: cache, jobs: jobs, measuring: measuring)
  }

  /// The images of rows, in their order; known ones are not read again.
  ///
  /// Reading begins at once, on other threads. If you stop before the end, call
  /// ``RowImages/stop(isolation:)``.
  package func outcomes(of rows: [Int]) -> RowImages {
    let unknown = rows.filter { known[$0] == nil }
    return RowImages(
      rows, known: known, stream: scan.images(RowRequests(rows: unknown, dataset: dataset)))
  }

  /// The same images, some of which need not be read again.
  package func knowing(_ outcomes: [Int: ImageOutcome]) -> JobImages {
    var images = self
    images.known.merge(outcomes) { _, new in new }
    return images
  }

  /// Calls a closure with the image of each row, in their order.
  ///
  /// - Parameters:
  ///   - rows: Rows of the dataset.
  ///   - log: Records what cannot be displayed.
  ///   - body: What is done with a row's image.
  /// - Throws: What the closure throws, and `CancellationError`.
  package func forEach(
    _ rows: [Int], log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    _ body: (Int, ImageOutcome) throws -> Void
  ) async throws {
    let images = outcomes(of: rows)
    do {
      for try await (row, outcome) in images {
        log.add(outcome, row: row, dataset)
        try body(row, outcome)
      }
    } catch {
      await images.stop()
      throw error
    }
    log.add(images.statistics)
  }

  /// Rows whose images are files with the same bytes, the groups in the order of their first rows.
  ///
  /// - Parameters:
  ///   - log: Records what cannot be displayed.
  ///   - progress: Called after each image with the number done and the total.
  /// - Throws: `CancellationError`.
  package func equalFiles(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> [[Int]] {
    let rows = dataset.kinds.indices.filter { dataset.kinds[$0] == .labelled }
    var groups: [ContentHash: [Int]] = [:]
    var done = 0
    try await forEach(rows, log: &log) { row, outcome in
      if case .shown(_, let facts) = outcome { groups[facts.contentHash, default: []].append(row) }
      done += 1
      progress(done, rows.count)
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}

/// The requests for rows of a dataset, made on demand: a list of a hundred thousand of them would
/// take more memory than all the labels.
private struct RowRequests: RandomAccessCollection, Sendable {
  let rows: [Int]
  let dataset: Dataset

  var startIndex: Int { 0 }
  var endIndex: Int { rows.count }

  subscript(position: Int) -> ImageRequest {
    ImageRequest(row: rows[position], reference: dataset.reference(rows[position]))
  }
}

/// The references of all rows, made on demand.
package struct JobReferences: RandomAccessCollection, Sendable {
  let dataset: Dataset

  /// The references of a dataset.
  package init(dataset: Dataset) { self.dataset = dataset }

  /// The first row.
  package var startIndex: Int { 0 }
  /// The number of rows.
  package var endIndex: Int { dataset.count }

  /// What a row's `source-ref` points at.
  package subscript(row: Int) -> ImageReference { dataset.reference(row) }
}

/// Why a report cannot be made; one sentence for people.
public struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence: the thing, the cause, the next step.
  public var description: String

  /// Makes an error of a sentence.
  public init(_ description: String) { self.description = description }
}
