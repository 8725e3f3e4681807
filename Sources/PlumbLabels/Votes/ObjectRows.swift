/// Maps object ids to rows of a dataset.
///
/// The id is the number of a line of the job's *input* manifest, from 0. The service writes the
/// output manifest with one line for each of these in the same order, and no blank ones; so it is
/// also the position of the record in the output, refused lines counted. If a manifest that was
/// edited has blank lines, the input may have had them as well: then the physical line is tried
/// too, and the better match is used.
struct ObjectRows: Sendable {
  private static let none: Int32 = -1
  /// The row of each id, or `none`.
  private let rows: [Int32]

  /// By position among all lines that are not blank.
  init(records dataset: Dataset) {
    let refused = refusedLines(dataset)
    var rows: [Int32] = []
    rows.reserveCapacity(dataset.recordCount)
    var next = 0
    for (row, line) in dataset.lines.enumerated() {
      while next < refused.count, refused[next] < line {
        rows.append(Self.none)
        next += 1
      }
      rows.append(Int32(row))
    }
    self.rows = rows
  }

  /// By physical line, counting blank ones; nil if that makes no difference.
  init?(lines dataset: Dataset) {
    guard let last = dataset.lines.last else { return nil }
    let refused = refusedLines(dataset).count { $0 < last }
    guard Int(last) != dataset.count + refused else { return nil }
    var rows = [Int32](repeating: Self.none, count: Int(last))
    for (row, line) in dataset.lines.enumerated() { rows[Int(line) - 1] = Int32(row) }
    self.rows = rows
  }

  /// The row of an object; nil if the manifest has no such line, or it was refused.
  subscript(object: Int) -> Int? {
    guard object < rows.count, rows[object] != Self.none else { return nil }
    return Int(rows[object])
  }
}

/// The non-blank physical lines that are not rows, ascending.
private func refusedLines(_ dataset: Dataset) -> [UInt32] {
  guard dataset.refusedCount > 0 else { return [] }
  let lines = dataset.problems.lazy.filter { $0.code.effect == .lineRefused && $0.line > 0 }
  return Set(lines.map { UInt32($0.line) }).sorted()
}
