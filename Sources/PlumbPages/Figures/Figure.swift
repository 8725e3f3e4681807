import PlumbGraphics
import PlumbLabels
import PlumbReports

/// A picture of the job: evidence in, drawings out.
///
/// To add a figure, add a file with a member and name it in ``allFigures``.
package protocol Figure: Sendable {
  /// The name of its files, without the extension.
  var fileName: String { get }

  /// Pixels a point in its PNG: 2 is sharp on today's screens; fewer where the content is
  /// thumbnails, which have no more to show.
  var pixelsPerPoint: Double { get }

  /// All rows whose images it shows, in the order in which it uses them.
  func imageRows(_ evidence: Evidence) -> [Int]

  /// What is drawn.
  ///
  /// - Parameters:
  ///   - evidence: The labels and, where they are at hand, the images.
  ///   - log: Records images that cannot be displayed.
  /// - Returns: The drawings, or the reason why there is nothing to draw.
  func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)?
  ) async throws -> FigureOutcome
}

extension Figure {
  /// Sharp, unless a figure has reasons.
  package var pixelsPerPoint: Double { 2 }

  /// None, unless a figure shows images.
  package func imageRows(_ evidence: Evidence) -> [Int] { [] }
}

/// The outcome of a figure.
package enum FigureOutcome: Sendable {
  /// One drawing for PNG and SVG, and the pages of the PDF (which may show more).
  case drawn(figure: Drawing, pages: [Drawing])
  /// There is nothing to draw; why, as a sentence.
  case skipped(String)
}

/// Every figure, in the order in which they are made.
package let allFigures: [any Figure] = [
  ClassHistogram(), ConfidenceDistribution(), LabelsOverTime(), SampleGrid(source: .human),
  SampleGrid(source: .machine), AgreementByClass(), VotesPerLabel(), AnswerConfusion(),
  WorkerAgreement(), SuspectSheet(), TruthConfusion(), Reliability(),
]
