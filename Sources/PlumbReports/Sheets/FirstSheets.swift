import PlumbGraphics
import PlumbStores

/// A small PDF of the first sheets, to be looked at while later images are still on their way.
///
/// It appears when its sheets are full, and goes when the PDF of every image is there.
final class FirstSheets {
  /// So many sheets: with the default of 100 images each, some seconds of a download.
  static let count = 10

  private let path: String
  private let output: OutputFile
  private let document: PDFDocument
  private let ready: (String) -> Void
  private var sheets = 0

  /// Begins the file.
  ///
  /// - Parameter ready: Is told the path when the file can be opened.
  init(
    path: String, title: String, creationDate: String?, ready: @escaping (String) -> Void
  ) throws {
    self.path = path
    self.ready = ready
    let output = try OutputFile(path: path)
    document = try PDFDocument(title: title, creationDate: creationDate) { try output.write($0) }
    self.output = output
  }

  /// Adds a sheet, until there are enough.
  func add(_ drawing: Drawing) throws {
    guard sheets < Self.count else { return }
    sheets += 1
    try document.addPage(drawing)
    guard sheets == Self.count else { return }
    try document.finish()
    try output.commit()
    ready(path)
  }

  /// Takes the file away, now that everything in it is in the PDF of every image.
  func remove() {
    if sheets < Self.count { output.discard() } else { OutputFile.removeStale(path) }
  }
}
