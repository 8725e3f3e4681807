import PlumbLabels

/// Images that cannot be read, by the reason.
struct UnreadableImages: Check {
  var description: CheckDescription {
    CheckDescription(
      "unreadable-images", .images, .error, question: "Can every image be read?",
      importance: """
        A label without its image is lost. Training stops at a damaged file, or worse, learns from \
        what is left of it.
        """, command: "plumb report JOB --images DIR -o report", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    guard let images = evidence.images else { return evidence.withImages { _ in .passed } }
    var reasons: [String] = []
    var byCode: [String: [(row: Int, reason: ImageTrouble)]] = [:]
    for one in images.unreadable {
      if byCode[one.reason.code] == nil { reasons.append(one.reason.code) }
      byCode[one.reason.code, default: []].append(one)
    }
    return CheckOutcome(
      reasons.compactMap { byCode[$0] }.sorted { $0.count > $1.count }.map { found in
        let reason = found[0].reason
        return finding(
          "\(found.count, "image") cannot be read (\(words: reason.code)): \(words: reason.words)",
          count: found.count, of: images.count,
          places: found.map { evidence.place($0.row, "\(quotation: $0.reason.message)") },
          details: [FindingDetail("code", .text(reason.code))])
      })
  }
}
