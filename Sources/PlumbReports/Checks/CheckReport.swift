import PlumbAnalysis
import PlumbLabels

/// The outcome of `plumb check`, independent of the output format.
public struct CheckReport: Sendable {
  /// The settings of the run, which every format prints so that the run can be repeated.
  public struct Setup: Sendable {
    /// The name of the manifest on the command line.
    public var manifestName: String
    /// Findings of this severity and above fail the run.
    public var failOn: Severity
    /// The name of the profile: the definitions of image quality that the image checks use.
    public var profile: String
    /// The file with the user's thresholds; nil for none.
    public var configuration: String?
    /// The program's version.
    public var version: String

    /// Creates the settings.
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

  /// The settings of the run.
  public let setup: Setup
  /// The results in the order of the checks.
  public let results: [CheckResult]
  /// The label attribute that the checks cover.
  public let attribute: String
  /// Lines that are not blank.
  public let lineCount: Int
  /// Rows with a label.
  public let labelCount: Int
  /// The numbers of measured and of unreadable images; nil if no images were read.
  public let images: (measured: Int, unreadable: Int)?
  private let dataset: Dataset

  /// Collects the results of the checks.
  public init(_ results: [CheckResult], on evidence: CheckEvidence, setup: Setup) {
    self.setup = setup
    self.results = results
    dataset = evidence.dataset
    attribute = dataset.attribute.name
    lineCount = dataset.recordCount
    labelCount = dataset.kinds.count { $0 == .labelled }
    images = evidence.images.map { ($0.rows.count, $0.unreadable.count) }
  }

  /// Results with findings, by decreasing severity; equal ones in the order of the checks.
  public var found: [CheckResult] {
    Severity.allCases.reversed().flatMap { severity in
      results.filter { $0.outcome.findings.map(\.severity).max() == severity }
    }
  }

  /// Ids of the checks that passed.
  public var passed: [String] {
    results.filter { $0.outcome == .passed }.map(\.description.id)
  }

  /// Skipped checks with their reasons, in the order of the checks.
  public var skipped: [(id: String, reason: FindingText)] {
    results.compactMap { result in
      if case .skipped(let reason) = result.outcome { (result.description.id, reason) } else { nil }
    }
  }

  /// The number of findings of this severity.
  public func count(_ severity: Severity) -> Int {
    results.reduce(0) { $0 + $1.outcome.findings.count { $0.severity == severity } }
  }

  /// Whether any finding is at least as severe as `--fail-on`.
  public var isFailed: Bool {
    results.contains { $0.outcome.findings.contains { $0.severity >= setup.failOn } }
  }

  /// The maximum number of places listed for a collapsed finding in formats for people.
  static let placesOfCollapsed = 3

  /// The reference of a row's image.
  func image(_ row: Int) -> String { dataset.references.string(row) }

  /// Whether images may have several classes, or none.
  package var hasSets: Bool { dataset.labelSets != nil }

  /// The class of a row; nil if it has none, and if images may have several.
  func className(_ row: Int) -> String? {
    dataset.row(row).classID.map { dataset.classNames[$0] }
  }

  /// The classes of a row; nil if images have one class each, and for rows without a label.
  func classNames(_ row: Int) -> [String]? {
    guard dataset.labelSets != nil, dataset.kinds[row] == .labelled else { return nil }
    return dataset.classIDs(ofRow: row).map { dataset.classNames[$0] }
  }

  /// The outcome in one sentence, without a full stop.
  public var verdict: String {
    let counts = [Severity.error, .warning, .note].map { severity in
      counted(count(severity), severity.rawValue)
    }
    let numbers = "\(counts[0]), \(counts[1]), \(counts[2])"
    return "\(isFailed ? "Failed" : "Passed"): \(numbers); "
      + "\(counted(passed.count, "check")) passed, \(skipped.count) skipped"
  }

  /// The thresholds, profile and severity limit of the run, in a few words.
  package var setupText: String {
    let source = setup.configuration.map { "thresholds from \($0)" } ?? "default thresholds"
    return "\(source), profile \(setup.profile), fails on \(setup.failOn.rawValue)"
  }
}
