import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbReports
import PlumbSystem
import PlumbText

/// The PDF of every image: a cover, then sheets of up to 100 thumbnails, class by class, people's
/// labels before the machine's.
package struct FullPDF: Sendable {
  private let evidence: Evidence
  private let images: JobImages
  private let firstSheets: FirstSheets.Plan?

  /// Prepares the PDF.
  ///
  /// - Parameters:
  ///   - evidence: The labels.
  ///   - images: The images.
  package init(_ evidence: Evidence, images: JobImages) {
    self.init(evidence, images: images, firstSheets: nil)
  }

  /// Prepares the PDF, and a small one of the first sheets that is there while images are still
  /// waited for.
  init(_ evidence: Evidence, images: JobImages, firstSheets: FirstSheets.Plan?) {
    (self.evidence, self.images, self.firstSheets) = (evidence, images, firstSheets)
  }

  /// Writes the PDF.
  ///
  /// Pages leave as soon as they are full, so memory does not grow with them.
  ///
  /// - Parameters:
  ///   - write: Takes the bytes of the file.
  ///   - log: Records what cannot be displayed.
  ///   - progress: Called after each image with the number done and the total.
  /// - Throws: What the closures throw, `GraphicsError`, and `CancellationError`.
  func write(
    to write: @escaping (UnsafeRawBufferPointer) throws -> Void, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation, progress: (Int, Int) -> Void
  ) async throws {
    let writer = try SheetWriter(
      evidence, images: images, firstSheets: firstSheets, write: write)
    let rows = ReadingOrder(first: writer.firstRows, sheets: writer.rows, others: []).rows
    var done = 0
    let stream = images.outcomes(of: rows)
    do {
      try await writer.begin(log: &log)
      for try await (row, outcome) in stream {
        log.add(outcome, row: row, evidence.dataset)
        try await writer.add(row, outcome, log: &log)
        done += 1
        progress(done, rows.count)
      }
    } catch {
      await stream.stop()
      writer.abandon()
      throw error
    }
    log.add(stream.statistics)
    try writer.finish()
  }

  /// Writes the PDF to a file, which appears under its name when it is complete.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - log: Records what cannot be displayed.
  ///   - progress: Called after each image with the number done and the total.
  /// - Throws: `OutputError` if the file cannot be written, `GraphicsError`, and
  ///   `CancellationError`.
  package func write(
    toFile path: String, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws {
    let output = try OutputFile(path: path)
    try await write(to: { try output.write($0) }, log: &log, progress: progress)
    try output.commit()
  }
}
