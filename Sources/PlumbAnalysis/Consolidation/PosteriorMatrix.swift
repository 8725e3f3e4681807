import PlumbSystem

/// How probable each class is for each row, given the answers.
///
/// Only probabilities of at least 1e-13 are kept, so that the matrix stays small however many
/// classes there are. Rows without answers have none.
public struct PosteriorMatrix: Sendable, Equatable {
  /// The number of classes, one per column.
  public let classCount: Int
  /// Where the entries of each row begin; one more element than rows.
  public let rowStarts: [Int]
  /// The class of each entry, ascending within a row.
  public let classes: [Int32]
  /// The probability of each entry, above 0; those of a row add up to 1.
  public let values: [Double]

  /// Probabilities below this one are left out.
  static let smallest = 1e-13

  /// How many rows there are, with or without entries.
  public var rowCount: Int { rowStarts.count - 1 }

  /// The entries of one row, as positions.
  public func entries(of row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  /// How probable a class is for a row; 0 where it was left out, or the row has no answers.
  public subscript(row: Int, id: Int) -> Double {
    for entry in entries(of: row) where classes[entry] == Int32(id) { return values[entry] }
    return 0
  }

  /// The most probable class of a row, the first of equal ones; nil if it has no answers.
  public func best(of row: Int) -> (classID: Int, probability: Double)? {
    let entries = entries(of: row)
    guard var best = entries.first else { return nil }
    for entry in entries where values[entry] > values[best] { best = entry }
    return (Int(classes[best]), values[best])
  }

  /// The classes of a row, the most probable first; of equal ones the first by index.
  public func ranked(of row: Int) -> [(classID: Int, probability: Double)] {
    entries(of: row).map { (Int(classes[$0]), values[$0]) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// Whether two classes or more are the most probable, but for rounding.
  func isTied(_ row: Int) -> Bool {
    guard let best = best(of: row) else { return false }
    return entries(of: row).count { values[$0] >= best.probability - 1e-9 } > 1
  }

  /// The same matrix with other numbers for its classes; their order must not change.
  func renamed(_ ids: [Int32], classCount: Int) -> PosteriorMatrix {
    PosteriorMatrix(
      classCount: classCount, rowStarts: rowStarts, classes: classes.map { ids[Int($0)] },
      values: values)
  }

  /// Puts blocks of rows together; each is let go as soon as it is copied, since all of them are as
  /// large as the outcome.
  init(_ blocks: consuming [PosteriorRows], classCount: Int) {
    var parts = blocks
    let entryCount = parts.reduce(0) { $0 + $1.classes.count }
    var starts = [0]
    starts.reserveCapacity(parts.reduce(1) { $0 + $1.ends.count })
    var (classes, values): ([Int32], [Double]) = ([], [])
    classes.reserveCapacity(entryCount)
    values.reserveCapacity(entryCount)
    for index in parts.indices {
      let offset = classes.count
      for end in parts[index].ends { starts.append(offset + end) }
      classes += parts[index].classes
      values += parts[index].values
      parts[index] = PosteriorRows(classCount: 0, rows: 0)
    }
    self.init(classCount: classCount, rowStarts: starts, classes: classes, values: values)
  }

  private init(classCount: Int, rowStarts: [Int], classes: [Int32], values: [Double]) {
    self.classCount = classCount
    self.rowStarts = rowStarts
    self.classes = classes
    self.values = values
  }
}
