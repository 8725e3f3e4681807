/// How well answers and final labels fit together.
///
/// An answer names its image only by number, so answers of another job, of a chained job on some of
/// the images, or for a manifest that was edited since look just as good. But the final label is
/// derived from the answers, so it is hardly ever missing among them; if answers are at the wrong
/// images, it occurs only as often as by chance.
public struct AnswerFit: Sendable, Hashable {
  /// Labelled rows with answers.
  public let compared: Int
  /// Of these, the rows whose label is the class of at least one answer.
  public let agreeing: Int
  /// The share of rows, from 0 to 1, for which this would hold if answers were shuffled among the
  /// rows; NaN if none was compared.
  ///
  /// The sum over all classes of the class's share of labels times the share of rows that have an
  /// answer of the class.
  public let expectedShare: Double

  /// Takes what was counted.
  public init(compared: Int, agreeing: Int, expectedShare: Double) {
    self.compared = compared
    self.agreeing = agreeing
    self.expectedShare = expectedShare
  }

  /// The share of rows, from 0 to 1; nil if none was compared.
  public var share: Double? { compared > 0 ? Double(agreeing) / Double(compared) : nil }
}

/// Computes the fit and finds where it ends.
struct AnswerFitCheck {
  /// The rows that are compared, ascending, and whether the label is among the answers.
  private var rows: [(row: Int32, agrees: Bool)] = []
  private(set) var fit = AnswerFit(compared: 0, agreeing: 0, expectedShare: .nan)
  /// The first row whose label is not among its answers.
  private(set) var firstMiss: Int?

  /// For answers that are sets of classes: a label fits if each of its classes is in at least one answer.
  ///
  /// What chance would give is counted by comparing each label with the answers to eight other rows.
  init(_ votes: Votes, sets: AnswerSets, _ dataset: Dataset) {
    let compared = (0..<votes.rowCount).filter {
      dataset.kinds[$0] == .labelled && !votes.answers(of: $0).isEmpty
    }
    let labels = compared.map { Set(dataset.classIDs(ofRow: $0)) }
    let chosen = compared.map { row in
      Set(votes.answers(of: row).flatMap { sets.members[Int(votes.classes[$0])] })
    }
    rows = compared.indices.map { (Int32(compared[$0]), labels[$0].isSubset(of: chosen[$0])) }
    firstMiss = rows.first { !$0.agrees }.map { Int($0.row) }
    let fitting = Self.shifts.reduce(0) { sum, shift in
      sum + labels.indices.count { labels[$0].isSubset(of: chosen[($0 + shift) % labels.count]) }
    }
    fit = AnswerFit(
      compared: rows.count, agreeing: rows.count { $0.agrees },
      expectedShare: rows.isEmpty ? .nan : Double(fitting) / Double(rows.count * Self.shifts.count))
  }

  /// Distances of rows whose labels and answers have nothing to do with each other.
  private static let shifts = [1, 2, 3, 5, 7, 11, 13, 17]

  init(_ votes: Votes, _ dataset: Dataset) {
    var labels = [Int](repeating: 0, count: votes.classNames.count)
    var answered = labels
    var lastRow = [Int](repeating: -1, count: votes.classNames.count)
    for row in 0..<votes.rowCount where dataset.kinds[row] == .labelled {
      let answers = votes.answers(of: row)
      guard !answers.isEmpty else { continue }
      for answer in answers {
        let id = Int(votes.classes[answer])
        if lastRow[id] != row { answered[id] += 1 }
        lastRow[id] = row
      }
      let label = Int(dataset.ids[row])
      labels[label] += 1
      rows.append((Int32(row), lastRow[label] == row))
      if lastRow[label] != row, firstMiss == nil { firstMiss = row }
    }
    let count = Double(rows.count)
    let expected = zip(labels, answered).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    fit = AnswerFit(
      compared: rows.count, agreeing: rows.count { $0.agrees },
      expectedShare: rows.isEmpty ? .nan : expected / (count * count))
  }

  /// Whether no row that was compared comes before a row.
  func isFirst(_ row: Int) -> Bool { rows.first.map { Int($0.row) == row } ?? true }

  /// The margin, in rows beyond the middle between chance and certainty, that is needed to accept a
  /// matching beginning or to reject an end.
  private static let evidence = 6.0
  /// The same if no row fits, which happens only with a wrong match.
  private static let evidenceAgainstAll = 3.0

  /// The first row of those whose answers are at the wrong rows; nil if all fit, or there are too
  /// few rows or classes to decide.
  ///
  /// A row whose label is among its answers counts for the match, any other against it, each by its
  /// distance from the middle between chance and certainty. The beginning with the largest sum fits
  /// (change-point detection by cumulative sums: Page 1954); the rest does not if it loses enough.
  func firstWrongRow() -> Int? {
    let middle = (1 + fit.expectedShare) / 2
    guard middle < 0.99 else { return nil }
    var (sum, best, end) = (0.0, 0.0, 0)
    for (index, row) in rows.enumerated() {
      sum += (row.agrees ? 1 : 0) - middle
      if sum >= best { (best, end) = (sum, index + 1) }
    }
    if best < Self.evidence { (best, end) = (0, 0) }
    let needed = end == 0 ? Self.evidenceAgainstAll : Self.evidence
    return best - sum >= needed ? Int(rows[end].row) : nil
  }
}
