import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports

/// Which labels are exported.
struct ExportSelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Only labels of this class; may be given several times.", valueName: "name"))
  var classes: [String] = []

  @Option(help: ArgumentHelp("Only labels of people (human) or the machine.", valueName: "source"))
  var source: LabelSource?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only labels of at least this confidence, 0 to 1; with --source, for scales differ.",
      valueName: "c"))
  var minConfidence: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only labels of at most this confidence.", valueName: "c"))
  var maxConfidence: Double?

  @Flag(help: "Of an image on several lines the first only, and none where the classes differ.")
  var unique = false

  @Option(
    help: ArgumentHelp(
      "Only marked lines: a file of line numbers, or what a report's gallery exports.",
      valueName: "file"))
  var rows: OutputPath?

  @Option(help: ArgumentHelp("No marked lines: the same kind of file.", valueName: "file"))
  var except: OutputPath?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A random subset of so many labels of each class and source.", valueName: "n"))
  var perClass: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A random subset of so many labels.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Drives every random choice.", valueName: "n"))
  var seed: UInt64 = 0

  func validate() throws {
    for (name, value) in [("--limit", limit), ("--per-class", perClass)] {
      if let value, value < 1 {
        throw ValidationError("\(name) is \(value); it must be 1 or more.")
      }
    }
    for (name, value) in [("--min-confidence", minConfidence), ("--max-confidence", maxConfidence)]
    {
      guard let value else { continue }
      guard (0...1).contains(value) else {
        throw ValidationError("\(name) is \(value); it must be from 0 to 1.")
      }
      if source == nil {
        throw ValidationError(
          "\(name) needs --source human or --source machine: their confidences do not compare.")
      }
    }
  }

  /// The files of marked lines that are named.
  func marks() throws -> (rows: MarkedRows?, except: MarkedRows?) {
    (
      try rows.map { try MarkedRows(path: $0.path) },
      try except.map { try MarkedRows(path: $0.path) }
    )
  }

  /// The selection in a job.
  ///
  /// - Throws: `ReportError` where a class is not there, or marks are those of another manifest.
  func selection(
    in job: Job, _ marks: (rows: MarkedRows?, except: MarkedRows?)
  ) throws -> ExportSelection {
    try checkClasses(job)
    var selection = ExportSelection()
    selection.classes = classes
    selection.source = source
    (selection.leastConfidence, selection.mostConfidence) = (minConfidence, maxConfidence)
    selection.isUnique = unique
    selection.lines = try marks.rows?.lines(in: job)
    selection.exceptLines = try marks.except?.lines(in: job) ?? []
    (selection.perClass, selection.limit) = (perClass, limit)
    return selection
  }

  private func checkClasses(_ job: Job) throws {
    let known = job.labels.classNames
    for name in classes where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      throw ReportError(
        "\(job.name): no label has the class '\(name)'; plumb summary lists the classes."
          + NearNames.sentence(name, known))
    }
  }
}

extension LabelSource: ExpressibleByArgument {}
