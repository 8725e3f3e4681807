import Plumb
import PlumbPages
import PlumbReports
import PlumbText

/// The closing lines of a command that wrote files.
enum Closing {
  /// Prints which images could not be displayed, what was left out, and which files were written.
  static func say(_ outcome: FigureFiles.Outcome, log: ImageLog, job loaded: Job) {
    ProblemLines.say(log.problems, manifest: loaded.name)
    say(log)
    for line in leftOut(outcome.skipped) { Terminal.say(loaded.suggestedCommands.completed(line)) }
    let failures = log.failureCount
    if failures > 0 {
      let whose = failures == 1 ? "1 image" : "\(NumberText.whole(failures)) images"
      Terminal.say("\(whose) could not be displayed; see the tile for the reason.")
    }
    Terminal.say("lines \(loaded.summary.coverageText)")
    for file in outcome.files { Terminal.say("wrote \(displayText(file))") }
  }

  /// Prints what is worth knowing about the images as a whole.
  static func say(_ log: ImageLog) {
    for note in log.notes + (log.cacheProblem.map { [$0] } ?? []) {
      Terminal.say("note: \(displayText(note))")
    }
  }

  /// What was left out, grouped by reason.
  private static func leftOut(_ skipped: [(name: String, reason: String)]) -> [String] {
    var reasons: [String] = []
    var names: [String: [String]] = [:]
    for (name, reason) in skipped {
      if names[reason] == nil { reasons.append(reason) }
      names[reason, default: []].append(name)
    }
    return reasons.map { "left out: \((names[$0] ?? []).joined(separator: ", ")): \($0)" }
  }
}
