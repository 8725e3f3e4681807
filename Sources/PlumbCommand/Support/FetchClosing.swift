import Plumb
import PlumbReports
import PlumbS3
import PlumbText

/// The closing lines of a download.
struct FetchClosing {
  private let outcome: FetchOutcome
  private let loaded: Job
  private let folder: String

  init(_ outcome: FetchOutcome, _ loaded: Job, folder: String) {
    self.outcome = outcome
    self.loaded = loaded
    self.folder = folder
  }

  /// The rate and the failures, for the progress bar.
  static func note(_ progress: FetchProgress) -> String {
    let rate = "\(bytes(Int(progress.bytesPerSecond)))/s"
    guard progress.failures > 0 else { return rate }
    return "\(rate), \(NumberText.whole(progress.failures)) failed"
  }

  /// Writes the list of missing images, and prints the result.
  func say(quiet: Bool) throws {
    // The list cannot be written to an unwritable folder either.
    let isUnwritable = outcome.stopped?.code == .unwritable
    let list = isUnwritable ? nil : try FetchProblemTable(outcome.failures).write(to: folder)
    for (bucket, error) in outcome.stoppedBuckets {
      Terminal.say("gave up on bucket \(displayText(bucket)): \(displayText("\(error)"))")
    }
    if let stopped = outcome.stopped { Terminal.say("plumb: \(displayText("\(stopped)"))") }
    if quiet { return }
    ProblemLines.say(listed, manifest: loaded.name)
    Terminal.say(summary)
    if let list { Terminal.say("wrote \(displayText(list))") }
  }

  /// The failures that no other message explains.
  private var listed: [FetchFailure] {
    let told = Set(outcome.stoppedBuckets.map(\.error.code) + [outcome.stopped?.code ?? .stopped])
    return outcome.failures.filter { !told.contains($0.error.code) }
  }

  private var summary: String {
    let there = outcome.present + outcome.fetched
    var text =
      "\(NumberText.whole(there)) of "
      + "\(NumberText.counted(outcome.total, "image is", plural: "images are")) in "
      + "\(displayText(folder)): \(NumberText.whole(outcome.fetched)) downloaded "
      + "(\(Self.bytes(outcome.bytes))), \(NumberText.whole(outcome.present)) already present"
    if outcome.isInterrupted { text += "; interrupted, run the same command to resume" }
    return text
  }

  /// The exit status: 2 if nothing could be downloaded, or the run was stopped.
  var status: ExitStatus {
    if outcome.isInterrupted { return .interrupted }
    let isNothing = outcome.present + outcome.fetched == 0 && !outcome.failures.isEmpty
    if outcome.stopped != nil || isNothing && !outcome.stoppedBuckets.isEmpty { return .failed }
    return outcome.failures.isEmpty ? loaded.status() : .incomplete
  }

  private static func bytes(_ count: Int) -> String {
    switch count {
    case ..<10_000: "\(count) bytes"
    case ..<10_000_000: "\(count / 1_000) kB"
    default: "\(NumberText.whole(count / 1_000_000)) MB"
    }
  }
}
