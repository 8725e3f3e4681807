import PlumbAnalysis
import PlumbText

/// The findings as a JUnit report, one test case a check, for build servers.
///
/// Of the variants of this format, the one that Jenkins and GitLab read: `testsuites`, `testsuite`,
/// `testcase`, and in it `failure`, `skipped` or `system-out`.
package struct CheckJUnit: CheckFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "junit" }

  private static let placesOfFinding = 20

  /// The whole document.
  ///
  /// A check with a finding that fails the run is a failed case; less severe findings go into the
  /// case's output.
  package func text(_ report: CheckReport) -> String {
    let cases = report.results.map { testCase($0, report) }
    let failures = report.results.count { isFailed($0, report) }
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" "
      + "skipped=\"\(report.skipped.count)\""
    var document = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, #"<testsuites name="plumb" \#(counts)>"#,
      #"  <testsuite name="\#(XMLText(displayText(report.setup.manifestName)))" \#(counts)>"#,
      "    <properties>",
    ]
    document += properties(report)
    document.append("    </properties>")
    document += cases.flatMap(\.self)
    document += ["  </testsuite>", "</testsuites>", ""]
    return document.joined(separator: "\n")
  }

  private func properties(_ report: CheckReport) -> [String] {
    let setup = report.setup
    let own = [
      ("version", setup.version), ("profile", setup.profile), ("fail-on", setup.failOn.rawValue),
      ("configuration", setup.configuration ?? "defaults"),
    ]
    let thresholds = report.results.flatMap { result in
      result.thresholds.map { ("\(result.description.id).\($0.name)", thresholdText($0.value)) }
    }
    return (own + thresholds).map { name, value in
      #"      <property name="\#(XMLText(name))" value="\#(XMLText(value))"/>"#
    }
  }

  private func isFailed(_ result: CheckResult, _ report: CheckReport) -> Bool {
    result.outcome.findings.contains { $0.severity >= report.setup.failOn }
  }

  private func testCase(_ result: CheckResult, _ report: CheckReport) -> [String] {
    let description = result.description
    let head =
      #"    <testcase classname="plumb.\#(description.group.rawValue)" name="\#(description.id)""#
    switch result.outcome {
    case .passed: return [head + "/>"]
    case .skipped(let reason):
      return [
        head + ">", #"      <skipped message="\#(XMLText(reason.display))"/>"#, "    </testcase>",
      ]
    case .found(let findings):
      return [head + ">"] + [element(findings, of: result, in: report)] + ["    </testcase>"]
    }
  }

  private func element(
    _ findings: [Finding], of result: CheckResult, in report: CheckReport
  ) -> String {
    let failing = findings.filter { $0.severity >= report.setup.failOn }
    let body = XMLText(findings.map { words($0, report) }.joined(separator: "\n")).lines
    guard let first = failing.first else { return "      <system-out>\(body)</system-out>" }
    let message = XMLText(first.message.display)
    return
      #"      <failure type="\#(first.severity.rawValue)" message="\#(message)">\#(body)</failure>"#
  }

  private func words(_ finding: Finding, _ report: CheckReport) -> String {
    let limit = finding.isCollapsed ? CheckReport.placesOfCollapsed : Self.placesOfFinding
    let places = finding.places.prefix(limit).map { place in
      let image = place.row.map { ": " + displayText(report.image($0)) } ?? ""
      let note = place.note.isEmpty ? "" : ": " + place.note.display
      return "  line \(place.line)\(image)\(note)"
    }
    let rest = finding.places.count - places.count
    return
      (["\(finding.severity.rawValue): \(finding.message.display)"] + places
      + (rest > 0 ? ["  … and \(NumberText.whole(rest)) more"] : [])).joined(separator: "\n")
  }
}

extension XMLText {
  /// The text for an element, in which line ends may stay as they are.
  fileprivate var lines: String {
    description.split(separator: "&#10;", omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }
}
