import PlumbLabels
import PlumbSystem

/// Rows that show the same image: those of one reference, and those of files with the same bytes.
struct ImageGroups {
  /// A forest: the parent of each row of the dataset; a root is its own.
  private var parents: [Int32]

  /// Each row alone, but for those of one reference.
  init(_ dataset: Dataset) {
    parents = Array(0..<Int32(dataset.count))
    for (row, first) in dataset.duplicates { join(row, first) }
  }

  /// Puts two rows, with all that belong to them, into one group.
  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(of: one), root(of: other))
    // The first row is the root, so that the order of joining cannot be seen.
    parents[max(one, other)] = Int32(min(one, other))
  }

  /// Puts rows with the same content into one group.
  ///
  /// - Parameter contents: Rows and the hashes of their files.
  mutating func join(_ contents: [(row: Int, hash: ContentHash)]) {
    var first: [ContentHash: Int] = [:]
    for (row, hash) in contents {
      if let known = first[hash] { join(row, known) } else { first[hash] = row }
    }
  }

  private mutating func root(of row: Int) -> Int {
    var row = row
    while Int(parents[row]) != row {
      parents[row] = parents[Int(parents[row])]
      row = Int(parents[row])
    }
    return row
  }

  /// The groups of some rows, each in ascending order, by their first row.
  mutating func groups(of rows: [Int]) -> [[Int]] {
    var places: [Int: Int] = [:]
    var groups: [[Int]] = []
    for row in rows {
      let root = root(of: row)
      if let place = places[root] {
        groups[place].append(row)
      } else {
        places[root] = groups.count
        groups.append([row])
      }
    }
    return groups
  }
}
