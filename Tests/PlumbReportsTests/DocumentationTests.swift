import Foundation
import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbS3
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// What README.md and docs/ say about names is what the program has.
struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
  }

  /// The rows of the first table under a heading: the backticked words of the first cell, and all
  /// cells.
  ///
  /// Fails where there is no such heading.
  private static func table(
    _ heading: String, in path: String
  ) throws -> [(names: [String], cells: [String])] {
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == "## \(heading)" }, "\(path): \(heading)")
    let rows = lines[start...].dropFirst().drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return rows.dropFirst(2).map { row in
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
        .dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
      return (quoted(cells[0]), cells)
    }
  }

  /// The words between backticks.
  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func names(_ heading: String) throws -> [String] {
    try table(heading, in: "docs/outputs.md").flatMap(\.names)
  }

  // MARK: Codes

  @Test func everyProblemIsExplainedWithItsEffect() throws {
    let rows = try Self.table("Problems of the manifest", in: "docs/outputs.md")
    let documented = rows.map { "\($0.cells[0]) \($0.cells[1])" }
    #expect(documented == ProblemCode.allCases.map { "`\($0.rawValue)` \(word($0.effect))" })
    #expect(rows.allSatisfy { !$0.cells[2].isEmpty })
  }

  private func word(_ effect: ProblemCode.Effect) -> String {
    switch effect {
    case .fileRefused: "file"
    case .lineRefused: "line"
    case .withoutLabel: "no label"
    case .warning: "warning"
    }
  }

  @Test func everyProblemOfAnswersIsExplainedWithItsEffect() throws {
    let rows = try Self.table("Problems of workers' answers", in: "docs/outputs.md")
    let documented = rows.map { "\($0.cells[0]) \($0.cells[1])" }
    #expect(documented == VoteProblemCode.allCases.map { "`\($0.rawValue)` \(word($0.effect))" })
    #expect(rows.allSatisfy { !$0.cells[2].isEmpty })
  }

  private func word(_ effect: VoteProblemCode.Effect) -> String {
    switch effect {
    case .fileLeftOut: "file"
    case .answersLeftOut: "answers"
    case .warning: "warning"
    }
  }

  @Test func everyFailureOfAnImageIsExplainedWithItsKind() throws {
    let rows = try Self.table("Images that are not shown", in: "docs/outputs.md")
    let documented = rows.map { "\($0.cells[0]) \($0.cells[1])" }
    #expect(documented == ImageFailureCode.allCases.map { "`\($0.rawValue)` \($0.kind.rawValue)" })
  }

  @Test func everyFailureOfADownloadIsExplainedWithItsAction() throws {
    let rows = try Self.table("Images that are not downloaded", in: "docs/outputs.md")
    let documented = rows.map { "\($0.cells[0]) \($0.cells[1])" }
    let codes = StoreFailureCode.allCases.map { "`\($0.rawValue)` \(word($0.action))" }
    #expect(documented.sorted() == codes.sorted())
    #expect(rows.allSatisfy { !$0.cells[2].isEmpty })
  }

  private func word(_ action: StoreFailureCode.Action) -> String {
    switch action {
    case .retry, .retrySlowly, .askLess, .correctClock: "retry"
    case .giveUp: "once"
    case .stopBucket, .correctRegion: "bucket"
    case .stopRun, .renewCredentials: "run"
    }
  }

  @Test func everyNoteOnAnImageIsExplained() throws {
    let rows = try Self.table("Notes on images that are shown", in: "docs/outputs.md")
    let documented = rows.map { $0.cells.joined(separator: " ") }
    let notes = ImageNote.allCases.map {
      "`\($0.rawValue)` \($0.isWarning ? "yes" : "no") \($0.words)"
    }
    #expect(documented == notes)
  }

  // MARK: Columns and keys

  @Test func everyColumnOfTheTableIsExplained() throws {
    #expect(try Self.names("The table of labels") == LabelTable.columns)
    let header = LabelTable.columns.joined(separator: ",")
    #expect(try Self.text("README.md").contains("\n\(header)\n"), "the example in README.md")
    let text = try Self.text("docs/outputs.md")
    for format in allTableFormats { #expect(text.contains("--format \(format.name)`")) }
  }

  @Test func everyFormatOfAnExportIsExplained() throws {
    let rows = try Self.table("The formats of `plumb export`", in: "docs/outputs.md")
    #expect(rows.flatMap(\.names) == allExporters.map(\.name))
    for (row, exporter) in zip(rows, allExporters) {
      let place =
        switch exporter.form {
        case .stream: "standard output or a file"
        case .file: "a file"
        case .folder: "a folder"
        }
      #expect(row.cells[1] == place)
    }
  }

  @Test func everyColumnOfTheDatabaseIsExplained() throws {
    let rows = try Self.table("The database of `plumb export`", in: "docs/outputs.md")
    let columns = DatabaseSchema.tables.flatMap { table in
      table.columns.map { ["`\(table.name).\($0.name)`", $0.type, $0.meaning] }
    }
    #expect(rows.map(\.cells) == columns)
    let text = try Self.text("docs/outputs.md")
    for table in DatabaseSchema.tables {
      let row = "| `\(table.name)` | \(table.meaning) |\n"
      #expect(text.contains(row), "\(table.name)")
    }
  }

  @Test func everyFileBesideImagesIsExplained() throws {
    let rows = try Self.table("Folders of images", in: "docs/outputs.md")
    #expect(rows.map { $0.names[0] } == [ImageIndex.fileName, ImageIndex.problemsName])
    #expect(Self.quoted(rows[0].cells[1]) == ImageIndex.columns)
    #expect(Self.quoted(rows[1].cells[1]) == ImageIndex.problemColumns)
  }

  @Test func everyKeyOfASplitIsExplained() throws {
    let job = ExportJob(dataset: try Self.sampleDataset(), manifestName: "m")
    let rows = try job.labelledRows()
    let plan = SplitPlan(rows.map { [$0] }, of: job.dataset, .standard, seed: 0)
    let keys = Self.keys(SplitSummary(job, plan, groups: []).json)
    let section = try Self.text("docs/outputs.md").components(separatedBy: "\n## ")
      .first { $0.hasPrefix("The parts of a split") }
    #expect(keys.subtracting(Self.quoted(try #require(section))) == [])
  }

  @Test func everyColumnOfTheDownloadsIsExplained() throws {
    let names = try Self.names("The list of images that were not downloaded")
    #expect(names == FetchProblemTable.columns)
    #expect(try Self.names("The folder of downloads").contains(FetchProblemTable.fileName))
  }

  @Test func everyColumnOfTheSummaryIsExplained() throws {
    let header = try Self.sample().csv.prefix { $0 != "\n" }
    #expect(try Self.names("CSV of the summary") == header.split(separator: ",").map(String.init))
  }

  @Test func everyKeyOfTheSummaryIsExplained() throws {
    let failure = SummaryReport.failureJSON(
      manifestName: "m", error: ManifestError(code: .empty, message: "empty"))
    let verdicts = try #require(VerdictSummary(try Self.verifiedDataset()))
    let keys = Self.keys(try Self.sample().json).union(Self.keys(failure))
      // The names of the verdicts are the job's.
      .union(Self.keys(verdicts.json, except: ["counts"]))
    let section = try Self.text("docs/outputs.md").components(separatedBy: "\n## ")
      .first { $0.hasPrefix("JSON of the summary") }
    let documented = Set(Self.quoted(try #require(section)))
    #expect(keys.subtracting(documented) == [])
  }

  /// A summary in which every key has a value: labels of both sources, a failure and a problem.
  private static func sample() throws -> SummaryReport {
    SummaryReport(try sampleDataset(), manifestName: "m", choseAttribute: true)
  }

  /// A label and the verdict on it.
  static func verifiedDataset() throws -> Dataset {
    let audit = line(anyImage, "bad", attribute: "audit")
      .replacing("image-classification", with: "label-verification")
      .replacing(
        #""class-name""#, with: #""worker-feedback":[{"comment":"a fox"}],"class-name""#)
    return try dataset([line().dropLast() + "," + audit.drop { $0 != "," }.dropFirst()])
  }

  private static func sampleDataset() throws -> Dataset {
    let failed = #"{"source-ref":"s3://bucket/b.jpg","job-metadata":{"failure-reason":"r"}}"#
    return try dataset([line(), line(human: false), failed, "{"])
  }

  // MARK: Quality

  private static func expectKeys(
    _ json: JSONValue, in heading: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let sections = try text("docs/outputs.md").components(separatedBy: "\n## ")
    // Shares and figures are explained once, with the workers.
    let named = sections.filter { $0.hasPrefix(heading) || $0.hasPrefix("JSON of the workers") }
    let documented = Set(named.flatMap { quoted($0) })
    #expect(keys(json).subtracting(documented) == [], sourceLocation: sourceLocation)
  }

  @Test func everyKeyAboutTheLabelsIsExplained() throws {
    let job = try AnsweredJob()
    let report = try #require(WorkersReport(job.quality, job.summary))
    try Self.expectKeys(report.json, in: "JSON of the workers")
    #expect(try Self.names("CSV of the workers") == WorkersReport.columns)
    let list = SuspectList(job.quality.suspects, job.dataset, manifestName: "m", top: 5)
    try Self.expectKeys(list.json, in: "JSON of the suspects")
    #expect(try Self.names("CSV of the suspects") == SuspectList.columns)
    try Self.expectKeys(try job.comparison().json, in: "JSON of the comparison")
    #expect(try Self.names("CSV of the comparison") == ComparisonReport.columns)
  }

  private static func keys(_ value: JSONValue, except: Set<String> = []) -> Set<String> {
    switch value {
    case .object(let members):
      members.reduce(into: []) { all, member in
        all.insert(member.name)
        if !except.contains(member.name) { all.formUnion(keys(member.value, except: except)) }
      }
    case .array(let values): values.reduce(into: []) { $0.formUnion(keys($1, except: except)) }
    default: []
    }
  }

  // MARK: Checks

  @Test func everyKeyOfTheFindingsIsExplained() throws {
    let failure = CheckJSON.failure(
      manifestName: "m", error: ManifestError(code: .empty, message: "empty"))
    let report = CheckJSON().json(try HostileJob.report())
    // The numbers behind a finding are named by its check.
    let keys = Self.keys(report, except: ["details", "thresholds"]).union(Self.keys(failure))
    let section = try Self.text("docs/outputs.md").components(separatedBy: "\n## ")
      .first { $0.hasPrefix("JSON of the findings") }
    let documented = Set(Self.quoted(try #require(section)))
    #expect(keys.subtracting(documented) == [])
  }

  @Test func theManualOfTheChecksIsWhatTheProgramPrints() throws {
    let complaint = try GoldenFolder(Self.root).complaint(CheckList.text(), "docs/checks.md")
    #expect(complaint == nil)
  }

  // MARK: The report

  @Test func everyFileOfAReportIsExplained() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumb-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let dataset = try Self.sampleDataset()
    var evidence = Evidence(
      dataset: dataset,
      summary: SummaryReport(dataset, manifestName: "m", choseAttribute: true),
      images: try JobImages(dataset, folder: NSTemporaryDirectory(), cache: nil, jobs: 1))
    evidence.quality = JobQuality(dataset, JobQuality.Input(votes: AnsweredJob.votes(dataset)))
    var log = ImageLog()
    let outcome = try await FullReport(
      evidence, folder: folder.path, checkPlan: CheckPlan(manifestName: "m", version: "1")
    ).write(log: &log) { _, _, _ in }
    let written = outcome.files.map { String($0.dropFirst(folder.path.count + 1)) }
    #expect(Set(written) == Set(try Self.documentedFiles()))
    let problems = try Data(contentsOf: folder.appendingPathComponent("problems.csv"))
    let header = String(decoding: problems.prefix { $0 != 0x0A }, as: UTF8.self)
    #expect("\u{FEFF}" + (try Self.names("The list of problems").joined(separator: ",")) == header)
  }

  /// A cell such as "`a.png`, `.svg`" stands for a.png and a.svg.
  private static func documentedFiles() throws -> [String] {
    try table("The files of a report", in: "docs/outputs.md").flatMap { row in
      let first = row.names[0]
      let base = String(first.prefix(upTo: first.lastIndex(of: ".") ?? first.endIndex))
      return row.names.map { $0.hasPrefix(".") ? base + $0 : $0 }
    }
  }

  // MARK: Links, imports

  @Test(arguments: [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/outputs.md", "docs/architecture.md",
    "docs/checks.md", "docs/methods.md",
  ])
  func everyLinkLeadsSomewhere(_ path: String) throws {
    let folder = Self.root.appendingPathComponent(path).deletingLastPathComponent()
    for part in try Self.text(path).components(separatedBy: "](").dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      if target.isEmpty || target.hasPrefix("http") { continue }
      let file = folder.appendingPathComponent(String(target)).path
      #expect(FileManager.default.fileExists(atPath: file), "\(path) links to \(target)")
    }
  }

  @Test func thePackagesOfAnotherMachineAreThoseOfTheContainer() throws {
    /// The packages of the last installation with apt-get in a file.
    func packages(_ path: String) throws -> [String] {
      let command = try #require(
        try Self.text(path).components(separatedBy: "--no-install-recommends").last)
      return command.prefix { $0 != "&" && $0 != "`" }.split { $0.isWhitespace || $0 == "\\" }
        .map(String.init)
    }
    let container = try packages("Containerfile")
    #expect(container.count > 10)
    #expect(try packages("README.md") == container)
  }

  @Test func theTableOfImportsIsTrue() throws {
    let path = "Sources/Plumb/Plumb.docc/Targets.md"
    for row in try Self.table("Imports", in: path) {
      let documented = Set(Self.quoted(row.cells[2]))
      let difference = try Self.imports(of: row.cells[0]).symmetricDifference(documented)
      #expect(difference == [], "\(row.cells[0]) in \(path)")
    }
  }

  /// What a target imports, but for what comes with Swift on every system.
  private static func imports(of target: String) throws -> Set<String> {
    let system = ["Darwin", "Glibc", "Dispatch", "Synchronization"]
    let folder = root.appendingPathComponent("Sources/\(target)").path
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    var imports: Set<String> = []
    for case let file as String in files where file.hasSuffix(".swift") {
      for line in try text("Sources/\(target)/\(file)").split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.count == 2, words[0] == "import" { imports.insert(String(words[1])) }
      }
    }
    return imports.subtracting(system)
  }
}
