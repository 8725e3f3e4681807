import ArgumentParser
import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export labels as a table, a database, a manifest, or folders of images.",
    discussion: """
      FORMATS
      \(formats)

      csv and jsonl include every line unless you select some; manifest, rekognition, imagefolder \
      and split include only lines with a label. Manifest lines are copied byte for byte.

      Exporting to the same folder again replaces the earlier export. A folder with other files in \
      it is refused. Hard links share data with the original images: changing one changes the other \
      (use --copy to avoid this).

      EXAMPLES
        plumb export output.manifest --format csv > labels.csv
        plumb export my-job/ --format jsonl | jq -r .image
        plumb export my-job/ --format sqlite -o labels.sqlite
        plumb export my-job/ --format manifest --except marks.json -o clean.manifest
        plumb export my-job/ --format rekognition -o rekognition.manifest
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

  @Option(help: "The export format (see above).")
  var format = ExportFormat(exporter: allExporters[0])

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The output file or folder. Default for tables and manifests: standard output.",
      valueName: "path"))
  var output: OutputPath?

  @OptionGroup var mark: ByteOrderMarkOption

  @OptionGroup(title: "Selection") var selection: ExportSelectionOptions

  @Option(
    help: ArgumentHelp(
      "The percentages of a split: training, validation and, optionally, test. Default: 80,20.",
      valueName: "list"))
  var fractions: SplitFractions?

  @Flag(help: "Also write the split as folders of images: train/class/name.")
  var imageFolders = false

  @Flag(help: "Copy images instead of creating hard links.")
  var copy = false

  @OptionGroup(title: "Workers' answers") var answers: AnswersOptions
  @OptionGroup(title: "Images") var images: ImageOptions

  private var exporter: any Exporter { format.exporter }

  /// Whether images are put into folders.
  private var writesImages: Bool { exporter.needs.contains(.images) || imageFolders }

  func validate() throws {
    let needs = exporter.needs
    let takesImages = !needs.isDisjoint(with: [.images, .optionalImages])
    try check(mark.bom, "--bom", goesWith: exporter.name == "csv")
    try check(fractions != nil, "--fractions", goesWith: needs.contains(.fractions))
    try check(imageFolders, "--image-folders", goesWith: needs.contains(.fractions))
    try check(copy, "--copy", goesWith: takesImages)
    try check(images.images != nil, "--images", goesWith: takesImages)
    try check(images.fetch == true, "--fetch", goesWith: takesImages)
    try check(answers.anonymous, "--anonymous", goesWith: needs.contains(.answers))
    try check(answers.answers != nil, "--answers", goesWith: needs.contains(.answers))
    if copy, !writesImages { throw ValidationError("--copy needs --image-folders.") }
    if writesImages, images.noKeep {
      throw ValidationError(
        "--no-keep cannot be used here: a folder of images needs the downloaded files.")
    }
    if exporter.form != .stream, output.map({ $0.path == "-" }) ?? true {
      throw ValidationError(
        "--format \(exporter.name) writes a \(exporter.form.rawValue); set its path with -o.")
    }
  }

  private func check(_ isGiven: Bool, _ option: String, goesWith fits: Bool) throws {
    guard isGiven, !fits else { return }
    throw ValidationError("\(option) cannot be used with --format \(exporter.name).")
  }

  func run() async throws {
    let marks = try selection.marks()
    var job = job
    for marked in [marks.rows, marks.except] {
      job.attribute = try marked?.attributes(orAsked: job.attribute) ?? job.attribute
    }
    let loaded = try job.load(again: exporter.needs.contains(.manifest))
    try loaded.require(
      exporter.takes, for: "plumb export --format \(exporter.name)",
      otherwise: Self.formats(for: loaded.labels.labelling.kind))
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

  /// The formats that can hold labels of a kind; nil if none can.
  private static func formats(for kind: LabelKind) -> String? {
    let names = allExporters.filter { $0.takes.contains(kind) }.map(\.name)
    guard let last = names.last else { return nil }
    return "--format " + names.dropLast().joined(separator: ", ") + " or " + last
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
    input.startsWithByteOrderMark = mark.bom
    if let again = loaded.manifest { input.manifest = { UndamagedByteSource(try again.open()) } }
    if needs.contains(.answers), loaded.labels.labelSets == nil,
      let votes = try answers.load(for: loaded, quiet: job.quiet)
    {
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
