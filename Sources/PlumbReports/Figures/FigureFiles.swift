import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels

/// Writes figures as PNG, SVG and PDF.
public struct FigureFiles: Sendable {
  private let evidence: Evidence
  private let folder: String

  /// Prepares the writing.
  ///
  /// - Parameters:
  ///   - evidence: What the figures are drawn of.
  ///   - folder: Where their files go; it is made where it is missing.
  public init(_ evidence: Evidence, folder: String) {
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

  /// A figure that is ready to be written, or that there is nothing to draw for.
  struct Drawn: Sendable {
    var figure: any Figure
    var outcome: FigureOutcome
  }

  /// Writes every figure.
  ///
  /// - Parameters:
  ///   - log: Takes note of images that cannot be shown.
  ///   - progress: Is told after each figure how many are drawn, of how many.
  /// - Throws: `OutputError` where a file cannot be written, and `CancellationError`.
  public func writeAll(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> Outcome {
    let drawn = try await drawAll(log: &log, isolation: isolation, progress: progress)
    return try await write(drawn)
  }

  /// Draws every figure: this is where images are looked at.
  func drawAll(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> [Drawn] {
    var all: [Drawn] = []
    for figure in allFigures {
      let outcome = try await figure.draw(evidence, log: &log, isolation: isolation)
      all.append(Drawn(figure: figure, outcome: outcome))
      progress(all.count, allFigures.count)
    }
    return all
  }

  /// Turns drawings into files, several at a time.
  func write(_ drawn: [Drawn]) async throws -> Outcome {
    var files: [Int: [String]] = [:]
    try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for (index, one) in drawn.enumerated() {
        guard case .drawn(let drawing, let pages) = one.outcome else { continue }
        group.addTask { (index, try write(drawing, pages, of: one.figure)) }
      }
      for try await (index, paths) in group { files[index] = paths }
    }
    var outcome = Outcome(files: drawn.indices.flatMap { files[$0] ?? [] })
    for one in drawn {
      if case .skipped(let reason) = one.outcome {
        outcome.skipped.append((one.figure.fileName, reason))
      }
    }
    return outcome
  }

  private func write(_ figure: Drawing, _ pages: [Drawing], of kind: any Figure) throws -> [String]
  {
    let path = "\(folder)/\(kind.fileName)"
    try OutputFile.write(
      try PNGRenderer.render(figure, scale: kind.pixelsPerPoint, decodeJPEG: decodedPixels),
      to: path + ".png")
    try OutputFile.write(Array(SVGRenderer.render(figure).utf8), to: path + ".svg")
    let output = try OutputFile(path: path + ".pdf")
    let document = try PDFDocument(
      title: figure.title, creationDate: evidence.summary.jobs.dates?.upperBound.description
    ) { try output.write($0) }
    for page in pages { try document.addPage(page, bookmarks: []) }
    try document.finish()
    try output.commit()
    return [".png", ".svg", ".pdf"].map { path + $0 }
  }
}

/// A thumbnail's pixels as the PNG renderer takes them.
func decodedPixels(_ jpeg: [UInt8]) -> DecodedPixels? {
  guard let pixels = decodeJPEG(jpeg) else { return nil }
  var rgba = pixels.bytes
  for index in stride(from: 0, to: rgba.count - 3, by: 4) { rgba.swapAt(index, index + 2) }
  return DecodedPixels(width: pixels.width, height: pixels.height, rgba: rgba)
}
