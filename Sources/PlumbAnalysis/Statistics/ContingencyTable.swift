/// Counts by two properties, and how far they depend on each other.
struct ContingencyTable {
  /// Rows of counts, all of one length; rows and columns without a count are left out.
  let counts: [[Double]]
  private let rowSums: [Double]
  private let columnSums: [Double]
  /// Everything counted.
  let total: Double

  /// Makes a table of rows of one length.
  init(_ counts: [[Int]]) {
    let columns = (counts.first?.indices ?? 0..<0).filter { column in
      counts.contains { $0[column] > 0 }
    }
    let rows = counts.map { row in columns.map { Double(row[$0]) } }
      .filter { $0.contains { $0 > 0 } }
    self.counts = rows
    rowSums = rows.map { $0.reduce(0, +) }
    columnSums = columns.indices.map { column in rows.reduce(0) { $0 + $1[column] } }
    total = rowSums.reduce(0, +)
  }

  /// Whether there is anything to compare: two rows and two columns at least.
  var isComparable: Bool { rowSums.count > 1 && columnSums.count > 1 }

  private func expected(_ row: Int, _ column: Int) -> Double {
    rowSums[row] * columnSums[column] / total
  }

  /// Pearson's statistic.
  var chiSquare: Double {
    var sum = 0.0
    for row in counts.indices {
      for column in columnSums.indices {
        let difference = counts[row][column] - expected(row, column)
        sum += difference * difference / expected(row, column)
      }
    }
    return sum
  }

  var degreesOfFreedom: Int { (rowSums.count - 1) * (columnSums.count - 1) }

  /// The chance of such a difference where there is none.
  var p: Double {
    isComparable ? chiSquareTail(chiSquare, degreesOfFreedom: degreesOfFreedom) : 1
  }

  /// Cramér's V, from 0 (independent) to 1, without the bias of small counts.
  ///
  /// W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean
  /// Statistical Society 42 (2013).
  var cramersV: Double {
    guard isComparable, total > 1 else { return 0 }
    let (rows, columns) = (Double(rowSums.count), Double(columnSums.count))
    let phi = max(0, chiSquare / total - (columns - 1) * (rows - 1) / (total - 1))
    let smaller = min(
      columns - (columns - 1) * (columns - 1) / (total - 1),
      rows - (rows - 1) * (rows - 1) / (total - 1))
    return smaller > 1 ? min(1, (phi / (smaller - 1)).squareRoot()) : 0
  }

  /// How far each count is from what is expected, in standard deviations (adjusted residuals).
  var residuals: [[Double]] {
    counts.indices.map { row in
      columnSums.indices.map { column in
        let deviation =
          (expected(row, column) * (1 - rowSums[row] / total) * (1 - columnSums[column] / total))
          .squareRoot()
        return deviation > 0 ? (counts[row][column] - expected(row, column)) / deviation : 0
      }
    }
  }
}
