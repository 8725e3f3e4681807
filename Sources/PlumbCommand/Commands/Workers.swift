import ArgumentParser
import PlumbGraphics
import PlumbLabels
import PlumbReports

/// Says how many answers could be read: for development, until there is a report on workers.
struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers", abstract: "Counts the workers' answers.",
    discussion: """
      EXAMPLES
        plumb workers my-job/
      """, shouldDisplay: false)

  @OptionGroup var job: JobOptions
  @OptionGroup var answers: AnswersOptions

  func run() throws {
    let loaded = try job.load()
    let votes = try answers.require(for: loaded, quiet: job.quiet)
    if !job.quiet { ProblemLines.say(votes.problems, folder: votes.folder) }
    Terminal.print(text(votes))
    throw votes.isIncomplete ? ExitStatus.incomplete : loaded.status()
  }

  private func text(_ loaded: LoadedVotes) -> String {
    let votes = loaded.votes
    let rows = (0..<votes.rowCount).count { !votes.answers(of: $0).isEmpty }
    return """
      answers   \(NumberText.whole(votes.count))
      workers   \(NumberText.whole(votes.workerNames.count))
      images    \(NumberText.whole(rows)) of \(NumberText.whole(votes.rowCount))
      classes   \(NumberText.whole(votes.classNames.count))
      agreeing  \(NumberText.whole(loaded.fit.agreeing)) of \(NumberText.whole(loaded.fit.compared))
      problems  \(NumberText.whole(loaded.problems.count))
      files     \(NumberText.whole(loaded.fileCount)) of \(loaded.source.rawValue)

      """
  }
}
