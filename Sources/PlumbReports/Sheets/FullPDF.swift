import PlumbAnalysis
import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText

/// The PDF of every image: a cover, then sheets of up to 100 thumbnails, class by class, people's
/// labels before the machine's.
public struct FullPDF: Sendable {
  private let evidence: Evidence
  private let images: JobImages
  private let firstSheets: FirstSheets.Plan?

  /// Prepares the PDF.
  ///
  /// - Parameters:
  ///   - evidence: The labels.
  ///   - images: The images.
  public init(_ evidence: Evidence, images: JobImages) {
    self.init(evidence, images: images, firstSheets: nil)
  }

  /// Prepares the PDF, and a small one of the first sheets that appears while images that have to be
  /// waited for are still coming; it is taken away at the end.
  init(_ evidence: Evidence, images: JobImages, firstSheets: FirstSheets.Plan?) {
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
  ///   - first: Rows whose images others want to see before all that the sheets show.
  ///   - whenBegun: Called when images are on their way, and none was seen.
  ///   - whenFirstSeen: Called when the first were seen, with evidence whose images know them.
  ///   - observe: Sees each row's image as well, so that others need not look at it again.
  /// - Throws: Whatever the closures throw, `GraphicsError`, and `CancellationError`.
  func write(
    to write: @escaping (UnsafeRawBufferPointer) throws -> Void, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation, progress: (Int, Int) -> Void,
    first firstRows: [Int] = [], whenBegun: (inout ImageLog) async throws -> Void = { _ in },
    whenFirstSeen: (Evidence, inout ImageLog) async throws -> Void = { _, _ in },
    observe: (Int, ImageOutcome) throws -> Void = { _, _ in }
  ) async throws {
    let sections = evidence.selection.sections(of: evidence.dataset)
    let title = "\(displayText(evidence.title)): every image"
    let document = try PDFDocument(
      title: title, creationDate: evidence.documentDate, write: write)
    let first = firstSheets(title, sections)
    defer { first?.remove() }
    var book: SheetBook?
    let rows = sections.flatMap(\.rows)
    var done = 0
    let qualityRows = qualityFigures.flatMap { $0.imageRows(evidence) }
    try await images.forEach(rows, log: &log, first: firstRows + qualityRows) { log in
      try await whenBegun(&log)
      try document.addPage(
        CoverPage(evidence, sections: sections).drawing(metrics: evidence.metrics),
        bookmarks: [Bookmark(title: "Cover", level: 0)])
    } whenFirstSeen: { seen, log in
      var known = evidence
      known.images = seen
      try await whenFirstSeen(known, &log)
      let pages = try await qualityPages(known, log: &log)
      try Self.add(pages, to: document)
      book = SheetBook(sections, images, footer: evidence.title, pagesBefore: 1 + pages.count) {
        sheet, bookmarks in
        let drawing = sheet.drawing(metrics: evidence.metrics)
        try document.addPage(drawing, bookmarks: bookmarks)
        first?.add(drawing)
      }
    } _: { row, outcome in
      try book?.add(row, outcome)
      try first?.writeIfDue()
      try observe(row, outcome)
      done += 1
      progress(done, rows.count)
    }
    try document.finish()
  }

  private static func add(_ qualityPages: [Drawing], to document: PDFDocument) throws {
    for (place, page) in qualityPages.enumerated() {
      let bookmark = Bookmark(title: "Agreement and suspects", level: 0)
      try document.addPage(page, bookmarks: place == 0 ? [bookmark] : [])
    }
  }

  private var qualityFigures: [any Figure] {
    [AgreementByClass(), VotesPerLabel(), AnswerConfusion(), WorkerAgreement(), SuspectSheet()]
  }

  /// Agreement, workers, confusions and suspects, as far as there is evidence.
  private func qualityPages(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> [Drawing] {
    var drawings: [Drawing] = []
    for figure in qualityFigures {
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
  private func firstSheets(_ title: String, _ sections: [ImageSection]) -> FirstSheets? {
    guard let firstSheets, images.isWaitedFor,
      SheetBook.pageCount(sections) > FirstSheets.count
    else { return nil }
    return FirstSheets(
      firstSheets, title: title + " (the first sheets)", creationDate: evidence.documentDate)
  }

  /// Writes the PDF to a file, which appears under its name when it is complete.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - log: Takes note of what cannot be shown.
  ///   - progress: Is told after each image how many are done, of how many.
  /// - Throws: `OutputError` where the file cannot be written, `GraphicsError`, and
  ///   `CancellationError`.
  public func write(
    toFile path: String, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws {
    let output = try OutputFile(path: path)
    try await write(to: { try output.write($0) }, log: &log, progress: progress)
    try output.commit()
  }
}
