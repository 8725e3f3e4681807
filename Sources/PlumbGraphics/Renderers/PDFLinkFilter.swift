/// A filter between Cairo and the file that adds the drawings' links to the pages.
final class PDFLinkFilter {
  private var links = PDFLinks()
  private let write: (UnsafeRawBufferPointer) throws -> Void

  init(write: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.write = write }

  /// Records the links of the next page; call it once per page.
  func add(of drawing: Drawing) {
    let found = drawing.marks.compactMap { mark -> (frame: Rectangle, target: LinkTarget)? in
      guard case .link(let frame, let uri) = mark else { return nil }
      return LinkTarget(uri).map { (frame, $0) }
    }
    links.add(found, pageHeight: drawing.size.height)
  }

  /// Takes bytes from Cairo and writes the filtered bytes.
  func pass(_ bytes: UnsafeRawBufferPointer) throws {
    try links.pass(bytes).withUnsafeBytes(write)
  }

  /// Writes what is left over.
  ///
  /// - Throws: ``GraphicsError`` if Cairo's pages were not found: the file is then damaged.
  func finish() throws {
    try links.finish().withUnsafeBytes(write)
    guard links.isComplete else {
      throw GraphicsError(
        what: "cannot put links into the PDF",
        cause:
          "this version of Cairo writes its pages in a way that is not known; 1.16 and 1.18 are")
    }
  }
}
