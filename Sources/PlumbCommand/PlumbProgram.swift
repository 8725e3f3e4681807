import ArgumentParser
import Plumb
import PlumbText

/// The program: parses the arguments, runs a command, and ends with the documented exit code.
@main
struct PlumbProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract:
      "Check and report on the labels of Amazon SageMaker Ground Truth image classification jobs.",
    discussion: """
      JOB is an output.manifest (plain or gzip), a job's output folder, or - for standard \
      input; local or s3://….

      EXAMPLES
        plumb report output.manifest --images photos -o report
        plumb summary my-job/ --json | jq .classes
        plumb report s3://bucket/output/my-job/ -o report
        plumb demo sample

      EXIT CODES
        0    success
        1    plumb check reported a finding at least as severe as --fail-on
        2    failed; the message says why and what to do
        3    completed, but some lines were refused or some images not displayed
        130  interrupted; no partial output is left
      """,
    version: version,
    subcommands: [
      ReportCommand.self, SummaryCommand.self, FiguresCommand.self, PDFCommand.self,
      CheckCommand.self, WorkersCommand.self, SuspectsCommand.self, CompareCommand.self,
      ExportCommand.self, FetchCommand.self, RelabelCommand.self, DemoCommand.self,
    ])

  static let version = plumbVersion

  static func main() async {
    Interrupt.install()
    do {
      var command = try parseAsRoot()
      // Dozens of threads that download would wait for each other at one heap, and keep next to
      // nothing of what they read.
      if !(command is FetchCommand) { MemoryTuning.shareHeap() }
      if var asyncCommand = command as? any AsyncParsableCommand {
        try await asyncCommand.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Prints what is to be said about an error and exits.
  private static func end(with error: any Error) -> Never {
    if let code = error as? ExitStatus { leave(code) }
    let parserCode = exitCode(for: error)
    if let folder = error as? FolderOfJobs {
      Terminal.say("plumb: \(commands(folder, CommandLine.arguments.dropFirst()))")
      leave(.failed)
    }
    guard isFromParser(error) else {
      Terminal.say("plumb: \(sentence(of: error))")
      leave(.failed)
    }
    let text = fullMessage(for: error)
    if parserCode.isSuccess {
      Terminal.print(text.isEmpty ? text : text + "\n")
      leave(.done)
    }
    Terminal.say(text)
    leave(.failed)
  }

  /// What is wrong with a folder of jobs, and the command of this run for each of them.
  static func commands(_ folder: FolderOfJobs, _ arguments: some Sequence<String>) -> String {
    let rest = folder.jobs.count - FolderOfJobs.listed
    let lines = folder.jobs.prefix(FolderOfJobs.listed).map { job in
      "  "
        + (["plumb"] + arguments.map { $0 == folder.folder ? job : $0 }.map(shellWord))
        .joined(separator: " ")
    }
    return
      ([
        displayText(folder.cause, limit: 1_000)
          + (folder.jobs.count == 1 ? "; run:" : "; run one of:")
      ] + lines
      + (rest > 0 ? ["  … and \(NumberText.whole(rest)) more"] : [])).joined(separator: "\n")
  }

  /// Whether the parser has words for an error.
  ///
  /// Most of its errors are of types that it keeps to itself, so they are known by the module's name.
  private static func isFromParser(_ error: any Error) -> Bool {
    error is ValidationError || error is CleanExit || error is ExitCode
      || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }

  private static func leave(_ status: ExitStatus) -> Never { exitProcess(status.rawValue) }
}

/// How the program ends; also thrown by commands that have said everything already.
enum ExitStatus: Int32, Error {
  case done = 0
  case findings = 1
  case failed = 2
  case incomplete = 3
  case interrupted = 130
}
