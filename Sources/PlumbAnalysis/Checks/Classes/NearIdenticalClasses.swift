import PlumbLabels

/// Class names that people would take for one.
struct NearIdenticalClasses: Check {
  private static let rareShare = Threshold(
    "rare-share", 0.1, in: 0...1,
    meaning:
      "a name one letter away from another is reported if it has at most this share of the other's "
      + "labels")

  var description: CheckDescription {
    CheckDescription(
      id: "near-identical-classes", group: .classes, severity: .error,
      question: "Are any class names different spellings of the same name?",
      importance: """
        Names that differ only in case, spacing or a typo are different classes to every program, \
        so the labels of one class are split.
        """, thresholds: [Self.rareShare], command: "plumb summary JOB --csv | cut -d, -f1-3")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let names = NameList(evidence)
    let alike = names.alike.map { ids in
      finding(
        """
        \(names: ids.map { names.all[$0] }) are different spellings of one name, with \
        \(words: names.countWords(ids)) labels
        """, count: ids.count, of: names.all.count,
        places: names.places(ids.dropFirst(), evidence), details: names.details(ids))
    }
    let similar = names.similar(rareShare: thresholds[Self.rareShare]).map { common, rare in
      finding(
        """
        \(name: names.all[rare]) may be a misspelt \(name: names.all[common]): \
        \(names.counts[rare], "label") compared with \(names.counts[common])
        """, count: 1, of: names.all.count, severity: .warning,
        places: names.places([rare], evidence), details: names.details([common, rare]))
    }
    return CheckOutcome(alike + similar)
  }
}

/// The class names with what is left of them once case, spacing and the like are taken away.
private struct NameList {
  let all: [String]
  let counts: [Int]
  private let folded: [String]

  init(_ evidence: CheckEvidence) {
    all = evidence.dataset.classNames
    folded = all.map(foldedName)
    var counts = [Int](repeating: 0, count: all.count)
    for id in evidence.labels where id >= 0 { counts[Int(id)] += 1 }
    self.counts = counts
  }

  /// Groups of names that fold to the same, the most frequent first in each.
  var alike: [[Int]] {
    Dictionary(grouping: all.indices, by: { folded[$0] }).values.filter { $0.count > 1 }
      .map { $0.sorted { (counts[$1], $0) < (counts[$0], $1) } }
      .sorted { $0[0] < $1[0] }
  }

  /// Longer names are skipped: their variants would take too much memory.
  private static let longest = 64
  private static let shortest = 6

  /// Pairs of a common name and a rare one that differ in one letter, or in an s at the end.
  ///
  /// Two words differ in one letter, or in two neighbours that changed places, only where some word
  /// with one letter less can be made of both: so no pair is missed, and few are compared.
  func similar(rareShare: Double) -> [(common: Int, rare: Int)] {
    var byVariant: [[Unicode.Scalar]: [Int]] = [:]
    let words = folded.map { Array($0.unicodeScalars) }
    for (id, word) in words.enumerated() where (3...Self.longest).contains(word.count) {
      for variant in Set([word] + word.indices.map { word.removing($0) }) {
        byVariant[variant, default: []].append(id)
      }
    }
    var pairs: Set<SIMD2<Int>> = []
    for ids in byVariant.values where ids.count > 1 && ids.count <= 50 {
      for (place, left) in ids.enumerated() {
        for right in ids[..<place] where folded[left] != folded[right] {
          let (common, rare) =
            (counts[left], right) > (counts[right], left) ? (left, right) : (right, left)
          if isMisspelling(
            words[rare], of: words[common], rareID: rare, commonID: common, rareShare: rareShare)
          {
            pairs.insert([common, rare])
          }
        }
      }
    }
    return pairs.map { ($0.x, $0.y) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  private func isMisspelling(
    _ rare: [Unicode.Scalar], of common: [Unicode.Scalar], rareID: Int, commonID: Int,
    rareShare: Double
  ) -> Bool {
    let (long, short) = rare.count > common.count ? (rare, common) : (common, rare)
    if long.last == "s", long.dropLast().elementsEqual(short) { return true }
    guard short.count >= Self.shortest,
      Double(counts[rareID]) <= rareShare * Double(counts[commonID])
    else { return false }
    return differsInOneLetter(long, short)
  }

  /// Whether words that share a shorter one differ in letters only: numbers distinguish classes.
  private func differsInOneLetter(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
    let head = zip(long, short).prefix { $0 == $1 }.count
    let tail = zip(long.reversed(), short.reversed()).prefix { $0 == $1 }.count
    let longPart = long[head..<max(head, long.count - tail)]
    let shortPart = short[head..<max(head, short.count - tail)]
    let isOne = longPart.count <= 1 && shortPart.count <= 1
    let isSwap = longPart.count == 2 && longPart.reversed().elementsEqual(shortPart)
    return (isOne || isSwap) && (longPart + shortPart).allSatisfy(\.properties.isAlphabetic)
  }

  func countWords(_ ids: [Int]) -> String {
    ids.map { String(counts[$0]) }.joined(separator: " and ")
  }

  func places(_ ids: some Sequence<Int>, _ evidence: CheckEvidence) -> [FindingPlace] {
    let wanted = Set(ids)
    let rows = evidence.labels.indices.filter { wanted.contains(Int(evidence.labels[$0])) }
    return evidence.places(ofLabels: rows) { "\(name: all[Int(evidence.labels[$0])])" }
  }

  func details(_ ids: [Int]) -> [FindingDetail] {
    [
      FindingDetail("classes", .list(ids.map { .text(all[$0]) })),
      FindingDetail("labels", .list(ids.map { .whole(counts[$0]) })),
    ]
  }
}

extension [Unicode.Scalar] {
  fileprivate func removing(_ index: Int) -> [Unicode.Scalar] {
    var copy = self
    copy.remove(at: index)
    return copy
  }
}
