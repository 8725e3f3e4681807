import PlumbAnalysis
import PlumbText

/// The findings as a comment on a pull request.
package struct CheckMarkdown: CheckFormat {
  /// Makes the format.
  package init() {}

  /// What it is called on the command line.
  package var name: String { "markdown" }

  private static let placesOfFinding = 10
  private static let findingsOfCheck = 10

  /// The whole comment; well below the 65,536 characters that GitHub takes, whatever was found.
  package func text(_ report: CheckReport) -> String {
    let parts =
      [
        "### plumb check: \(report.isFailed ? "failed" : "passed")",
        report.verdict + ".",
        table(report),
      ] + report.found.compactMap { places($0, report) } + [rest(report)]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func table(_ report: CheckReport) -> String {
    guard !report.found.isEmpty else { return "" }
    let rows = report.found.flatMap { result -> [String] in
      let findings = result.outcome.findings
      let rest = findings.count - Self.findingsOfCheck
      let rows = findings.prefix(Self.findingsOfCheck).map { finding in
        "| \(finding.severity.rawValue) | `\(finding.check)` | \(Self.cell(finding.message)) |"
      }
      return rest > 0 ? rows + ["| | | … and \(counted(rest, "finding")) more |"] : rows
    }
    return (["| | check | finding |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }

  /// Where the findings of one check are, folded up.
  private func places(_ result: CheckResult, _ report: CheckReport) -> String? {
    let findings = result.outcome.findings.prefix(3).filter { !$0.places.isEmpty }
    let lines = findings.flatMap { finding -> [String] in
      let limit = finding.isCollapsed ? CheckReport.placesOfCollapsed : Self.placesOfFinding
      let listed = finding.places.prefix(limit).map { place in
        let image = place.row.map { " " + Self.code(report.image($0)) } ?? ""
        let note = place.note.isEmpty ? "" : ": " + Self.text(place.note)
        return "- line \(place.line)\(image)\(note)"
      }
      let rest = finding.places.count - listed.count
      return listed + (rest > 0 ? ["- … and \(NumberText.whole(rest)) more"] : [])
    }
    guard !lines.isEmpty else { return nil }
    return
      (["<details><summary>\(result.description.id)</summary>", ""] + lines
      + [
        "", result.description.importance, "", "Next: \(Self.code(result.description.command))",
        "", "</details>",
      ]).joined(separator: "\n")
  }

  private func rest(_ report: CheckReport) -> String {
    let passed = report.passed.map { "`\($0)`" }.joined(separator: ", ")
    let skipped = report.skipped.map { "- `\($0.id)`: \(Self.text($0.reason))" }
    let thresholds = report.results.filter { !$0.isSkipped }.flatMap { result in
      result.thresholds.map { "`\(result.description.id).\($0.name)` \(thresholdText($0.value))" }
    }
    return
      (["<details><summary>Other checks</summary>", "", "Passed: \(passed)"]
      + (skipped.isEmpty ? [] : ["", "Skipped:"] + skipped)
      + [
        "", "\(Self.escaped(report.setupText)): " + thresholds.joined(separator: ", "), "",
        "\(Self.code(report.setup.manifestName)), plumb \(report.setup.version)", "", "</details>",
      ]).joined(separator: "\n")
  }

  // MARK: Escaping

  /// A sentence: names as code, the rest escaped.
  static func text(_ text: FindingText) -> String {
    text.text(name: code, quotation: { escaped(displayText($0, limit: 200)) })
  }

  /// The same in a cell of a table, where a bar divides even inside code.
  static func cell(_ text: FindingText) -> String {
    text.text(
      name: { barred(code($0)) }, quotation: { escaped(displayText($0, limit: 200)) })
  }

  /// Code with its bars taken for what they are.
  static func barred(_ code: String) -> String {
    code.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// Any text as code: fenced by more backticks than it has in a row.
  static func code(_ text: String) -> String {
    let shown = displayText(text, limit: 120)
    var longest = 0
    var run = 0
    for scalar in shown.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // A space keeps backticks at the edges apart from the fence; one on each side is not shown.
    let isPlain = longest == 0 && !shown.isEmpty && shown.first != " " && shown.last != " "
    let inner = isPlain ? shown : " \(shown) "
    return fence + inner + fence
  }

  /// Words in which nothing is markup, a mention or a link.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "(", ")", "#", "|", "~", "!":
        result.append("\\")
        result.append(scalar)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "@": result.append(contentsOf: "&#64;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
