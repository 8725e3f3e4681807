import PlumbGraphics
import PlumbReports
import PlumbSystem

/// A small PDF of the first sheets, to view while later images are still downloading.
///
/// It appears when its sheets are full and the run has taken a while, and is removed when the
/// complete PDF is written. A quick run never writes it.
final class FirstSheets {
  /// The number of sheets: with the default of 100 images each, a download of some seconds.
  static let count = 10

  /// The path of the PDF, and the callback for when it is ready.
  struct Plan: Sendable {
    /// The path of the file.
    var path: String
    /// Called with the path when the file is complete.
    var ready: @Sendable (String) -> Void
    /// The minimum time before the file is written.
    var patience: Duration = .seconds(2)
  }

  private let plan: Plan
  private let title: String
  private let creationDate: String?
  private let begin = ContinuousClock.now
  private var sheets: [Drawing] = []
  private var isWritten = false

  /// Begins to wait for sheets; there is no file yet.
  init(_ plan: Plan, title: String, creationDate: String?) {
    self.plan = plan
    self.title = title
    self.creationDate = creationDate
  }

  /// Keeps a sheet, until there are enough.
  func add(_ drawing: Drawing) {
    if sheets.count < Self.count, !isWritten { sheets.append(drawing) }
  }

  /// Writes the file, where it is time; to be called often.
  func writeIfDue() throws {
    guard sheets.count == Self.count, ContinuousClock.now - begin >= plan.patience else { return }
    let output = try OutputFile(path: plan.path)
    let document = try PDFDocument(title: title, creationDate: creationDate) {
      try output.write($0)
    }
    for sheet in sheets { try document.addPage(sheet) }
    try document.finish()
    try output.commit()
    sheets = []
    isWritten = true
    plan.ready(plan.path)
  }

  /// Takes the file away, now that everything in it is in the PDF of every image.
  func remove() {
    if isWritten { OutputFile.removeStale(plan.path) }
  }
}
