import PlumbLabels

/// How much a finding weighs; a later case weighs more.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Worth knowing; nothing has to be done.
  case note
  /// Probably wrong, or something to know before the labels are used.
  case warning
  /// Wrong: a model that is trained on it learns something false, or data is lost.
  case error

  /// The order of weight.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What a check looks at; checks of one group stand together in lists.
public enum CheckGroup: String, Sendable, Hashable, CaseIterable {
  /// Lines, coverage, jobs.
  case manifest
  /// Names and numbers of classes.
  case classes
  /// Confidences.
  case confidence
  /// People's and the machine's labels beside each other.
  case sources
  /// Images that are there more than once.
  case duplicates
  /// The images themselves.
  case images
  /// Labels that could be guessed without looking.
  case bias
  /// The rules for importing the manifest into Rekognition Custom Labels.
  case rekognition
}

/// What a check is, in words and numbers: its entry in the manual.
public struct CheckDescription: Sendable, Hashable {
  /// The stable name: small letters and hyphens.
  public var id: String
  /// What it looks at.
  public var group: CheckGroup
  /// The weight of its gravest finding.
  public var severity: Severity
  /// What it asks, as a question.
  public var question: String
  /// Why the answer matters, in a sentence or two.
  public var importance: String
  /// The numbers that it can be given in `plumb.yml`.
  public var thresholds: [Threshold]
  /// A command that shows or repairs what was found, with JOB and DIR for the user's own.
  public var command: String
  /// Whether it is skipped where the images are not at hand.
  public var needsImages: Bool
  /// Whether it is run only when it is asked for by its name or group.
  public var isOnRequest: Bool

  init(
    _ id: String, _ group: CheckGroup, _ severity: Severity, question: String, importance: String,
    thresholds: [Threshold] = [], command: String, needsImages: Bool = false,
    isOnRequest: Bool = false
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.question = question
    self.importance = importance
    self.thresholds = thresholds
    self.command = command
    self.needsImages = needsImages
    self.isOnRequest = isOnRequest
  }
}

/// What a check came to.
public enum CheckOutcome: Sendable, Hashable {
  /// It looked, and there is nothing.
  case passed
  /// It looked, and this is what it saw; at least one.
  case found([Finding])
  /// It could not look, and says why.
  case skipped(FindingText)
}

/// One question that is asked of the labels and images.
///
/// To add one, add a file with a member and its test, and name it in ``allChecks``. A check that lacks
/// what it needs is *skipped* with the reason; it never passes unseen.
public protocol Check: Sendable {
  /// What it is.
  var description: CheckDescription { get }

  /// Looks.
  ///
  /// - Parameters:
  ///   - evidence: Everything that is known.
  ///   - thresholds: The numbers to judge by.
  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome
}

extension Check {
  /// A finding of this check, with the check's own weight unless another is given.
  ///
  /// - Parameters:
  ///   - message: The sentence, without a full stop.
  ///   - count: How many things it is about.
  ///   - total: Of how many that were looked at.
  ///   - severity: Its weight; that of the check where it is nil.
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

  /// What was found; empty where it passed or was skipped.
  public var findings: [Finding] {
    if case .found(let findings) = self { findings } else { [] }
  }
}
