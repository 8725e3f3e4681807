import PlumbLabels
import PlumbText

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
    let under = attributes > 1 ? " under all \(NumberText.whole(attributes)) label attributes" : ""
    var findings: [Finding] = []
    if !Self.counts.contains(names.count) {
      findings.append(
        finding(
          """
          There \(words: names.count == 1 ? "is" : "are") \(names.count, "class", "classes")\
          \(words: under); \(Self.counts.lowerBound) to \(Self.counts.upperBound) are allowed
          """, count: max(1, names.count), of: max(1, names.count)
        ).foreseeing(names.count < Self.counts.lowerBound ? .tooFewLabels : .tooManyLabels))
    }
    let long = names.count { $0.unicodeScalars.count > Self.longestName }
    if long > 0 {
      findings.append(
        finding(
          """
          \(long, "class name is", "class names are") longer than \(Self.longestName) characters
          """, count: long, of: names.count
        ).foreseeing(.labelNameLength))
    }
    if names.contains(where: \.isEmpty) {
      findings.append(
        finding("A class name is empty", count: 1, of: names.count).foreseeing(.invalidMetadata))
    }
    return CheckOutcome(findings)
  }
}
