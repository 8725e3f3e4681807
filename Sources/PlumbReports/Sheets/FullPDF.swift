import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbStores

/// The PDF of every image: a cover, then sheets of up to 100 thumbnails, class by class, people's
/// labels before the machine's.
public struct FullPDF: Sendable {
  private let evidence: Evidence
  private let images: JobImages
  private let firstSheets: (path: String, ready: @Sendable (String) -> Void)?

  /// Prepares the PDF.
  ///
  /// - Parameters:
  ///   - evidence: The labels.
  ///   - images: The images.
  ///   - firstSheets: Where a small PDF of the first ten sheets appears while images that have to
  ///     be waited for are still coming, and who is told; it is taken away at the end.
  public init(
    _ evidence: Evidence, images: JobImages,
    firstSheets: (path: String, ready: @Sendable (String) -> Void)? = nil
  ) {
    self.evidence = evidence
    self.images = images
    self.firstSheets = firstSheets
  }

  /// Writes the PDF.
  ///
  /// Pages leave as soon as they are full, so memory does not grow with them.
  ///
  /// - Parameters:
  ///   - write: Takes the bytes of the file.
  ///   - log: Takes note of what cannot be shown.
  ///   - progress: Is told after each image how many are done, of how many.
  ///   - observe: Sees each row's image as well, so that others need not look at it again.
  /// - Throws: Whatever `write` and `observe` throw, `GraphicsError`, and `CancellationError`.
  public func write(
    to write: @escaping (UnsafeRawBufferPointer) throws -> Void, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation, progress: (Int, Int) -> Void,
    observe: (Int, ImageOutcome) throws -> Void = { _, _ in }
  ) async throws {
    let sections = evidence.selection.sections(of: evidence.dataset)
    let title = "\(displayText(evidence.title)): every image"
    let document = try PDFDocument(
      title: title, creationDate: evidence.documentDate, write: write)
    let first = try beginFirstSheets(title, sections)
    defer { first?.remove() }
    try document.addPage(
      CoverPage(evidence, sections: sections).drawing(metrics: evidence.metrics),
      bookmarks: [Bookmark(title: "Cover", level: 0)])
    let before = try await qualityPages(log: &log)
    for (place, page) in before.enumerated() {
      try document.addPage(
        page, bookmarks: place == 0 ? [Bookmark(title: "Agreement and suspects", level: 0)] : [])
    }
    var book = SheetBook(sections, images, footer: evidence.title, pagesBefore: 1 + before.count) {
      sheet, bookmarks in
      let drawing = sheet.drawing(metrics: evidence.metrics)
      try document.addPage(drawing, bookmarks: bookmarks)
      try first?.add(drawing)
    }
    let rows = sections.flatMap(\.rows)
    var done = 0
    try await images.forEach(rows, log: &log) { row, outcome in
      try book.add(row, outcome)
      try observe(row, outcome)
      done += 1
      progress(done, rows.count)
    }
    try document.finish()
  }

  /// Agreement, workers, confusions and suspects, as far as there is evidence.
  private func qualityPages(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> [Drawing] {
    let figures: [any Figure] = [
      AgreementByClass(), VotesPerLabel(), AnswerConfusion(), WorkerAgreement(), SuspectSheet(),
    ]
    var drawings: [Drawing] = []
    for figure in figures {
      if case .drawn(_, let drawn) = try await figure.draw(
        evidence, log: &log, isolation: isolation)
      {
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

  /// The small PDF, where images are waited for and there are more sheets than it takes.
  private func beginFirstSheets(_ title: String, _ sections: [ImageSection]) throws -> FirstSheets?
  {
    guard let firstSheets, images.isWaitedFor,
      SheetBook.pageCount(sections) > FirstSheets.count
    else { return nil }
    return try FirstSheets(
      path: firstSheets.path, title: title + " (the first sheets)",
      creationDate: evidence.documentDate, ready: firstSheets.ready)
  }

  /// Writes the PDF to a file, which appears under its name when it is complete.
  ///
  /// - Throws: `OutputError`, `GraphicsError` and `CancellationError`.
  public func write(
    toFile path: String, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void, observe: (Int, ImageOutcome) throws -> Void = { _, _ in }
  ) async throws {
    let output = try OutputFile(path: path)
    try await write(
      to: { try output.write($0) }, log: &log, progress: progress, observe: observe)
    try output.commit()
  }
}
