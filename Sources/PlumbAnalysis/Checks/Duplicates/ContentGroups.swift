import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// Images that are the same file, byte for byte, under different references.
struct ContentGroups {
  /// Rows of each group, ascending; the largest groups first.
  let groups: [[Int]]

  init(_ images: ImageMeasurements, _ evidence: CheckEvidence) {
    var byContent: [ContentHash: [Int]] = [:]
    for (row, measure) in zip(images.rows, images.images) {
      byContent[measure.contentHash, default: []].append(row)
    }
    let references = evidence.dataset.references
    groups = byContent.values.filter { $0.count > 1 }
      .map { rows in
        // A reference that is repeated is the subject of other checks.
        var seen: Set<[UInt8]> = []
        return rows.filter { seen.insert(references[$0]).inserted }
      }
      .filter { $0.count > 1 }
      .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }
}

extension CheckEvidence {
  /// Whether the labelled ones of these rows have different classes, or sets of them.
  func conflict(_ rows: [Int]) -> Bool {
    Set(rows.map { answers[$0] }.filter { $0 >= 0 }).count > 1
  }

  /// Of rows that should have one class, those that do not have the commonest; of equally common
  /// ones that of the first row.
  func oddLabels(_ rows: [Int]) -> [Int] {
    let labelled = rows.filter { answers[$0] >= 0 }
    var counts: [Int32: Int] = [:]
    for row in labelled { counts[answers[row], default: 0] += 1 }
    let most = counts.values.max() ?? 0
    let common = labelled.first { counts[answers[$0]] == most }
    return labelled.filter { row in common.map { answers[row] != answers[$0] } ?? false }
  }

  /// The line of a row.
  func line(_ row: Int) -> Int { Int(dataset.lines[row]) }
}
