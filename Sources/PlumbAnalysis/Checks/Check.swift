import PlumbLabels

/// The severity of a finding; a later case is more severe.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Worth knowing; nothing has to be done.
  case note
  /// Probably wrong, or something to know before the labels are used.
  case warning
  /// Wrong: a model that is trained on it learns something false, or data is lost.
  case error

  /// Orders severities from note to error.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What a check examines; lists show the checks of one group together.
public enum CheckGroup: String, Sendable, Hashable, CaseIterable {
  /// Lines, coverage, jobs.
  case manifest
  /// Names and numbers of classes.
  case classes
  /// Confidences.
  case confidence
  /// Labels by people compared with auto-labelling.
  case sources
  /// Images that occur more than once.
  case duplicates
  /// The images themselves.
  case images
  /// Labels that can be predicted without looking at the image.
  case bias
  /// The rules for importing the manifest into Rekognition Custom Labels.
  case rekognition
}

/// What a check is, in words and numbers: its entry in the manual.
public struct CheckDescription: Sendable, Hashable {
  /// The stable name: small letters and hyphens.
  public var id: String
  /// What it examines.
  public var group: CheckGroup
  /// The highest severity that its findings have by default.
  public var severity: Severity
  /// What it asks, as a question.
  public var question: String
  /// Why the answer matters, in a sentence or two.
  public var importance: String
  /// The numbers that it can be given in `plumb.yml`.
  public var thresholds: [Threshold] = []
  /// A command that shows or repairs what was found.
  ///
  /// JOB, DIR and NAME are placeholders, which a report
  /// completes where it knows the paths of its run.
  public var command: String
  /// Whether it is skipped without images.
  public var needsImages = false
  /// Whether it runs only when requested by its id or group.
  public var isOnRequest = false
}

/// The outcome of a check.
public enum CheckOutcome: Sendable, Hashable {
  /// The check ran and found nothing.
  case passed
  /// The check ran and reported these findings; at least one.
  case found([Finding])
  /// The check was skipped, with the reason.
  case skipped(FindingText)
}

/// One quality check of the labels and images.
///
/// To add one, add a file with a member and its test, and name it in ``allChecks``. A check that lacks
/// its input is *skipped* with the reason, and does not count as passed.
package protocol Check: Sendable {
  /// The check's entry in the manual.
  var description: CheckDescription { get }

  /// Runs the check.
  ///
  /// - Parameters:
  ///   - evidence: Everything that is known.
  ///   - thresholds: The numbers to judge by.
  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome
}

extension Check {
  /// A finding of this check, with the check's own severity unless another is given.
  ///
  /// - Parameters:
  ///   - message: The sentence, without a full stop.
  ///   - count: The number of items concerned.
  ///   - total: The number examined.
  ///   - severity: Its severity; nil for that of the check.
  ///   - places: Where, the worst first.
  ///   - details: The numbers behind it.
  func finding(
    _ message: FindingText, count: Int, of total: Int, severity: Severity? = nil,
    places: [FindingPlace] = [], details: [FindingDetail] = []
  ) -> Finding {
    Finding(
      check: description.id, severity: severity ?? description.severity, message: message,
      count: count, total: total, places: places, details: details)
  }
}

extension CheckOutcome {
  /// Found, or passed where there is nothing.
  init(_ findings: [Finding]) { self = findings.isEmpty ? .passed : .found(findings) }

  /// What was found; empty if it passed or was skipped.
  public var findings: [Finding] {
    if case .found(let findings) = self { findings } else { [] }
  }
}
