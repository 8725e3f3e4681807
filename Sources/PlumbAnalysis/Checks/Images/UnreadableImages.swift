import PlumbImageFacts
import PlumbLabels

/// Images that cannot be read, by the reason.
struct UnreadableImages: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "unreadable-images", group: .images, severity: .error,
      question: "Can every image be read?",
      importance: """
        A label is useless without its image. Training stops at a damaged file or, worse, learns \
        from what is left of it.
        """, command: "plumb report JOB --images DIR -o report", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard let images = evidence.images else { return evidence.withImages { _ in .passed } }
    var codes: [ImageFailureCode] = []
    var byCode: [ImageFailureCode: [(row: Int, failure: ImageFailure)]] = [:]
    for one in images.unreadable {
      if byCode[one.failure.code] == nil { codes.append(one.failure.code) }
      byCode[one.failure.code, default: []].append(one)
    }
    return CheckOutcome(
      codes.compactMap { byCode[$0] }.sorted { $0.count > $1.count }.map { found in
        let code = found[0].failure.code
        return finding(
          "\(found.count, "image") cannot be read (\(words: code.rawValue)): \(words: code.words)",
          count: found.count, of: images.count,
          places: found.map { evidence.place($0.row, "\(quotation: $0.failure.message)") },
          details: [FindingDetail("code", .text(code.rawValue))])
      })
  }
}
