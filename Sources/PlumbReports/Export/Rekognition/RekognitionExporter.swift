import PlumbLabels

/// A manifest of image-level labels for Amazon Rekognition Custom Labels.
package struct RekognitionExporter: Exporter {
  /// Makes the exporter.
  package init() {}

  package var name: String { "rekognition" }
  package var words: String {
    "a manifest for Amazon Rekognition Custom Labels"
  }
  package var form: ExportForm { .stream }
  package var needs: ExportNeeds { [] }
  package var takes: Set<LabelKind> { [.single, .multiple] }

  package func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    try write(job, to: output)
  }

  /// Writes the manifest.
  ///
  /// - Throws: ``ReportError`` if the labels are of another kind or there is none, `OutputError` if the
  ///   system refuses to write.
  package func write(_ job: ExportJob, to output: ExportOutput) throws -> ExportOutcome {
    try job.require(takes, for: "Rekognition's image-level labels")
    let rows = try job.labelledRows()
    let manifest = RekognitionManifestText(job.dataset)
    var outcome = try output.writeStream { write in
      try manifest.write(rows) { try write(Array($0.utf8)) }
    }
    outcome.notes = RekognitionNotes(job.dataset, rows, manifest.indices, outcome.files.first).all
    return outcome
  }
}
