import PlumbAnalysis
import PlumbLabels

/// Which answers were given to images that carry which label.
public struct AnswerConfusions: Sendable {
  /// Pairs of the label, first, and an answer, second; an index of the votes' class names each.
  public let table: ClassPairTable
  /// Answers of another class than the label, the most frequent first.
  public let confusions: [ClassConfusion]
  private let rowsOfPair: [Pair: [Int]]

  private struct Pair: Hashable {
    var label: Int32
    var answer: Int32
  }

  /// Counts.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - labels: The class of each row, below 0 where it has none.
  public init(_ votes: Votes, labels: [Int32]) {
    var table = ClassPairTable(classCount: votes.classNames.count)
    var rows: [Pair: [Int]] = [:]
    for row in 0..<votes.rowCount where labels[row] >= 0 {
      for answer in votes.answers(of: row) {
        let pair = Pair(label: labels[row], answer: votes.classes[answer])
        table.add(Int(pair.label), Int(pair.answer))
        guard pair.label != pair.answer, rows[pair]?.last != row else { continue }
        rows[pair, default: []].append(row)
      }
    }
    self.table = table
    rowsOfPair = rows
    confusions = classConfusions(votes, labels: labels)
  }

  /// Rows with a label for which a worker gave another answer, ascending.
  ///
  /// - Parameters:
  ///   - label: The class of the label.
  ///   - answer: The class of the answer, another one.
  public func rows(label: Int, answer: Int) -> [Int] {
    rowsOfPair[Pair(label: Int32(label), answer: Int32(answer))] ?? []
  }
}
