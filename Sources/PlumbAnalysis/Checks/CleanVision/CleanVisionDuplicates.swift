import PlumbImageFacts

/// Images with equal hashes, as CleanVision finds duplicates.
struct CleanVisionDuplicates: Check {
  /// Equal pixels, whatever the shape.
  static let exact = Self(original: ExactDuplicates().description, isExact: true)
  /// Equal perceptual hashes; a group that has equal pixels throughout counts as exact only.
  static let near = Self(original: NearDuplicates().description, isExact: false)

  private let original: CheckDescription
  private let isExact: Bool

  var description: CheckDescription {
    var description = original
    description.thresholds = []
    return description
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withCleanVision { judged in
      let exact = Self.groups(judged.map(\.scores.pixelHash))
      let groups =
        isExact
        ? exact
        : Self.groups(judged.map(\.scores.perceptualHash)).filter { !exact.contains($0) }
      if groups.isEmpty { return .passed }
      let name = isExact ? "exact_duplicates" : "near_duplicates"
      let members = groups.flatMap { group in group.map { (judged[$0].row, group) } }
      return .found([
        finding(
          """
          \(members.count, "image") in \(groups.count, "group") \
          \(words: members.count == 1 ? "matches" : "match") CleanVision's definition of \
          \(words: name)
          """, count: members.count, of: judged.count,
          places: members.map { row, group in
            let other = group.first { judged[$0].row != row } ?? group[0]
            return evidence.place(
              row, "same as line \(evidence.line(judged[other].row))",
              value: 1 / Double(group.count))
          }, details: [FindingDetail("groups", .whole(groups.count))])
      ])
    }
  }

  /// Places of equal elements, of two and more, the largest groups first.
  private static func groups(_ elements: [some Hashable]) -> [[Int]] {
    Dictionary(grouping: elements.indices) { elements[$0] }.values.filter { $0.count > 1 }
      .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }
}
