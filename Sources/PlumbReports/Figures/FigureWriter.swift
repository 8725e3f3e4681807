import PlumbLabels
import PlumbSystem

/// Figures on their way into files: drawn on the caller's task, written by other threads meanwhile.
///
/// To be ended by ``finish(isolation:)`` or ``stop(isolation:)``.
final class FigureWriter {
  private let files: FigureFiles
  private let figures: [any Figure]
  private let work = FileWork()
  /// The figures that were looked at, by their place, and why there was nothing to draw.
  private var reasons: [Int: String?] = [:]

  init(_ files: FigureFiles, _ figures: [any Figure]) {
    self.files = files
    self.figures = figures
  }

  /// The rows whose images are shown by figures that are not drawn yet.
  func imageRows(_ evidence: Evidence) -> [Int] {
    waiting.flatMap { figures[$0].imageRows(evidence) }
  }

  private var waiting: [Int] { figures.indices.filter { reasons[$0] == nil } }

  /// Draws the figures that are not drawn yet.
  ///
  /// - Parameters:
  ///   - wanted: Which of them.
  ///   - progress: Is told after each figure how many are done, of how many.
  func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    where wanted: (any Figure) -> Bool = { _ in true }, progress: (Int, Int) -> Void
  ) async throws {
    for index in waiting where wanted(figures[index]) {
      let figure = figures[index]
      switch try await figure.draw(evidence, log: &log, isolation: isolation) {
      case .skipped(let reason):
        files.removeStale(figure)
        reasons[index] = .some(reason)
      case .drawn(let drawing, let pages):
        for format in FigureFormat.allCases {
          work.add { [files] in try files.write(drawing, pages, of: figure, as: format) }
        }
        reasons[index] = .some(nil)
      }
      progress(reasons.count, figures.count)
    }
  }

  /// Waits until all files are written.
  ///
  /// - Throws: the first error; what had not been begun by then is not written.
  func finish(isolation: isolated (any Actor)? = #isolation) async throws -> FigureFiles.Outcome {
    try await work.finish()
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
  func stop(isolation: isolated (any Actor)? = #isolation) async { await work.stop() }
}
