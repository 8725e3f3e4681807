import PlumbAnalysis
import PlumbLabels

/// Which part of a split each row is in.
///
/// Strata are the classes, by source. Their shares of the parts are those of the whole, as near as
/// whole images allow: what rounding leaves of one stratum goes on to the next, of the same class
/// first. A class always has an image in the first part. An image counts to the stratum of its first
/// row; all its rows go together.
struct SplitPlan {
  /// The rows and their parts, by row.
  private(set) var rows: [(row: Int, part: Int)] = []

  private let shares: [Double]
  /// How many rows each part still lacks.
  private var deficits: [Double]

  /// Makes the plan.
  ///
  /// - Parameters:
  ///   - groups: Rows that stay together.
  ///   - dataset: Their labels.
  ///   - fractions: The parts.
  ///   - seed: Drives the choice. It depends on references only, so that few images change their
  ///     part where lines are added.
  init(_ groups: [[Int]], of dataset: Dataset, _ fractions: SplitFractions, seed: UInt64) {
    shares = fractions.shares
    deficits = Array(repeating: 0, count: shares.count)
    let sources = LabelSource.allCases.count
    var strata = [[[Int]]](repeating: [], count: dataset.classNames.count * sources)
    for group in groups {
      let row = dataset.row(group[0])
      strata[(row.classID ?? 0) * sources + (row.source?.number ?? 0)].append(group)
    }
    for classID in dataset.classNames.indices {
      // A class that had to have its only image in the first part must not cost the next ones.
      deficits = deficits.map { min(max($0, -1), 1) }
      var isFirst = true
      for stratum in strata[classID * sources..<(classID + 1) * sources] where !stratum.isEmpty {
        assign(Self.shuffled(stratum, dataset: dataset, seed: seed), isFirst: isFirst)
        isFirst = false
      }
    }
    rows.sort { $0.row < $1.row }
  }

  /// Gives each group of a stratum to the part that lacks most.
  private mutating func assign(_ stratum: [[Int]], isFirst: Bool) {
    let count = Double(stratum.reduce(0) { $0 + $1.count })
    for part in shares.indices { deficits[part] += shares[part] * count }
    for (index, group) in stratum.enumerated() {
      let part = isFirst && index == 0 ? 0 : Self.indexOfLargest(deficits)
      deficits[part] -= Double(group.count)
      rows += group.map { ($0, part) }
    }
  }

  private static func indexOfLargest(_ values: [Double]) -> Int {
    values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
  }

  /// The groups in a random order, the largest first: the small ones even out what is left.
  private static func shuffled(
    _ groups: [[Int]], dataset: Dataset, seed: UInt64
  ) -> [[Int]] {
    let keyed = groups.map { (size: -$0.count, key: key(dataset.references[$0[0]], seed), $0) }
    return keyed.sorted { ($0.size, $0.key, $0.2[0]) < ($1.size, $1.key, $1.2[0]) }.map(\.2)
  }

  /// A random number that belongs to a reference: FNV-1a, mixed with the seed.
  private static func key(_ reference: [UInt8], _ seed: UInt64) -> UInt64 {
    let hash = reference.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    var first = SeededGenerator(seed: seed)
    var second = SeededGenerator(seed: hash ^ first.next())
    return second.next()
  }
}
