import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// The suspected label errors, worst first, with their pictures and reasons: those that are probably
/// wrong, then those worth a look.
package struct SuspectSheet: Figure {
  /// The most labels that are shown.
  package var count: Int

  /// Makes the figure; by default of the fifty most suspected labels.
  package init(count: Int = 50) { self.count = count }

  /// The name of its files.
  package var fileName: String { "suspects" }

  /// A thumbnail has 128 pixels at most.
  package var pixelsPerPoint: Double { 1.6 }

  /// The labels that are shown.
  package func imageRows(_ evidence: Evidence) -> [Int] {
    guard let quality = evidence.quality, quality.weakness == nil else { return [] }
    if let ranking = quality.setSuspects?.value { return imageRows(ranking, evidence) }
    return quality.suspects.suspects(count).map(\.row)
  }

  /// Draws the sheet: two columns as a figure, one on the pages of the PDF.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    guard let quality = evidence.quality else { return .skipped("the labels were not ranked") }
    if let weakness = quality.weakness { return .skipped(weakness.sentencePart) }
    guard let images = evidence.images else {
      return .skipped("the images are not at hand: name their folder with --images")
    }
    let list =
      if let ranking = quality.setSuspects?.value {
        try await list(
          ranking, images: images, evidence: evidence, log: &log, isolation: isolation)
      } else {
        try await list(
          quality.suspects, images: images, evidence: evidence, log: &log, isolation: isolation)
      }
    return list.entries.isEmpty
      ? .skipped("no label could be ranked")
      : .drawn(
        figure: list.drawing(metrics: evidence.metrics),
        pages: list.pages(metrics: evidence.metrics))
  }

  /// The sheet, whether or not the evidence can rank.
  ///
  /// - Parameters:
  ///   - suspects: The labels.
  ///   - images: Where their pictures are.
  ///   - evidence: The job.
  ///   - log: Records images that cannot be displayed.
  package func list(
    _ suspects: SuspectReport, images: JobImages, evidence: Evidence, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> TileList {
    let worst = suspects.suspects(count)
    var tiles: [Int: Tile] = [:]
    try await images.forEach(worst.map(\.row), log: &log) { row, outcome in
      tiles[row] = images.tile(row, outcome)
    }
    return TileList(
      title: "\(displayText(evidence.title)): suspected label errors, worst first",
      subtitle: subtitle(suspects, shown: worst),
      entries: worst.enumerated().compactMap { place, suspect in
        tiles[suspect.row].map {
          entry(
            at: place, suspect: suspect, tile: $0, in: evidence.dataset,
            isWrong: suspects.isProbablyWrong(suspect))
        }
      })
  }

  private func subtitle(_ suspects: SuspectReport, shown: [SuspectReport.Suspect]) -> String {
    suspects.weakness
      ?? subtitle(
        of: NumberText.counted(suspects.labelCount, "label"), wrong: suspects.probablyWrongCount,
        shown: shown.map { suspects.isProbablyWrong($0) })
  }

  /// - Parameters:
  ///   - all: All labels with their number, in words.
  ///   - count: How many of them are probably wrong.
  ///   - shown: Of each label that is shown, whether it is.
  func subtitle(of all: String, wrong count: Int, shown: [Bool]) -> String {
    let wrong = shown.count(where: \.self)
    return "Of \(all), \(NumberText.whole(count)) \(count == 1 ? "is" : "are") probably wrong; "
      + "shown here: \(NumberText.whole(wrong)) of these and "
      + "\(NumberText.whole(shown.count - wrong)) worth a look. Do not use them to estimate the error "
      + "rate."
  }

  private func entry(
    at place: Int, suspect: SuspectReport.Suspect, tile: Tile, in dataset: Dataset, isWrong: Bool
  ) -> TileList.Entry {
    let source = dataset.row(suspect.row).source.map { ", labelled by \($0.words)" } ?? ""
    return TileList.Entry(
      tile: tile, heading: "\(place + 1). \(tableName(suspect.label))\(suspect.suggestionWords)",
      detail:
        "\(isWrong ? "probably wrong" : "worth a look"), score \(decimal(suspect.score)), line \(NumberText.whole(suspect.line))\(source), "
        + dataset.reference(suspect.row).fileName,
      notes: suspect.reasons.map { displayText($0.words, limit: 300) })
  }
}

extension String {
  /// A sentence as a part of another: without a full stop, with a small letter in front.
  package var sentencePart: String {
    let words = hasSuffix(".") ? String(dropLast()) : self
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
