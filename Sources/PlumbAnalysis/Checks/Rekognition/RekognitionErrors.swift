import PlumbLabels
import PlumbText

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
    var order: [ByteString] = []
    var byCode: [ByteString: [Problem]] = [:]
    for problem in problems {
      let name = ByteString(problem.rekognitionCode ?? "")
      if byCode[name] == nil { order.append(name) }
      byCode[name, default: []].append(problem)
    }
    return CheckOutcome(order.map { finding($0.text, byCode[$0] ?? [], evidence) })
  }

  private func finding(
    _ name: String, _ problems: [Problem], _ evidence: CheckEvidence
  ) -> Finding {
    let lines = Set(problems.map(\.line)).count
    return finding(
      "Rekognition reported \(quotation: name) for \(lines, "line")",
      count: lines, of: evidence.dataset.recordCount,
      places: problems.map { evidence.place(line: $0.line, "\(quotation: $0.message)") },
      details: [FindingDetail("code", .text(name))])
  }
}
