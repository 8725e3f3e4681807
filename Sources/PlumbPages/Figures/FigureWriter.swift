import PlumbImageFacts
import PlumbLabels
import PlumbReports
import PlumbSystem

/// Figures on their way into files: drawn on the caller's task, written by other threads meanwhile.
///
/// To be ended by ``finish()`` or ``stop()``.
final class FigureWriter: ImageObserver {
  private let evidence: Evidence
  private let files: FigureFiles
  private let figures: [any Figure]
  private let progress: (Int, Int) -> Void
  /// The images of all figures: as soon as these are there, the figures are drawn.
  private var awaited = AwaitedImages([])
  /// Draws and packs the files: that keeps a processor busy for a tenth of a second each.
  private var work = WorkAhead<Result<Void, any Error>>(ahead: .max)
  /// Set once a file cannot be written, or no more are wanted.
  private let end = CancellationFlag()
  /// The finished figures, by position, with the reason if there was nothing to draw.
  private var reasons: [Int: String?] = [:]

  /// - Parameters:
  ///   - evidence: What figures are drawn of.
  ///   - files: Writes them.
  ///   - figures: Which.
  ///   - progress: Called after each figure with the number drawn and the total.
  init(
    _ evidence: Evidence, files: FigureFiles, figures: [any Figure],
    progress: @escaping (Int, Int) -> Void
  ) {
    (self.evidence, self.files, self.figures) = (evidence, files, figures)
    self.progress = progress
    awaited = AwaitedImages(imageRows)
  }

  /// The rows whose images are shown by the figures.
  var imageRows: [Int] { figures.flatMap { $0.imageRows(evidence) } }

  private var waiting: [Int] { figures.indices.filter { reasons[$0] == nil } }

  /// Draws the figures that show no image; to be called once, before the first image.
  func begin(log: inout ImageLog, isolation: isolated (any Actor)? = #isolation) async throws {
    try await draw(figures.indices.filter { figures[$0].imageRows(evidence).isEmpty }, log: &log)
  }

  /// Draws the others once all of their images came.
  func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation
  ) async throws {
    if awaited.add(row, outcome) { try await draw(waiting, log: &log) }
  }

  /// Draws all figures that are not drawn yet; images that did not come are read.
  func drawAll(log: inout ImageLog, isolation: isolated (any Actor)? = #isolation) async throws {
    try await draw(waiting, log: &log)
  }

  private func draw(
    _ places: [Int], log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws {
    var known = evidence
    known.images = evidence.images?.knowing(awaited.outcomes)
    for place in places {
      let figure = figures[place]
      switch try await figure.draw(known, log: &log, isolation: isolation) {
      case .skipped(let reason):
        files.removeStale(figure)
        reasons[place] = .some(reason)
      case .drawn(let drawing, let pages):
        for format in FigureFormat.allCases {
          write { [files] in try files.write(drawing, pages, of: figure, as: format) }
        }
        reasons[place] = .some(nil)
      }
      progress(reasons.count, figures.count)
    }
  }

  /// Has a file written, some time later.
  private func write(_ file: @escaping @Sendable () throws -> Void) {
    _ = work.add { [end] in
      if end.isStopped { return .success(()) }
      let result = Result(catching: file)
      if case .failure = result { end.stop() }
      return result
    }
  }

  /// Waits until all files are written.
  ///
  /// - Throws: the first error; what had not been begun by then is not written.
  func finish() throws -> FigureFiles.Outcome {
    var results: [Result<Void, any Error>] = []
    while let result = work.next() { results.append(result) }
    for result in results { try result.get() }
    var outcome = FigureFiles.Outcome()
    for (index, figure) in figures.enumerated() {
      guard let reason = reasons[index] else { continue }
      if let reason {
        outcome.skipped.append((figure.fileName, reason))
      } else {
        outcome.files += files.paths(figure)
      }
    }
    return outcome
  }

  /// Waits for what has been begun, and writes nothing else.
  func stop() {
    end.stop()
    while work.next() != nil {}
  }
}
