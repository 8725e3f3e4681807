import PlumbLabels

/// Lines that cannot be used, by what is wrong with them, and files that end too early.
struct RefusedLines: Check {
  static let codes = ProblemCode.allCases.filter { $0.effect == .lineRefused } + [.truncatedFile]

  var description: CheckDescription {
    CheckDescription(
      id: "refused-lines", group: .manifest, severity: .error,
      question: "Is every line of the manifest usable?",
      importance: """
        Each refused line loses an image, and training jobs that read the manifest stop at such \
        lines.
        """, command: "plumb summary JOB --json | jq .problems")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    CheckOutcome(
      evidence.problems(Self.codes).map { code, problems in
        let message: FindingText =
          code == .truncatedFile
          ? "The manifest looks truncated: \(quotation: problems[0].message)"
          : """
          \(problems.count, "line") cannot be used (\(words: code.rawValue)): \
          \(quotation: problems[0].message)
          """
        return finding(
          message, count: problems.count, of: evidence.dataset.recordCount,
          places: problems.map { evidence.place(line: $0.line, "\(quotation: $0.message)") },
          details: [FindingDetail("code", .text(code.rawValue))])
      })
  }
}
