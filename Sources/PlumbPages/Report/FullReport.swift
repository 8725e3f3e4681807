import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

/// Everything about a job in one folder: the page, summary, table, problems, figures and the PDF.
package struct FullReport: Sendable {
  private let evidence: Evidence
  private let folder: String
  private let firstSheetsReady: @Sendable (String) -> Void
  private let pageOptions: PageOptions
  private let checkPlan: CheckPlan?

  /// A step of the report, for a progress bar.
  package enum Step: String, Sendable {
    /// Drawing the figures.
    case figures
    /// Laying the images out.
    case images
  }

  /// Prepares the report.
  ///
  /// - Parameters:
  ///   - evidence: The labels and the images.
  ///   - folder: Where the files go.
  ///   - pageOptions: What the page says and how it is written.
  ///   - checkPlan: The checks to run on the images; nil for none.
  ///   - firstSheetsReady: Called with the path of the first sheets while later images are still
  ///     downloading; never called if the images are on disk.
  package init(
    _ evidence: Evidence, folder: String, pageOptions: PageOptions = PageOptions(),
    checkPlan: CheckPlan? = nil,
    firstSheetsReady: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.evidence = evidence
    self.folder = folder
    self.pageOptions = pageOptions
    self.checkPlan = checkPlan
    self.firstSheetsReady = firstSheetsReady
  }

  /// Writes the report; every file appears under its name when it is complete.
  ///
  /// - Parameters:
  ///   - log: Records images that cannot be displayed.
  ///   - progress: Called with the step, the amount done and the total.
  /// - Returns: What was written and what was left out.
  /// - Throws: `OutputError` if a file cannot be written, ``ReportError`` if the page cannot be
  ///   made small enough, and `CancellationError`.
  package func write(
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: @escaping (Step, Int, Int) -> Void
  ) async throws -> FigureFiles.Outcome {
    let page = PageFile(evidence, folder: folder, options: pageOptions)
    let measurements = MeasurementCollector(evidence.labels)
    var files = try writeTexts()
    let figures = FigureWriter(
      evidence, files: FigureFiles(evidence, folder: folder + "/figures"), figures: allFigures
    ) { progress(.figures, $0, $1) }
    let pdf: String?
    do {
      pdf = try await readImages(
        figures: figures, page: page, measurements: measurements, log: &log
      ) {
        progress(.images, $0, $1)
      }
    } catch {
      figures.stop()
      throw error
    }
    var outcome = try figures.finish()
    outcome.add(pdf: pdf)
    files.append(try writeProblems(log))
    files += try check(measurements, page)
    outcome.files = files + outcome.files
    let names = outcome.files.map { String($0.dropFirst(folder.count + 1)) }
    outcome.files = try page.write(log: log, files: names) + outcome.files
    return outcome
  }

  /// Reads every image once for all observers, and draws the figures; an image with several classes is
  /// read for each of them, since the sheets show it under each.
  ///
  /// - Returns: The path of the PDF; nil if the images are not at hand.
  private func readImages(
    figures: FigureWriter, page: PageFile, measurements: MeasurementCollector,
    log: inout ImageLog, isolation: isolated (any Actor)? = #isolation,
    progress: (Int, Int) -> Void
  ) async throws -> String? {
    let (path, preview) = (folder + "/ground_truth.pdf", folder + "/first_sheets.pdf")
    // Left by a run that was interrupted.
    OutputFile.removeStale(preview)
    guard let images = evidence.images else {
      OutputFile.removeStale(path)
      try await figures.drawAll(log: &log)
      return nil
    }
    let output = try OutputFile(path: path)
    let sheets = try SheetWriter(
      evidence, images: images, firstSheets: .init(path: preview, ready: firstSheetsReady)
    ) { try output.write($0) }
    let rows = readingOrder(figures, sheets, page)
    let stream = images.outcomes(of: rows)
    let byImage = ObserversByImage([page, measurements], evidence.dataset)
    let observers: [any ImageObserver] = [byImage, figures, sheets]
    do {
      // The first images are on their way meanwhile.
      try await figures.begin(log: &log)
      try await sheets.begin(log: &log)
      var done = 0
      for try await (row, outcome) in stream {
        log.add(outcome, row: row, evidence.dataset)
        for observer in observers {
          try await observer.add(row, outcome, log: &log, isolation: isolation)
        }
        done += 1
        progress(done, rows.count)
      }
      try sheets.finish()
    } catch {
      await stream.stop()
      sheets.abandon()
      throw error
    }
    log.add(stream.statistics)
    try output.commit()
    return path
  }

  /// The rows whose images are read: first those of the figures and of the first sheets.
  private func readingOrder(
    _ figures: FigureWriter, _ sheets: SheetWriter, _ page: PageFile
  ) -> [Int] {
    ReadingOrder(
      first: figures.imageRows + sheets.firstRows, sheets: sheets.rows,
      others: evidence.rows(ofImages: page.otherRows)
    ).rows
  }

  /// Runs the checks on all images, and passes the results to the page.
  private func check(_ collector: MeasurementCollector, _ page: PageFile) throws -> [String] {
    guard let checkPlan else { return [] }
    let report = checkPlan.report(
      on: evidence.labels, images: evidence.images == nil ? nil : collector.measurements)
    page.take(report)
    let texts: [(String, any CheckFormat)] = [
      ("checks.txt", CheckText()), ("checks.json", CheckJSON()),
    ]
    return try texts.map { name, format in
      try OutputFile.write(Array(format.text(report).utf8), to: "\(folder)/\(name)")
      return "\(folder)/\(name)"
    }
  }

  private func writeTexts() throws -> [String] {
    let summary = evidence.summary
    let texts = [
      ("summary.txt", summary.text(maximumClasses: .max)),
      ("summary.json", summary.json.pretty + "\n"),
      ("summary.csv", CSVText.byteOrderMark + summary.csv),
    ]
    for (name, text) in texts { try OutputFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
    let table = LabelTable(evidence.labels)
    let output = try OutputFile(path: folder + "/labels.csv")
    try Array(CSVText.byteOrderMark.utf8).withUnsafeBytes { try output.write($0) }
    try table.write(as: CSVTable()) { text in
      var text = text
      try text.withUTF8 { try output.write(UnsafeRawBufferPointer($0)) }
    }
    try output.commit()
    return (texts.map(\.0) + ["labels.csv"]).map { "\(folder)/\($0)" }
  }

  /// What is odd in the manifest, and every image that could not be shown.
  private func writeProblems(_ log: ImageLog) throws -> String {
    var text =
      CSVText.byteOrderMark + CSVText.record(["line", "where", "code", "message", "image"])
    for problem in evidence.labels.problems {
      text += CSVText.record(
        [String(problem.line), "manifest", problem.code.rawValue, problem.message, ""])
    }
    for problem in log.problems {
      text += CSVText.record(
        [String(problem.line), "image", problem.code, problem.message, problem.image])
    }
    let path = folder + "/problems.csv"
    try OutputFile.write(Array(text.utf8), to: path)
    return path
  }
}

extension FigureFiles.Outcome {
  /// Adds the PDF of every image, or the reason why there is none.
  fileprivate mutating func add(pdf path: String?) {
    if let path {
      files.append(path)
    } else {
      skipped.append(
        ("ground_truth.pdf", "no images; pass their folder with --images"))
    }
  }
}
