import PlumbLabels

/// Whether Rekognition Custom Labels takes the classes: those of all label attributes, since it reads
/// every one.
struct RekognitionClasses: Check {
  private static let counts = 2...250
  private static let longestName = 256

  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-classes", group: .rekognition, severity: .error,
      question: "Does Rekognition Custom Labels accept the number and names of the classes?",
      importance: "Otherwise Rekognition Custom Labels does not create a dataset.",
      command: "plumb summary JOB --csv | cut -d, -f1-3", isOnRequest: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let names = evidence.dataset.manifestClassNames
    let attributes = evidence.dataset.attributes.count
    let under = attributes > 1 ? " under all \(attributes) label attributes" : ""
    var findings: [Finding] = []
    if !Self.counts.contains(names.count) {
      findings.append(
        finding(
          """
          There \(words: names.count == 1 ? "is" : "are") \(names.count, "class", "classes")\
          \(words: under); \(Self.counts.lowerBound) to \(Self.counts.upperBound) are allowed
          """, count: max(1, names.count), of: max(1, names.count),
          details: code(
            names.count < Self.counts.lowerBound
              ? "ERROR_MANIFEST_TOO_FEW_LABELS" : "ERROR_MANIFEST_TOO_MANY_LABELS")))
    }
    let long = names.filter { $0.unicodeScalars.count > Self.longestName || $0.isEmpty }
    if !long.isEmpty {
      findings.append(
        finding(
          """
          \(long.count, "class name is", "class names are") empty or longer than \
          \(Self.longestName) characters
          """, count: long.count, of: names.count,
          details: code("ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT")))
    }
    return CheckOutcome(findings)
  }
}
