import PlumbAnalysis
import PlumbText

/// The findings for people at a terminal: the verdict, the findings from the worst down, then what
/// passed and what was skipped, in short.
package struct CheckText: CheckFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "text" }

  private static let findingsOfCheck = 5
  private static let placesOfFinding = 5

  /// The whole text.
  package func text(_ report: CheckReport) -> String {
    let setup = "\(displayText(report.setup.manifestName)): \(displayText(report.setupText))"
    let parts =
      [[report.verdict, setup]] + report.found.map { lines($0, report) }
      + [passedLines(report) + skippedLines(report), thresholdLines(report)]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  // MARK: Findings

  private func lines(_ result: CheckResult, _ report: CheckReport) -> [String] {
    let findings = result.outcome.findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
    var lines = findings.prefix(Self.findingsOfCheck).flatMap { self.lines($0, report) }
    let rest = findings.count - Self.findingsOfCheck
    if rest > 0 { lines.append("… and \(counted(rest, "more finding")) of this check") }
    return lines + [
      "  why:  \(result.description.importance)", "  next: \(result.description.command)",
    ]
  }

  private func lines(_ finding: Finding, _ report: CheckReport) -> [String] {
    var lines = ["\(finding.severity.rawValue): \(finding.check): \(finding.message.display)"]
    let limit = finding.isCollapsed ? CheckReport.placesOfCollapsed : Self.placesOfFinding
    for place in finding.places.prefix(limit) { lines.append("    " + self.line(place, report)) }
    let rest = finding.places.count - limit
    if rest > 0 {
      let crowd = finding.isCollapsed ? ", affecting more than half of the lines" : ""
      lines.append("    … and \(NumberText.whole(rest)) more\(crowd); --json lists all")
    }
    return lines
  }

  private func line(_ place: FindingPlace, _ report: CheckReport) -> String {
    let image = place.row.map { displayText(report.image($0), limit: 120) }
    let words = [image, place.note.isEmpty ? nil : place.note.display].compactMap(\.self)
    return "line \(place.line)" + words.map { ": \($0)" }.joined()
  }

  // MARK: The rest

  private func passedLines(_ report: CheckReport) -> [String] {
    report.passed.isEmpty ? [] : ["passed: " + report.passed.joined(separator: ", ")]
  }

  /// The skipped checks, grouped by reason.
  private func skippedLines(_ report: CheckReport) -> [String] {
    var reasons: [String] = []
    var ids: [String: [String]] = [:]
    for (id, reason) in report.skipped {
      let text = reason.display
      if ids[text] == nil { reasons.append(text) }
      ids[text, default: []].append(id)
    }
    return reasons.map { "skipped: \((ids[$0] ?? []).joined(separator: ", ")): \($0)" }
  }

  private func thresholdLines(_ report: CheckReport) -> [String] {
    let lines = report.results.filter { !$0.thresholds.isEmpty && !$0.isSkipped }.map { result in
      let values = result.thresholds.map { "\($0.name) \(thresholdText($0.value))" }
      return "  \(result.description.id): " + values.joined(separator: ", ")
    }
    return lines.isEmpty ? [] : ["thresholds (change them in plumb.yml):"] + lines
  }
}

extension CheckResult {
  /// Whether the check was skipped.
  package var isSkipped: Bool { if case .skipped = outcome { true } else { false } }
}
