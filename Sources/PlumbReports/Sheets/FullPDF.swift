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

  /// Prepares the PDF.
  public init(_ evidence: Evidence, images: JobImages) {
    self.evidence = evidence
    self.images = images
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
    let document = try PDFDocument(
      title: "\(displayText(evidence.title)): every image",
      creationDate: evidence.documentDate, write: write)
    try document.addPage(
      CoverPage(evidence, sections: sections).drawing(metrics: evidence.metrics),
      bookmarks: [Bookmark(title: "Cover", level: 0)])
    var book = SheetBook(sections, images, footer: evidence.title) { sheet, bookmarks in
      try document.addPage(sheet.drawing(metrics: evidence.metrics), bookmarks: bookmarks)
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
