import PlumbGraphics
import PlumbReports

/// The pages of the PDF about agreement, workers, confusions and suspects, as far as there is
/// evidence.
struct QualityPages {
  private static let figures: [any Figure] = [
    AgreementByClass(), VotesPerLabel(), AnswerConfusion(), WorkerAgreement(), SuspectSheet(),
  ]

  private let evidence: Evidence

  init(_ evidence: Evidence) { self.evidence = evidence }

  /// The rows whose images the pages show.
  var imageRows: [Int] { Self.figures.flatMap { $0.imageRows(evidence) } }

  /// Draws the pages.
  ///
  /// - Parameters:
  ///   - images: The images, which should know those of ``imageRows``.
  ///   - log: Records images that cannot be displayed.
  func draw(
    _ images: JobImages, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> [Drawing] {
    var known = evidence
    known.images = images
    var drawings: [Drawing] = []
    for figure in Self.figures {
      if case .drawn(_, let drawn) = try await figure.draw(known, log: &log, isolation: isolation) {
        drawings += drawn
      }
    }
    return Self.onPaper(drawings)
  }

  private static let paperMargin = 20.0

  /// Drawings on upright A4: those of that size as they are, others below each other, made smaller
  /// where they are too wide.
  private static func onPaper(_ drawings: [Drawing]) -> [Drawing] {
    let paper = Size.a4Portrait
    let room = Rectangle(paper).inset(by: paperMargin)
    var pages: [Drawing] = []
    var y = room.maximumY
    for drawing in drawings {
      guard drawing.size != paper else {
        pages.append(drawing)
        y = room.maximumY
        continue
      }
      let scale = min(1, room.width / drawing.size.width, room.height / drawing.size.height)
      let size = Size(width: drawing.size.width * scale, height: drawing.size.height * scale)
      if y + size.height > room.maximumY {
        y = room.y
        pages.append(
          Drawing(
            size: paper, title: drawing.title, alternativeText: drawing.alternativeText, marks: []))
      }
      let frame = Rectangle(x: room.x, y: y, width: size.width, height: size.height)
      pages[pages.count - 1] = pages[pages.count - 1].adding(drawing, in: frame)
      y += size.height
    }
    return pages
  }
}
