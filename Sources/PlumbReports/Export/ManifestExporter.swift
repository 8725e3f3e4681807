import PlumbLabels
import PlumbSystem

/// The lines that are selected, as they are.
struct ManifestExporter: Exporter {
  var name: String { "manifest" }
  var words: String { "the selected lines with a label, byte for byte" }
  var form: ExportForm { .stream }
  var needs: ExportNeeds { .manifest }

  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    let rows = try job.labelledRows()
    let source = try job.openManifest()
    let lines = LinePlaces(job.dataset, rows.map { ($0, 0) })
    var outcome = try output.writeStream { write in
      try LineRouter.copy(
        from: { try source.read(into: $0) }, to: 1, choosing: { lines[$0] },
        write: { try write($1) })
    }
    outcome.notes = [ExportWords.lines(rows.count, of: job.dataset)]
    return outcome
  }
}

/// To which of several places each line of a manifest goes, a byte a line.
struct LinePlaces {
  private var places: [Int8]

  /// Notes the places of rows.
  ///
  /// - Parameter rows: Rows of the dataset and their places, which are below 127.
  init(_ dataset: Dataset, _ rows: [(row: Int, place: Int)]) {
    places = Array(repeating: -1, count: Int(dataset.lines.last ?? 0) + 1)
    for (row, place) in rows { places[Int(dataset.lines[row])] = Int8(place) }
  }

  /// The place of a physical line; nil if it goes nowhere.
  subscript(line: Int) -> Int? {
    line < places.count && places[line] >= 0 ? Int(places[line]) : nil
  }
}
