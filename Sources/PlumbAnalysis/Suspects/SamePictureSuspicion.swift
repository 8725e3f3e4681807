/// Other rows that show the same picture and have other labels.
///
/// Of copies that disagree at most one class is right. The label is taken to be wrong with the share
/// of the copies that have another one; where that is less than the base rate it says nothing for
/// the label, since copies are often labelled alike for the same wrong reason.
package struct SamePictureSuspicion: Suspicion {
  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "same-picture" }
  /// What it examines.
  package var title: String { "other rows with the same picture" }
  /// Of two labels for one picture one is wrong for sure.
  package var canRankAlone: Bool { true }

  /// Compares the labels of each group.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard !evidence.samePictures.isEmpty else {
      return .notDefined(because: "no two rows are known to show the same picture")
    }
    var shifts = [Double](repeating: .nan, count: evidence.rowCount)
    var others = [Int32](repeating: -1, count: evidence.rowCount)
    for group in Self.merged(evidence.samePictures) {
      Self.compare(
        group.filter { evidence.labels[$0] >= 0 }, labels: evidence.labels, shifts: &shifts,
        others: &others)
    }
    let (labels, rows) = (evidence.labels, others)
    return .value(
      SuspicionColumn(shifts: shifts) { row in
        guard rows[row] >= 0 else { return [] }
        return [.samePicture(row: Int(rows[row]), classID: Int(labels[Int(rows[row])]))]
      })
  }

  private static func compare(
    _ group: [Int], labels: [Int32], shifts: inout [Double], others: inout [Int32]
  ) {
    var counts: [Int32: Int] = [:]
    for row in group { counts[labels[row], default: 0] += 1 }
    guard counts.count > 1 else { return }
    // The first row of each label, so that every row finds one of another label at once.
    var firsts: [Int] = []
    for row in group
    where !firsts.contains(where: { labels[$0] == labels[row] }) && firsts.count < 2 {
      firsts.append(row)
    }
    for row in group {
      let share = 1 - Double(counts[labels[row]] ?? 0) / Double(group.count)
      shifts[row] = max(0, SuspicionBase.shift(to: share))
      others[row] = Int32(firsts.first { labels[$0] != labels[row] } ?? -1)
    }
  }

  /// Groups that share a row become one, rows ascending, in the order of their first rows.
  static func merged(_ groups: [[Int]]) -> [[Int]] {
    var parents: [Int: Int] = [:]
    func root(_ row: Int) -> Int {
      var row = row
      while let parent = parents[row], parent != row {
        parents[row] = parents[parent] ?? parent
        row = parent
      }
      return row
    }
    for group in groups {
      guard let first = group.first else { continue }
      for row in group {
        let (one, other) = (root(first), root(row))
        parents[max(one, other)] = min(one, other)
        parents[min(one, other)] = min(one, other)
      }
    }
    var result: [Int: [Int]] = [:]
    for row in Set(groups.joined()).sorted() { result[root(row), default: []].append(row) }
    return result.sorted { $0.key < $1.key }.map(\.value)
  }
}
