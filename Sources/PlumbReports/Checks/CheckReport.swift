import PlumbAnalysis
import PlumbLabels

/// Everything that `plumb check` says, before it is put into a format.
public struct CheckReport: Sendable {
  /// What the program was told, printed in every format: without it nobody can repeat the run.
  public struct Setup: Sendable {
    /// What the manifest was called on the command line.
    public var manifestName: String
    /// Findings of this weight and above fail the run.
    public var failOn: Severity
    /// The name of the set of definitions that images are judged by.
    public var profile: String
    /// Where the user's thresholds are from; nil for none.
    public var configuration: String?
    /// The program's version.
    public var version: String

    /// Puts the values together.
    public init(
      manifestName: String, failOn: Severity = .error, profile: String = "default",
      configuration: String? = nil, version: String
    ) {
      self.manifestName = manifestName
      self.failOn = failOn
      self.profile = profile
      self.configuration = configuration
      self.version = version
    }
  }

  /// What the program was told.
  public let setup: Setup
  /// The results in the order of the checks.
  public let results: [CheckResult]
  /// The label attribute that was looked at.
  public let attribute: String
  /// Lines that are not blank.
  public let lineCount: Int
  /// Rows with a label.
  public let labelCount: Int
  /// Images that were measured, and images that could not be; nil where they were not looked at.
  public let images: (measured: Int, unreadable: Int)?
  private let dataset: Dataset

  /// Takes what the checks came to.
  public init(_ results: [CheckResult], _ evidence: CheckEvidence, _ setup: Setup) {
    self.setup = setup
    self.results = results
    dataset = evidence.dataset
    attribute = dataset.attribute.name
    lineCount = dataset.recordCount
    labelCount = dataset.kinds.count { $0 == .labelled }
    images = evidence.images.map { ($0.rows.count, $0.unreadable.count) }
  }

  /// Results with findings, those with the gravest first; of equal ones in the order of the checks.
  public var found: [CheckResult] {
    Severity.allCases.reversed().flatMap { severity in
      results.filter { $0.outcome.findings.map(\.severity).max() == severity }
    }
  }

  /// Ids of the checks that found nothing.
  public var passed: [String] {
    results.filter { $0.outcome == .passed }.map(\.description.id)
  }

  /// Checks that could not look, with their reasons, in the order of the checks.
  public var skipped: [(id: String, reason: FindingText)] {
    results.compactMap { result in
      if case .skipped(let reason) = result.outcome { (result.description.id, reason) } else { nil }
    }
  }

  /// How many findings have this weight.
  public func count(_ severity: Severity) -> Int {
    results.reduce(0) { $0 + $1.outcome.findings.count { $0.severity == severity } }
  }

  /// Whether a finding is as grave as the user asked to be stopped by.
  public var isFailed: Bool {
    results.contains { $0.outcome.findings.contains { $0.severity >= setup.failOn } }
  }

  /// So many places of a collapsed finding are listed for people.
  static let placesOfCollapsed = 3

  /// The reference of a row's image.
  func image(_ row: Int) -> String { dataset.references.string(row) }

  /// The class of a row; nil where it has none.
  func className(_ row: Int) -> String? {
    dataset.row(row).classID.map { dataset.classNames[$0] }
  }

  /// The outcome in one sentence, without a full stop.
  public var verdict: String {
    let counts = [Severity.error, .warning, .note].map { severity in
      counted(count(severity), severity.rawValue)
    }
    let numbers = "\(counts[0]), \(counts[1]), \(counts[2])"
    return "\(isFailed ? "Failed" : "Passed"): \(numbers); "
      + "\(counted(passed.count, "check")) found nothing, \(skipped.count) could not look"
  }

  /// What the findings were judged by, in a few words.
  var setupText: String {
    let source = setup.configuration.map { "thresholds of \($0)" } ?? "default thresholds"
    return "\(source), profile \(setup.profile), fails on \(setup.failOn.rawValue)"
  }
}
