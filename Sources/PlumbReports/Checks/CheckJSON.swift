import PlumbAnalysis
import PlumbLabels
import PlumbText

/// The findings for programs: everything but the places beyond ten thousand of a finding, texts exact.
package struct CheckJSON: CheckFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "json" }

  /// The version of the keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 1

  /// A finding on every line of a large manifest would be larger than the manifest.
  private static let placesOfFinding = 10_000

  /// One JSON object over lines.
  package func text(_ report: CheckReport) -> String { json(report).pretty + "\n" }

  /// The object of a manifest that cannot be used at all.
  package static func failure(manifestName: String, error: ManifestError) -> JSONValue {
    .object([
      "schema": .integer(schema), "manifest": .string(manifestName),
      "verdict": .string("unusable"), "checks": .array([]),
      "error": .object([
        "code": .string(error.code.rawValue), "message": .string(error.description),
      ]),
    ])
  }

  func json(_ report: CheckReport) -> JSONValue {
    .object([
      "schema": .integer(Self.schema),
      "version": .string(report.setup.version),
      "manifest": .string(report.setup.manifestName),
      "attribute": .string(report.attribute),
      "profile": .string(report.setup.profile),
      "configuration": report.setup.configuration.map(JSONValue.string) ?? .null,
      "fail_on": .string(report.setup.failOn.rawValue),
      "verdict": .string(report.isFailed ? "failed" : "passed"),
      "counts": .object([
        "error": .integer(report.count(.error)), "warning": .integer(report.count(.warning)),
        "note": .integer(report.count(.note)), "passed": .integer(report.passed.count),
        "skipped": .integer(report.skipped.count),
      ]),
      "lines": .integer(report.lineCount), "labels": .integer(report.labelCount),
      "images": report.images.map {
        .object(["measured": .integer($0.measured), "unreadable": .integer($0.unreadable)])
      } ?? .null,
      "checks": .array(report.results.map { json($0, report) }),
    ])
  }

  private func json(_ result: CheckResult, _ report: CheckReport) -> JSONValue {
    let description = result.description
    let (outcome, reason): (String, FindingText?) =
      switch result.outcome {
      case .passed: ("passed", nil)
      case .found: ("found", nil)
      case .skipped(let reason): ("skipped", reason)
      }
    return .object([
      "id": .string(description.id), "group": .string(description.group.rawValue),
      "question": .string(description.question), "outcome": .string(outcome),
      "reason": reason.map { .string($0.plain) },
      "thresholds": .object(
        result.thresholds.map { JSONValue.Member(name: $0.name, value: .number($0.value)) }),
      "importance": .string(description.importance), "command": .string(description.command),
      "findings": .array(result.outcome.findings.map { json($0, report) }),
    ])
  }

  private func json(_ finding: Finding, _ report: CheckReport) -> JSONValue {
    .object([
      "severity": .string(finding.severity.rawValue), "message": .string(finding.message.plain),
      "count": .integer(finding.count), "total": .integer(finding.total),
      "collapsed": .bool(finding.isCollapsed),
      "details": .object(
        finding.details.map { JSONValue.Member(name: $0.name, value: $0.value.json) }),
      "places": .array(finding.places.prefix(Self.placesOfFinding).map { json($0, report) }),
    ])
  }

  private func json(_ place: FindingPlace, _ report: CheckReport) -> JSONValue {
    .object([
      "line": .integer(place.line), "image": place.row.map { .string(report.image($0)) },
      "class": place.row.flatMap { report.className($0) }.map(JSONValue.string),
      "classes": place.row.flatMap { report.classNames($0) }.map {
        .array($0.map(JSONValue.string))
      },
      "note": place.note.isEmpty ? nil : .string(place.note.plain),
      "value": place.value.map(JSONValue.number),
    ])
  }
}
