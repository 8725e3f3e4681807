import PlumbAnalysis
import PlumbText

/// The findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which GitHub and
/// editors show beside the lines of the manifest.
///
/// A result is about one place, as the standard asks: a finding with places gives one for each of
/// the first hundred.
package struct CheckSARIF: CheckFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "sarif" }

  private static let placesOfFinding = 100

  /// One JSON object over lines.
  package func text(_ report: CheckReport) -> String { json(report).pretty + "\n" }

  private func json(_ report: CheckReport) -> JSONValue {
    .object([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .array([
        .object([
          "tool": .object(["driver": driver(report)]),
          "invocations": .array([.object(["executionSuccessful": .bool(true)])]),
          "columnKind": .string("unicodeCodePoints"),
          "results": .array(
            report.results.enumerated().flatMap { results(of: $1, index: $0, in: report) }),
          "properties": .object([
            "verdict": .string(report.isFailed ? "failed" : "passed"),
            "profile": .string(report.setup.profile),
            "configuration": report.setup.configuration.map(JSONValue.string),
            "failOn": .string(report.setup.failOn.rawValue),
            "skipped": .object(
              report.skipped.map { .init(name: $0.id, value: .string($0.reason.plain)) }),
          ]),
        ])
      ]),
    ])
  }

  private func driver(_ report: CheckReport) -> JSONValue {
    .object([
      "name": .string("plumb"), "version": .string(report.setup.version),
      "rules": .array(report.results.map(rule)),
    ])
  }

  private func rule(_ result: CheckResult) -> JSONValue {
    let description = result.description
    return .object([
      "id": .string(description.id),
      "shortDescription": .object(["text": .string(description.question)]),
      "fullDescription": .object(["text": .string(description.importance)]),
      "help": .object(["text": .string("Next: \(description.command)")]),
      "defaultConfiguration": .object([
        "level": .string(description.severity.rawValue),
        "parameters": .object(
          result.thresholds.map { .init(name: $0.name, value: .number($0.value)) }),
      ]),
      "properties": .object(["group": .string(description.group.rawValue)]),
    ])
  }

  private func results(
    of result: CheckResult, index: Int, in report: CheckReport
  ) -> [JSONValue] {
    result.outcome.findings.flatMap { finding -> [JSONValue] in
      let message = finding.message.plain
      guard !finding.places.isEmpty else {
        return [self.result(finding, index: index, message: message, line: nil, in: report)]
      }
      let limit = finding.isCollapsed ? CheckReport.placesOfCollapsed : Self.placesOfFinding
      return finding.places.prefix(limit).map { place in
        let parts = [place.row.map { report.image($0) }, message, place.note.plain]
        let text = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
        return self.result(finding, index: index, message: text, line: place.line, in: report)
      }
    }
  }

  private func result(
    _ finding: Finding, index: Int, message: String, line: Int?, in report: CheckReport
  ) -> JSONValue {
    let artifact: JSONValue = .object([
      "uri": .string(PercentEncoding.path(report.setup.manifestName))
    ])
    // Line 0 stands for the whole file.
    let region = line.flatMap { $0 > 0 ? JSONValue.object(["startLine": .integer($0)]) : nil }
    return .object([
      "ruleId": .string(finding.check), "ruleIndex": .integer(index),
      "level": .string(finding.severity.rawValue), "message": .object(["text": .string(message)]),
      "locations": .array([
        .object(["physicalLocation": .object(["artifactLocation": artifact, "region": region])])
      ]),
    ])
  }
}
