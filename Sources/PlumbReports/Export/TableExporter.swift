import PlumbSystem
import PlumbText

/// The labels as a table: one record for each line.
struct TableExporter: Exporter {
  let format: any TableFormat

  var name: String { format.name }
  var words: String { "a table \(format.words)" }
  var form: ExportForm { .stream }
  var needs: ExportNeeds { [] }

  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    let rows = job.selection.rows(of: job.dataset, seed: job.seed)
    return try output.writeStream { write in
      if job.startsWithByteOrderMark { try write(Array(CSVText.byteOrderMark.utf8)) }
      try LabelTable(job.dataset, rows: rows).write(as: format) { try write(Array($0.utf8)) }
    }
  }
}

extension ExportOutput {
  /// Writes one stream of bytes, to a file that appears when it is complete, or to where it goes.
  func writeStream(
    _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> ExportOutcome {
    switch self {
    case .stream(let write):
      try body(write)
      return ExportOutcome()
    case .path(let path):
      let file = try OutputFile(path: path)
      try body { bytes in try bytes.withUnsafeBytes { try file.write($0) } }
      try file.commit()
      return ExportOutcome(files: [path])
    }
  }

  /// The path, for exports that are no stream.
  func path(of exporter: some Exporter) throws(ReportError) -> String {
    if case .path(let path) = self { return path }
    throw ReportError(
      "\(exporter.name) is a \(exporter.form.rawValue), not a stream; set its path with -o.")
  }
}
