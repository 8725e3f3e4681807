/// How far a labeling job has come, as far as the place of its manifest shows it.
public enum JobStage: Sendable, Hashable {
  /// The manifest is the job's final output.
  case finished
  /// The manifest is the output of an iteration, because the job is running or was stopped.
  case iteration(Int)

  /// What the reader should know about an unfinished job, as a sentence; nil if it is finished.
  public var note: String? {
    guard case .iteration(let number) = self else { return nil }
    return "The job is not finished: it is running or was stopped, and these are its labels up to "
      + "iteration \(number) (manifests/intermediate/\(number))."
  }
}
