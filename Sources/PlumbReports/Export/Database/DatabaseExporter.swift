import PlumbLabels

/// Everything that is known about the labels as an SQLite database.
struct DatabaseExporter: Exporter {
  var name: String { "sqlite" }
  var words: String { "a database with labels, problems and answers" }
  var form: ExportForm { .file }
  var needs: ExportNeeds { .answers }

  func write(
    _ job: ExportJob, to output: ExportOutput, isolation: isolated (any Actor)?,
    progress: (Int, Int) -> Void
  ) async throws -> ExportOutcome {
    let path = try output.path(of: self)
    let database = try OutputDatabase(
      path: path, applicationID: DatabaseSchema.applicationID, version: DatabaseSchema.version)
    for table in DatabaseSchema.tables { try database.execute(table.statement) }
    let writer = DatabaseWriter(job, database)
    try writer.writeNames()
    try writer.writeLines(progress: progress)
    try writer.writeLineClasses()
    try writer.writeProblems()
    try writer.writeAnswers()
    try writer.writeAbout()
    for index in DatabaseSchema.indices { try database.execute(index) }
    try database.execute(DatabaseSchema.labels(hasSets: job.dataset.labelSets != nil))
    try database.commit()
    return ExportOutcome(files: [path])
  }
}
