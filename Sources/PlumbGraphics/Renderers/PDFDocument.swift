import CPango
import PlumbText

/// An entry of the table of contents that a PDF reader shows beside the pages.
package struct Bookmark: Sendable, Hashable {
  /// What the entry says.
  package let title: String
  /// 0 for the outermost; a deeper one belongs to the last one before it that is less deep.
  package let level: Int

  /// Makes a bookmark.
  package init(title: String, level: Int) {
    self.title = displayText(title)
    self.level = max(level, 0)
  }
}

/// Writes a PDF page by page: each page goes to `write` before the next is drawn, so memory does
/// not grow with the content.
///
/// The same pages give the same bytes. Not thread-safe.
package final class PDFDocument {
  /// The default creation date.
  package static let fixedDate = "1970-01-01T00:00:00Z"

  private let sink: ByteSink
  private let links: PDFLinkFilter
  private let surface: OpaquePointer
  private let canvas: CairoCanvas
  private let typesetter: PangoTypesetter
  private var parents: [(level: Int, identifier: Int32)] = []
  private var pageCount = 0
  private var isFinished = false

  /// Begins a document.
  ///
  /// - Parameters:
  ///   - title: The title that readers show.
  ///   - creationDate: An ISO 8601 date such as `2024-05-01T12:00:00Z`; nil for ``fixedDate``. The
  ///     clock is never used.
  ///   - write: Takes the bytes of the file, piece by piece; an error that it throws comes out of
  ///     ``addPage(_:bookmarks:)`` or ``finish()`` unchanged.
  /// - Throws: ``GraphicsError`` if memory runs out, or the machine has no font.
  package init(
    title: String, creationDate: String? = nil,
    write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try FontConfiguration.shared.requireFonts()
    let links = PDFLinkFilter(write: write)
    let sink = ByteSink(write: links.pass)
    let page = Size.a4Portrait
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        ByteSink.forward, Unmanaged.passUnretained(sink).toOpaque(), page.width, page.height),
      let context = cairo_create(surface)
    else { throw GraphicsError(what: "cannot begin a PDF", cause: "out of memory") }
    self.sink = sink
    self.links = links
    // Newer versions hide pages and table from `PDFLinks`; nothing here needs them.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    self.surface = surface
    typesetter = TypesetterPool.take()
    canvas = CairoCanvas(
      context: context, typesetter: typesetter, imageHandling: .embedJPEG)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, displayText(title))
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "plumb")
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_CREATE_DATE, creationDate ?? PDFDocument.fixedDate)
    try checkStatus("cannot begin a PDF")
  }

  deinit {
    // To let go of a surface, Cairo finishes its document, and 1.16 crashes where pages are missing.
    // A document that was given up keeps its memory instead.
    guard isFinished else { return }
    cairo_destroy(canvas.context)
    cairo_surface_destroy(surface)
    TypesetterPool.give(typesetter)
  }

  /// Adds a page of the drawing's size, and bookmarks that lead to its top, in their order.
  ///
  /// - Throws: What `write` threw, or ``GraphicsError``; the document is then unusable.
  package func addPage(_ drawing: Drawing, bookmarks: [Bookmark] = []) throws {
    guard !isFinished else {
      throw GraphicsError(what: "cannot add a page", cause: "the PDF is finished already")
    }
    pageCount += 1
    cairo_pdf_surface_set_size(surface, drawing.size.width, drawing.size.height)
    bookmarks.forEach(add)
    links.add(of: drawing)
    canvas.draw(drawing)
    canvas.showPage()
    try checkStatus("cannot write page \(pageCount) of the PDF")
  }

  /// Writes the end of the PDF.
  ///
  /// A document without pages gets an empty one.
  ///
  /// - Throws: What `write` threw, or ``GraphicsError``.
  package func finish() throws {
    guard !isFinished else { return }
    cairo_surface_finish(surface)
    sink.flush()
    try checkStatus("cannot finish the PDF")
    try links.finish()
    isFinished = true
  }

  private func add(_ bookmark: Bookmark) {
    parents.removeAll { $0.level >= bookmark.level }
    let identifier = cairo_pdf_surface_add_outline(
      surface, parents.last?.identifier ?? Int32(CAIRO_PDF_OUTLINE_ROOT), bookmark.title,
      "page=\(pageCount) pos=[0 0]",
      bookmark.level == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0))
    parents.append((bookmark.level, identifier))
  }

  private func checkStatus(_ what: String) throws {
    if let failure = sink.failure { throw failure }
    try check(cairo_status(canvas.context), what: what)
    try check(cairo_surface_status(surface), what: what)
  }
}
