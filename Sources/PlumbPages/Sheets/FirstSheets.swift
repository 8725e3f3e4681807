import PlumbGraphics
import PlumbReports
import PlumbSystem

/// A small PDF of the first sheets, to be looked at while later images are still on their way.
///
/// It appears when its sheets are full and the run has taken a while, and goes when the PDF of every
/// image is there: where all images are there in a moment, nobody could look at it.
final class FirstSheets {
  /// So many sheets: with the default of 100 images each, some seconds of a download.
  static let count = 10

  /// What the PDF is, and who is told where it can be opened.
  struct Plan: Sendable {
    /// The path of the file.
    var path: String
    /// Is told the path when the file is there.
    var ready: @Sendable (String) -> Void
    /// Before so long a time has passed, there is no file.
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
