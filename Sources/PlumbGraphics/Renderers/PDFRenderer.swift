/// Draws one drawing as a PDF file of one page.
public enum PDFRenderer {
  /// The bytes of the file; see ``PDFDocument`` for many pages.
  ///
  /// - Throws: ``GraphicsError`` if Cairo refuses.
  public static func render(_ drawing: Drawing, creationDate: String? = nil) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let document = try PDFDocument(title: drawing.title, creationDate: creationDate) {
      bytes.append(contentsOf: $0)
    }
    try document.addPage(drawing)
    try document.finish()
    return bytes
  }
}
