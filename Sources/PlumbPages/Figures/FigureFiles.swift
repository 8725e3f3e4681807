import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem

/// Writes figures as PNG, SVG and PDF.
public struct FigureFiles: Sendable {
  private let evidence: Evidence
  private let folder: String

  /// Prepares the writing.
  ///
  /// - Parameters:
  ///   - evidence: What the figures are drawn of.
  ///   - folder: Where their files go; it is made where it is missing.
  package init(_ evidence: Evidence, folder: String) {
    self.evidence = evidence
    self.folder = folder
  }

  /// What was written, and what was not.
  public struct Outcome: Sendable {
    /// Paths of the files.
    public var files: [String] = []
    /// Figures that were left out, with the reason.
    public var skipped: [(name: String, reason: String)] = []

    /// Makes an outcome of files that were written.
    public init(files: [String] = []) { self.files = files }
  }

  /// Writes one figure that is drawn already; gives the paths of its files.
  ///
  /// - Parameters:
  ///   - drawing: What PNG and SVG show.
  ///   - pages: The pages of the PDF.
  ///   - figure: Gives names and sharpness.
  /// - Throws: `OutputError` if a file cannot be written.
  package func write(
    _ drawing: Drawing, _ pages: [Drawing], of figure: any Figure
  ) throws -> [String] {
    for format in FigureFormat.allCases { try write(drawing, pages, of: figure, as: format) }
    return paths(figure)
  }

  /// Writes figures.
  ///
  /// Images are read here, one figure after the other; other threads write the files.
  ///
  /// - Parameters:
  ///   - figures: The figures to write; all by default.
  ///   - log: Records images that cannot be displayed.
  ///   - progress: Called after each figure with the number drawn and the total.
  /// - Throws: `OutputError` if a file cannot be written, and `CancellationError`.
  package func writeAll(
    _ figures: [any Figure] = allFigures, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation, progress: @escaping (Int, Int) -> Void
  ) async throws -> Outcome {
    let writer = FigureWriter(evidence, files: self, figures: figures, progress: progress)
    do {
      try await writer.drawAll(log: &log)
    } catch {
      writer.stop()
      throw error
    }
    return try writer.finish()
  }

  /// Where the files of a figure go.
  func paths(_ figure: any Figure) -> [String] { FigureFormat.allCases.map { path(figure, $0) } }

  /// Takes the files of an earlier run away.
  func removeStale(_ figure: any Figure) { paths(figure).forEach(OutputFile.removeStale) }

  private func path(_ figure: any Figure, _ format: FigureFormat) -> String {
    "\(folder)/\(figure.fileName).\(format.rawValue)"
  }

  func write(
    _ drawing: Drawing, _ pages: [Drawing], of figure: any Figure, as format: FigureFormat
  ) throws {
    let path = path(figure, format)
    switch format {
    case .png:
      let bytes = try PNGRenderer.render(
        drawing, scale: figure.pixelsPerPoint, decodeJPEG: decodedPixels)
      try OutputFile.write(bytes, to: path)
    case .svg: try OutputFile.write(Array(SVGRenderer.render(drawing).utf8), to: path)
    case .pdf: try writePDF(pages, title: drawing.title, to: path)
    }
  }

  private func writePDF(_ pages: [Drawing], title: String, to path: String) throws {
    let output = try OutputFile(path: path)
    let document = try PDFDocument(title: title, creationDate: evidence.documentDate) {
      try output.write($0)
    }
    for page in pages { try document.addPage(page, bookmarks: []) }
    try document.finish()
    try output.commit()
  }
}

/// The formats of a figure's files; the raw value is the extension.
enum FigureFormat: String, CaseIterable, Sendable {
  case png, svg, pdf
}

/// A thumbnail's pixels as the PNG renderer takes them.
func decodedPixels(_ jpeg: [UInt8]) -> DecodedPixels? {
  decodeJPEG(jpeg).flatMap { DecodedPixels(width: $0.width, height: $0.height, rgba: $0.bytes) }
}
