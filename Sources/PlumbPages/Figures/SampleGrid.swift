import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

/// A few random images of every class, labelled by one source: one row per class, in the order of
/// the histogram.
package struct SampleGrid: Figure {
  /// Whose labels are shown.
  package var source: LabelSource

  /// Above this many tiles the smallest classes are left to the PDF of all images, so that memory
  /// stays bounded.
  private static let maximumTiles = 4_000

  /// Makes the grid of one source.
  package init(source: LabelSource) { self.source = source }

  /// The name of its files.
  package var fileName: String { "samples-\(source.rawValue)" }

  /// A thumbnail has 128 pixels at most, and is drawn some 100 points large: more pixels would only
  /// take longer to write.
  package var pixelsPerPoint: Double { 1.15 }

  /// The images of the grid, row after row.
  package func imageRows(_ evidence: Evidence) -> [Int] {
    shownSections(sections(evidence), evidence).flatMap(\.rows)
  }

  /// Draws the grid; classes with fewer images than requested show what there is.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    guard let images = evidence.images else {
      return .skipped("no images; pass their folder with --images")
    }
    let sections = sections(evidence)
    if sections.isEmpty {
      let chosen = evidence.selection.limit == nil ? "no image" : "none of the selected images"
      return .skipped("\(chosen) was labelled by \(source.words)")
    }
    let drawn = shownSections(sections, evidence)
    var tiles: [Int: Tile] = [:]
    try await images.forEach(drawn.flatMap(\.rows), log: &log) { row, outcome in
      tiles[row] = images.tile(row, outcome)
    }
    let rows = TileRows(
      title: "\(displayText(evidence.title)): labelled by \(source.words)",
      subtitle: subtitle(of: evidence, classes: sections.count, drawn: drawn.count),
      rows: drawn.map { row($0, tiles) }, columns: max(1, evidence.samples))
    return .drawn(
      figure: rows.drawing(metrics: evidence.metrics),
      pages: rows.pages(maximumHeight: TileRows.pageHeight, metrics: evidence.metrics))
  }

  private func shownSections(_ sections: [ImageSection], _ evidence: Evidence) -> [ImageSection] {
    Array(sections.prefix(max(1, Self.maximumTiles / max(1, evidence.samples))))
  }

  /// The sampled rows of every class that has any of this source.
  private func sections(_ evidence: Evidence) -> [ImageSection] {
    var selection = evidence.selection
    selection.perClass = nil
    selection.order = .manifest
    return selection.sections(of: evidence.dataset).enumerated()
      .filter { $0.element.source == source }
      .map { index, section in
        var generator = SeededGenerator(seed: selection.seed &+ UInt64(index))
        var section = section
        section.rows = generator.sample(section.rows, max(1, evidence.samples))
        return section
      }
  }

  private func row(_ section: ImageSection, _ tiles: [Int: Tile]) -> TileRows.Row {
    TileRows.Row(
      heading: section.className,
      detail: "\(section.rows.count) of \(NumberText.whole(section.total))",
      tiles: section.rows.compactMap { tiles[$0] })
  }

  private func subtitle(of evidence: Evidence, classes: Int, drawn: Int) -> String {
    let what =
      "Up to \(max(1, evidence.samples)) random images per class (seed "
      + "\(evidence.selection.seed)); under each its confidence and file name."
    guard drawn < classes else { return what }
    return what + " The \(NumberText.whole(drawn)) largest of \(NumberText.whole(classes)) classes."
  }
}
