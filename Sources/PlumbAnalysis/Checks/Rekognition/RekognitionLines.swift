import PlumbLabels

/// Lines that Rekognition Custom Labels leaves out, and whether they are too many.
struct RekognitionLines: Check {
  /// An import fails where more of the lines are invalid, for whatever reason.
  private static let mostInvalid = 0.2

  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-lines", group: .rekognition, severity: .error,
      question: "Does Rekognition Custom Labels accept every line?",
      importance: """
        Invalid lines, repeated images and unreadable images are left out. If they make up more \
        than 20 % of the lines, the import fails.
        """, command: "plumb export JOB --format csv", isOnRequest: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let dataset = evidence.dataset
    let withoutConfidence = evidence.labelledRows.filter { dataset.row($0).confidence == nil }
    let repeated = dataset.duplicates.map(\.row)
    let unreadable = evidence.images?.unreadable.map(\.row) ?? []
    let total = dataset.recordCount
    var findings: [Finding] = []
    func add(_ rows: [Int], _ message: FindingText, code name: String) {
      guard !rows.isEmpty else { return }
      findings.append(
        finding(
          message, count: rows.count, of: total, severity: .warning,
          places: rows.map { evidence.place($0) }, details: code(name)))
    }
    add(
      withoutConfidence,
      "\(withoutConfidence.count, "label has", "labels have") no confidence, which is required",
      code: "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT")
    add(
      repeated,
      "\(repeated.count, "line repeats", "lines repeat") an image; only one of them is imported",
      code: "ERROR_INVALID_SOURCE_REF_FORMAT")
    add(unreadable, "\(unreadable.count, "image") cannot be read", code: "ERROR_INVALID_IMAGE")
    let rows = Set(withoutConfidence + repeated + unreadable)
    let invalid = rows.count + dataset.refusedCount
    if Double(invalid) > Self.mostInvalid * Double(total) {
      findings.append(
        finding(
          "\(invalid) of \(total, "line") would be left out; above \(share: Self.mostInvalid), the import fails",
          count: invalid, of: total, details: code("ERROR_TOO_MANY_RECORDS_IN_ERROR")))
    }
    return CheckOutcome(findings)
  }
}
