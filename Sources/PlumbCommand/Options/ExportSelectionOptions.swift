import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

/// Which labels are exported.
struct ExportSelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Select labels of this class. Can be repeated.", valueName: "name"))
  var classes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Select labels by people (human) or auto-labelling (machine).", valueName: "source"))
  var source: LabelSource?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Select labels with at least this confidence, 0 to 1. Needs --source: the scales differ.",
      valueName: "c"))
  var minConfidence: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Select labels with at most this confidence.", valueName: "c"))
  var maxConfidence: Double?

  @Flag(help: "Select each repeated image once, and not at all if its classes differ.")
  var unique = false

  @Option(
    help: ArgumentHelp(
      "Select only these lines: a file with line numbers, or an export from a report's gallery.",
      valueName: "file"))
  var rows: OutputPath?

  @Option(help: ArgumentHelp("Leave out these lines: the same kind of file.", valueName: "file"))
  var except: OutputPath?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Select a random sample of N labels per class and source.", valueName: "n"))
  var perClass: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Select a random sample of N labels.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed for random sampling.", valueName: "n"))
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
          "\(name) needs --source human or --source machine: their confidences are not comparable.")
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
  /// - Throws: `ReportError` if a class is not there, or marks are those of another manifest.
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
    for name in classes where !known.contains(where: { ByteString($0) == ByteString(name) }) {
      throw ReportError(
        "\(job.name): no label has the class '\(name)'; plumb summary lists the classes."
          + NearNames.sentence(name, known))
    }
  }
}

extension LabelSource: ExpressibleByArgument {}
