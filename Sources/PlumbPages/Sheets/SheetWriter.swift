import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

/// Writes the PDF of every image while its images are read: cover, pages on the labels' quality, then
/// sheet after sheet.
///
/// Images may come in any order, but all that come before their turn are kept; those of ``firstRows``
/// are few, the others should come in the order of ``rows``.
final class SheetWriter: ImageObserver {
  /// Rows whose images the first pages show.
  let firstRows: [Int]
  /// The rows on the sheets, in their order.
  let rows: [Int]

  private let evidence: Evidence
  private let images: JobImages
  private let sections: [ImageSection]
  private let document: PDFDocument
  private let quality: QualityPages
  private let preview: FirstSheets?
  private var paginator: SheetPaginator?
  private var awaited: AwaitedImages
  /// Images that came before their turn.
  private var early: [Int: ImageOutcome] = [:]
  private var next = 0
  private let onSheets: Set<Int>

  /// Begins a PDF.
  ///
  /// - Parameters:
  ///   - evidence: The labels.
  ///   - images: Where the images are; makes the tiles.
  ///   - plan: A small PDF of the first sheets, which is there while images are still waited for; nil
  ///     for none.
  ///   - write: Takes the bytes of the file.
  init(
    _ evidence: Evidence, images: JobImages, firstSheets plan: FirstSheets.Plan? = nil,
    write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    (self.evidence, self.images) = (evidence, images)
    sections = evidence.selection.sections(of: evidence.dataset)
    rows = sections.flatMap(\.rows)
    onSheets = Set(rows)
    quality = QualityPages(evidence)
    firstRows = quality.imageRows
    awaited = AwaitedImages(firstRows)
    let title = "\(displayText(evidence.title)): every image"
    document = try PDFDocument(title: title, creationDate: evidence.documentDate, write: write)
    let isLong = images.isWaitedFor && SheetPaginator.pageCount(sections) > FirstSheets.count
    preview =
      isLong
      ? plan.map {
        FirstSheets(
          $0, title: title + " (the first sheets)", creationDate: evidence.documentDate)
      } : nil
  }

  /// Writes what needs no image: to be called once, before the first image.
  func begin(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws {
    try document.addPage(
      CoverPage(evidence, sections: sections).drawing(metrics: evidence.metrics),
      bookmarks: [Bookmark(title: "Cover", level: 0)])
    if awaited.isComplete { try await beginSheets(log: &log) }
  }

  func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation
  ) async throws {
    if onSheets.contains(row) { early[row] = outcome }
    if awaited.add(row, outcome) { try await beginSheets(log: &log) }
    try addDue()
    try preview?.writeIfDue()
  }

  /// Ends the PDF; all images must have come.
  func finish() throws {
    preview?.remove()
    try document.finish()
  }

  /// Takes away what is there for the time of the writing only; to be called where it fails.
  func abandon() { preview?.remove() }

  private func beginSheets(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws {
    let pages = try await quality.draw(images.knowing(awaited.outcomes), log: &log)
    for (place, page) in pages.enumerated() {
      let bookmark = Bookmark(title: "Agreement and suspects", level: 0)
      try document.addPage(page, bookmarks: place == 0 ? [bookmark] : [])
    }
    let (metrics, document, preview) = (evidence.metrics, document, preview)
    paginator = SheetPaginator(
      sections, images, footer: evidence.title, pagesBefore: 1 + pages.count
    ) {
      sheet, bookmarks in
      let drawing = sheet.drawing(metrics: metrics)
      try document.addPage(drawing, bookmarks: bookmarks)
      preview?.add(drawing)
    }
  }

  /// Lays out the images whose turn it is.
  private func addDue() throws {
    guard paginator != nil else { return }
    while next < rows.count, let outcome = early.removeValue(forKey: rows[next]) {
      try paginator?.add(rows[next], outcome)
      next += 1
    }
  }
}
