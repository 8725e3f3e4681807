import ArgumentParser
import PlumbImages
import PlumbReports
import PlumbStores

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "The labels as a table: one record a line of the manifest.",
    discussion: """
      EXAMPLES
        plumb export output.manifest --format csv > labels.csv
        plumb export my-job/ --format jsonl | duckdb -c "from read_json('/dev/stdin')"
      """)

  @OptionGroup var job: JobOptions

  @Option(help: "csv (for people; formulas are disarmed) or jsonl (exact).")
  var format = TableFormatName(format: CSVTable())

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: OutputPath?

  func run() throws {
    let loaded = try job.load()
    let table = LabelTable(loaded.dataset)
    guard let output = output?.path, output != "-" else {
      try table.write(as: format.format) { Terminal.print($0) }
      throw loaded.status()
    }
    try loaded.refuseAsOutput(output)
    let file = try OutputFile(path: output)
    try table.write(as: format.format) { text in
      var text = text
      try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
    }
    try file.commit()
    throw loaded.status()
  }
}

/// A format of the table by its name.
struct TableFormatName: ExpressibleByArgument {
  let format: any TableFormat

  init(format: any TableFormat) { self.format = format }

  init?(argument: String) {
    guard let format = allTableFormats.first(where: { $0.name == argument }) else { return nil }
    self.format = format
  }

  var defaultValueDescription: String { format.name }

  static var allValueStrings: [String] { allTableFormats.map(\.name) }
}
