import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

extension SuspectSheet {
  /// The rows of the pictures that the sheet shows of labels with several classes per image.
  func imageRows(_ ranking: SetSuspects, _ evidence: Evidence) -> [Int] {
    evidence.rows(ofImages: ranking.suspects.prefix(count).map(\.row))
  }

  /// The sheet of labels with several classes per image, with the classes that may be superfluous or
  /// missing.
  ///
  /// - Parameters:
  ///   - ranking: The labels.
  ///   - images: Where their pictures are, of the evidence's dataset by class.
  ///   - evidence: The job.
  ///   - log: Records images that cannot be displayed.
  package func list(
    _ ranking: SetSuspects, images: JobImages, evidence: Evidence, log: inout ImageLog,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> TileList {
    let worst = ranking.suspects.prefix(count)
    var tiles: [Int: Tile] = [:]
    try await images.forEach(imageRows(ranking, evidence), log: &log) { row, outcome in
      tiles[evidence.dataset.imageRow(row)] = images.tile(row, outcome)
    }
    let labelled = evidence.labels.kinds.count { $0 == .labelled }
    return TileList(
      title: "\(displayText(evidence.title)): suspected label errors, worst first",
      subtitle: subtitle(
        of: NumberText.counted(labelled, "labelled image"), wrong: ranking.probablyWrongCount,
        shown: worst.map(\.isProbablyWrong)),
      entries: worst.enumerated().compactMap { place, suspect in
        tiles[suspect.row].map {
          entry(at: place, suspect, reasons: ranking.reasons(suspect), tile: $0, evidence.labels)
        }
      })
  }

  private func entry(
    at place: Int, _ suspect: SetSuspects.Suspect, reasons: [String], tile: Tile, _ dataset: Dataset
  ) -> TileList.Entry {
    let line = NumberText.whole(Int(dataset.lines[suspect.row]))
    return TileList.Entry(
      tile: tile, heading: "\(place + 1). \(dataset.setWords(ofRow: suspect.row))",
      detail:
        "\(suspect.isProbablyWrong ? "probably wrong" : "worth a look"), score "
        + "\(decimal(suspect.score)), line \(line), \(dataset.reference(suspect.row).fileName)",
      notes: reasons.map { displayText($0, limit: 300) })
  }
}
