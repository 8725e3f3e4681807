import ArgumentParser
import Plumb
import PlumbReports
import PlumbText

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "The labels for other programs: tables, a database, manifests, folders of images.",
    discussion: """
      FORMATS
      \(formats)

      csv and jsonl have every line, unless some are selected; manifest, imagefolder and split have \
      lines with a label only. Lines of a manifest stay as they are, byte for byte.

      A folder is written as a whole: a second export to it replaces the first, and a folder with \
      other files in it is refused. Hard links share their bytes with the images: who changes one \
      changes the other (--copy).

      EXAMPLES
        plumb export output.manifest --format csv > labels.csv
        plumb export my-job/ --format jsonl | duckdb -c "from read_json('/dev/stdin')"
        plumb export my-job/ --format sqlite -o labels.sqlite
        plumb export my-job/ --format manifest --source human --except marks.json -o clean.manifest
        plumb export my-job/ --format imagefolder --images photos --unique -o folders
        plumb export my-job/ --format split --fractions 70,20,10 -o split
        plumb export my-job/ --format split --images photos --image-folders -o split
      """)

  private static var formats: String {
    let width = allExporters.map(\.name.utf8.count).max() ?? 0
    return allExporters.map { exporter in
      let space = String(repeating: " ", count: width - exporter.name.utf8.count)
      return "  \(exporter.name)\(space)  \(exporter.words)"
    }.joined(separator: "\n")
  }

  @OptionGroup var job: JobOptions

  @Option(help: "The format, see above.")
  var format = ExportFormat(exporter: allExporters[0])

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file or folder. Tables and a manifest go to standard output without it.",
      valueName: "path"))
  var output: OutputPath?

  @OptionGroup(title: "Selection") var selection: ExportSelectionOptions

  @Option(
    help: ArgumentHelp(
      "The parts of a split: training, validation and, with a third, test. Default: 80,20",
      valueName: "list"))
  var fractions: SplitFractions?

  @Flag(help: "Write a split as folders of images too: train/class/name.")
  var imageFolders = false

  @Flag(help: "Copy images where hard links could be made.")
  var copy = false

  @OptionGroup(title: "Workers' answers") var answers: AnswersOptions
  @OptionGroup(title: "Images") var images: ImageOptions

  private var exporter: any Exporter { format.exporter }

  /// Whether images are put into folders.
  private var writesImages: Bool { exporter.needs.contains(.images) || imageFolders }

  func validate() throws {
    let needs = exporter.needs
    let takesImages = !needs.isDisjoint(with: [.images, .optionalImages])
    try check(fractions != nil, "--fractions", goesWith: needs.contains(.fractions))
    try check(imageFolders, "--image-folders", goesWith: needs.contains(.fractions))
    try check(copy, "--copy", goesWith: takesImages)
    try check(images.images != nil, "--images", goesWith: takesImages)
    try check(images.fetch == true, "--fetch", goesWith: takesImages)
    try check(answers.anonymous, "--anonymous", goesWith: needs.contains(.answers))
    try check(answers.answers != nil, "--answers", goesWith: needs.contains(.answers))
    if copy, !writesImages { throw ValidationError("--copy goes with --image-folders.") }
    if writesImages, images.noKeep {
      throw ValidationError("--no-keep leaves no files; a folder of images needs them.")
    }
    if exporter.form != .stream, output.map({ $0.path == "-" }) ?? true {
      throw ValidationError(
        "--format \(exporter.name) writes a \(exporter.form.rawValue); name it with -o.")
    }
  }

  private func check(_ isGiven: Bool, _ option: String, goesWith fits: Bool) throws {
    guard isGiven, !fits else { return }
    throw ValidationError("\(option) does not go with --format \(exporter.name).")
  }

  func run() async throws {
    let marks = try selection.marks()
    var job = job
    for marked in [marks.rows, marks.except] {
      job.attribute = try marked?.attribute(orAsked: job.attribute) ?? job.attribute
    }
    let loaded = try job.load(again: exporter.needs.contains(.manifest))
    let input = try input(loaded, try selection.selection(in: loaded, marks))
    var bar = ProgressBar(quiet: job.quiet)
    defer { bar.clear() }
    let outcome = try await exporter.write(input, to: try place(loaded), isolation: #isolation) {
      bar.show(exporter.name, $0, of: $1)
    }
    bar.clear()
    if !job.quiet { say(outcome, loaded) }
    throw loaded.status(images: outcome.log)
  }

  private func place(_ loaded: Job) throws -> ExportOutput {
    guard let path = output?.path, path != "-" else { return .stream { Terminal.print($0) } }
    try loaded.refuseAsOutput(path)
    return .path(path)
  }

  private func input(_ loaded: Job, _ selection: ExportSelection) throws -> ExportJob {
    let needs = exporter.needs
    var input = ExportJob(
      dataset: loaded.labels, manifestName: loaded.name, version: PlumbProgram.version)
    input.selection = selection
    input.seed = self.selection.seed
    input.fractions = fractions ?? .standard
    input.splitsImages = imageFolders
    if let again = loaded.manifest { input.manifest = { UndamagedByteSource(try again.open()) } }
    if needs.contains(.answers), let votes = try answers.load(for: loaded, quiet: job.quiet) {
      if !job.quiet { ProblemLines.say(votes.problems, folder: votes.folder) }
      input.answers = ExportAnswers(
        votes: votes.votes, problems: votes.problems, isAnonymous: answers.anonymous)
    }
    if writesImages || images.images != nil || images.fetch == true {
      input.images = try images.exported(loaded, copies: copy)
    }
    return input
  }

  private func say(_ outcome: ExportOutcome, _ loaded: Job) {
    ProblemLines.say(outcome.log.problems, manifest: loaded.name)
    for note in outcome.notes { Terminal.say(displayText(note)) }
    for file in outcome.files { Terminal.say("wrote \(displayText(file))") }
  }
}

/// A format of an export by its name.
struct ExportFormat: ExpressibleByArgument {
  let exporter: any Exporter

  init(exporter: any Exporter) { self.exporter = exporter }

  init?(argument: String) {
    guard let exporter = allExporters.first(where: { $0.name == argument }) else { return nil }
    self.exporter = exporter
  }

  var defaultValueDescription: String { exporter.name }

  static var allValueStrings: [String] { allExporters.map(\.name) }
}

extension SplitFractions: ExpressibleByArgument {
  /// Reads shares such as `80,20`.
  public init?(argument: String) { self.init(argument) }
}
