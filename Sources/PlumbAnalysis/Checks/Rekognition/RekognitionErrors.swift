import PlumbLabels

/// Errors that Rekognition Custom Labels itself wrote to the manifest.
struct RekognitionErrors: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-errors", group: .rekognition, severity: .warning,
      question: "Is the manifest free of errors that Rekognition Custom Labels reported?",
      importance: """
        A manifest from a Rekognition dataset lists the errors of each line. Rekognition leaves \
        such lines out of training, or uses only a part of them.
        """, command: "plumb export JOB --format jsonl | grep rekognition-error")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let problems = evidence.problems([.rekognitionError]).flatMap(\.problems)
    var order: [[UInt8]] = []
    var byCode: [[UInt8]: [Problem]] = [:]
    for problem in problems {
      let name = Array((problem.rekognitionCode ?? "").utf8)
      if byCode[name] == nil { order.append(name) }
      byCode[name, default: []].append(problem)
    }
    return CheckOutcome(order.map { finding($0, byCode[$0] ?? [], evidence) })
  }

  private func finding(
    _ name: [UInt8], _ problems: [Problem], _ evidence: CheckEvidence
  ) -> Finding {
    let lines = Set(problems.map(\.line)).count
    let text = String(decoding: name, as: UTF8.self)
    return finding(
      "Rekognition reported \(quotation: text) for \(lines, "line")",
      count: lines, of: evidence.dataset.recordCount,
      places: problems.map { evidence.place(line: $0.line, "\(quotation: $0.message)") },
      details: [FindingDetail("code", .text(text))])
  }
}
