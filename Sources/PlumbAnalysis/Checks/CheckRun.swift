import PlumbLabels
import PlumbSystem

/// Which checks to run, with which thresholds.
public struct CheckSettings: Sendable, Hashable {
  /// The ids of the checks to run; nil for all except those that run only on request.
  public var only: Set<String>?
  /// The ids of disabled checks.
  public var off: Set<String> = []
  /// The user's severities, by check id; they apply to every finding of the check.
  public var severities: [String: Severity] = [:]
  /// The user's thresholds, by check id.
  public var thresholds: [String: Thresholds] = [:]

  /// All checks, with their defaults.
  public init() {}
}

/// The result of one check, with the thresholds that it used.
public struct CheckResult: Sendable {
  /// The check.
  public var description: CheckDescription
  /// The thresholds it was run with, in the order of the description.
  public var thresholds: [(name: String, value: Double)]
  /// The outcome.
  public var outcome: CheckOutcome
}

/// Runs the checks in parallel.
///
/// A check whose findings are on more than half of the rows is collapsed into one finding with a
/// few places: it describes the set, not single images.
///
/// - Parameters:
///   - checks: The checks.
///   - evidence: Everything that is known.
///   - settings: Which checks to run, with which thresholds.
/// - Returns: The results in the order of the checks; checks that were not requested are left out.
package func runChecks(
  _ checks: [any Check], on evidence: CheckEvidence, with settings: CheckSettings = CheckSettings()
) -> [CheckResult] {
  let wanted = checks.filter { settings.only?.contains($0.description.id) ?? true }
  return concurrentMap(wanted) { check in
    let description = check.description
    let thresholds = settings.thresholds[description.id] ?? Thresholds()
    return CheckResult(
      description: description,
      thresholds: description.thresholds.map { ($0.name, thresholds[$0]) },
      outcome: outcome(of: check, on: evidence, thresholds: thresholds, settings: settings))
  }
}

private func outcome(
  of check: any Check, on evidence: CheckEvidence, thresholds: Thresholds,
  settings: CheckSettings
) -> CheckOutcome {
  let id = check.description.id
  if settings.off.contains(id) { return .skipped("disabled in the configuration") }
  if settings.only == nil, check.description.isOnRequest {
    return .skipped("runs only on request: --only \(words: id)")
  }
  var outcome = check.run(evidence, thresholds).collapsed(rows: evidence.dataset.count)
  if let severity = settings.severities[id], case .found(var findings) = outcome {
    for index in findings.indices { findings[index].severity = severity }
    outcome = .found(findings)
  }
  return outcome
}

extension CheckOutcome {
  /// Sets of fewer rows are not collapsed: a handful is no crowd.
  private static let leastRows = 20

  /// The same, as one finding where it is about more than half of the rows.
  ///
  /// The first finding represents the others and takes their places.
  func collapsed(rows: Int) -> CheckOutcome {
    guard case .found(let findings) = self, var first = findings.first else { return self }
    let touched = Set(findings.flatMap(\.rows))
    guard touched.count * 2 > rows, rows >= Self.leastRows else { return self }
    if findings.count > 1 {
      first.message =
        first.message + "; with \(findings.count - 1, "similar finding"), "
        + "\(touched.count) of \(rows, "row") in total"
      first.severity = findings.map(\.severity).max() ?? first.severity
      first.places = findings.flatMap(\.places)
    }
    first.isCollapsed = true
    return .found([first])
  }
}
