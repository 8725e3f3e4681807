import PlumbLabels

/// Values that could not be read, or not literally, by kind of problem.
struct OddValues: Check {
  static let codes: [ProblemCode] = [
    .badHumanAnnotated, .badConfidence, .badDate, .duplicateKey, .emptyClassName, .unreachableImage,
    .controlCharacters, .loneSurrogate, .longClassName, .byteOrderMark, .crlf,
  ]

  var description: CheckDescription {
    CheckDescription(
      id: "odd-values", group: .manifest, severity: .warning,
      question: "Are all values in the manifest valid?",
      importance: """
        Plumb uses the line, but part of it is unknown or was guessed. Other programs may guess \
        differently, or stop.
        """, command: "plumb summary JOB --json | jq .problems")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    CheckOutcome(
      evidence.problems(Self.codes).map { code, problems in
        // Plumb and most readers take these in their stride.
        let isHarmless = code == .byteOrderMark || code == .crlf
        let first = problems[0]
        let message: FindingText =
          problems.count == 1
          ? "Line \(first.line) has an unusual value (\(words: code.rawValue)): \(quotation: first.message)"
          : """
          \(problems.count, "line") have unusual values (\(words: code.rawValue)), first line \(first.line): \
          \(quotation: first.message)
          """
        return finding(
          message, count: problems.count, of: evidence.dataset.recordCount,
          severity: isHarmless ? .note : nil,
          places: problems.map { evidence.place(line: $0.line, "\(quotation: $0.message)") },
          details: [FindingDetail("code", .text(code.rawValue))])
      })
  }
}
