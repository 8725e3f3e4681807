import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

struct RelabelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "Write a manifest that sends marked labels back for relabelling, or corrects them.",
    discussion: """
      FILE is an export from a report's gallery, or a list of line numbers; --suspects takes the \
      labels that plumb suspects lists first. Unchanged lines are copied byte for byte.

      Start a labeling job with the new manifest and the label attribute printed at the end. By \
      default, the job labels the marked lines and all lines without a label. With --subset, it \
      labels only the marked lines under a new attribute, which keeps the old labels beside the \
      new ones.

      EXAMPLES
        plumb relabel output.manifest --rows marks.json -o relabel.manifest
        plumb relabel my-job/ --rows marks.json --subset -o again.manifest
        plumb relabel my-job/ --suspects 200 --subset -o again.manifest
        plumb relabel my-job/ --rows marks.json --corrected -o corrected.manifest
      """)

  @OptionGroup var job: JobOptions
  @Option(
    help: ArgumentHelp("A file with the marked lines, or - for standard input.", valueName: "file"))
  var rows: OutputPath?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("In place of --rows: the labels that are most likely wrong.", valueName: "n")
  )
  var suspects: Int?

  @Flag(help: "Write only the marked lines, for a job with a new label attribute.")
  var subset = false

  @Flag(help: "Write the correct classes as labels under a new attribute.")
  var corrected = false

  @Option(
    help: ArgumentHelp(
      "The new label attribute. Default: the old one followed by -relabel or -corrected.",
      valueName: "name"))
  var newAttribute: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The new manifest.", valueName: "file"))
  var output: OutputPath

  @OptionGroup var evidence: SuspectOptions

  func validate() throws {
    if subset, corrected { throw ValidationError("Use --subset or --corrected, not both.") }
    if newAttribute != nil, !subset, !corrected {
      throw ValidationError("--new-attribute needs --subset or --corrected.")
    }
    if (rows == nil) == (suspects == nil) {
      throw ValidationError("Choose the lines with --rows FILE or --suspects N.")
    }
    if let suspects, suspects < 1 {
      throw ValidationError("--suspects is \(suspects); it must be 1 or more.")
    }
    if corrected, suspects != nil {
      throw ValidationError("--corrected needs --rows: suspects have no correct class yet.")
    }
    if evidence.isNamed, suspects == nil {
      throw ValidationError("--answers, --predictions and --images need --suspects.")
    }
    if job.job == "-", rows?.path == "-" {
      throw ValidationError("The manifest and the rows cannot both come from standard input.")
    }
  }

  private var form: RelabelForm { subset ? .subset : corrected ? .corrected : .chain }

  func run() async throws {
    let marked = try rows.map { try MarkedRows(path: $0.path) }
    var job = job
    job.attribute = try marked?.attributes(orAsked: job.attribute) ?? job.attribute
    let loaded = try job.load(again: true, others: suspects != nil)
    try loaded.require(
      corrected ? .oneClass : .classes, for: "plumb relabel" + (corrected ? " --corrected" : ""))
    try loaded.refuseAsOutput(output.path)
    let marks = if let marked { marked.marks } else { try await suspectMarks(loaded) }
    let change = try change(marks, loaded)
    try write(change, loaded)
    if !job.quiet { say(change, loaded) }
  }

  /// The lines whose labels are most likely wrong: those that are probably wrong first.
  ///
  /// - Throws: `ReportError` if no label is suspected, with the reason.
  private func suspectMarks(_ loaded: Job) async throws -> RowMarks {
    if loaded.labels.labelling.kind == .multiple { return try setMarks(loaded) }
    var log = ImageLog()
    let (report, _) = try await evidence.report(
      loaded, images: try evidence.openImages(loaded), log: &log, quiet: job.quiet)
    let count = report.probablyWrongCount + report.worthALookCount
    let found = report.suspects(min(suspects ?? 0, count))
    guard !found.isEmpty else { throw nothingSuspected(loaded, report.weakness) }
    if !job.quiet {
      if let weakness = report.weakness { Terminal.say("note: \(displayText(weakness))") }
      sayStrength(wrong: found.count { report.isProbablyWrong($0) }, of: found.count)
    }
    return RowMarks(found.map { RowMarks.Mark(line: $0.line) })
  }

  /// The same for labels with several classes per image.
  private func setMarks(_ loaded: Job) throws -> RowMarks {
    let ranking = try evidence.rankedSets(loaded, quiet: job.quiet).ranking
    let found = ranking.suspects.prefix(suspects ?? 0)
    guard !found.isEmpty else { throw nothingSuspected(loaded, nil) }
    if !job.quiet { sayStrength(wrong: found.count(where: \.isProbablyWrong), of: found.count) }
    return RowMarks(found.map { RowMarks.Mark(line: Int(loaded.labels.lines[$0.row])) })
  }

  private func nothingSuspected(_ loaded: Job, _ weakness: String?) -> ReportError {
    ReportError(
      "\(loaded.name): no label is suspected, so there is nothing to relabel. "
        + (weakness ?? "See the ranking with: plumb suspects \(job.job)"))
  }

  /// Says how many of the labels that were taken are probably wrong, and how many only worth a look.
  private func sayStrength(wrong: Int, of count: Int) {
    let taken = count == 1 ? "the label taken" : "the \(NumberText.whole(count)) labels taken"
    Terminal.say(
      "note: of \(taken) \(NumberText.whole(wrong)) \(wrong == 1 ? "is" : "are") probably wrong and "
        + "\(NumberText.whole(count - wrong)) only worth a look.")
    if count < suspects ?? 0 {
      Terminal.say("note: there is no evidence against any other label.")
    }
  }

  private func change(_ marks: RowMarks, _ loaded: Job) throws -> Relabelling {
    do throws(ManifestEditError) {
      return try Relabelling(marks, loaded.labels, form: form, newAttribute: newAttribute)
    } catch {
      throw ReportError("\(loaded.name): \(error)")
    }
  }

  // MARK: Writing

  private func write(_ change: Relabelling, _ loaded: Job) throws {
    guard let source = try loaded.manifest?.open() else { return }
    let file = try OutputFile(path: output.path)
    do {
      try change.editor.copy(
        from: { try source.read(into: $0) },
        to: { bytes in try bytes.withUnsafeBytes { try file.write($0) } })
    } catch let error as ManifestEditError {
      throw ReportError("\(loaded.name): \(error)")
    }
    try file.commit()
  }

  private func say(_ change: Relabelling, _ loaded: Job) {
    let count = NumberText.whole(change.count)
    let lines = change.count == 1 ? "1 line" : "\(count) lines"
    let others = loaded.labels.kinds.count { $0 != .labelled }
    switch change.form {
    case .chain where loaded.labels.labelling.attributes.count > 1:
      sayRemoved(lines, from: loaded.labels.labelling.attributes)
    case .chain:
      let also = others == 0 ? "" : ", and all lines that have no label yet"
      Terminal.say(
        "Removed the label under '\(displayText(change.attribute))' from \(lines). A job with this "
          + "manifest and the same label attribute labels them again\(also).")
      if let note = loaded.labels.elsewhere.note(attribute: change.attribute) {
        Terminal.say(
          "note: \(note) The job would label these lines again too; use --subset to send only the "
            + "marked lines.")
      }
    case .subset:
      Terminal.say(
        "Selected \(lines). Start the job with label attribute '\(displayText(change.newAttribute))'."
      )
    case .corrected: sayCorrections(change, lines)
    }
    Terminal.say("wrote \(displayText(output.path))")
  }

  private func sayRemoved(_ lines: String, from attributes: [String]) {
    let names = attributes.prefix(5).map { "'\(displayText($0))'" }.joined(separator: ", ")
    Terminal.say(
      "Removed the labels from \(lines), each under its own attribute (\(names)\(attributes.count > 5 ? ", …" : "")). "
        + "A job under one of these attributes would also label every line of the others; use "
        + "--subset to send only the marked lines.")
  }

  private func sayCorrections(_ change: Relabelling, _ lines: String) {
    Terminal.say("Corrected \(lines) under '\(displayText(change.newAttribute))'.")
    for (name, index) in change.newClasses {
      Terminal.say("note: added the class '\(displayText(name))' with index \(index).")
    }
    let rest = change.linesWithoutClass.count
    if rest > 0 {
      Terminal.say(
        "note: \(NumberText.whole(rest)) marked \(rest == 1 ? "line has" : "lines have") no correct "
          + "class and stay unchanged.")
    }
  }
}
