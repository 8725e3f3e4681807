/// The part that one-coin models share: an answer is right with some chance, and wrong answers are
/// spread evenly over the other classes.
enum CoinModel {
  /// Works out how probable each class is for each row.
  ///
  /// - Parameters:
  ///   - table: The answers.
  ///   - logPrior: The logarithm of each class's share.
  ///   - gain: For an answer and its row, the logarithm of its chance where it is right over its
  ///     chance where another class is.
  static func expectation(
    _ table: AnswerTable, logPrior: [Double], gain: @Sendable (_ answer: Int, _ row: Int) -> Double
  ) -> Expectation {
    let parts = concurrentMap(table.rowBlocks) { rows in
      var part = ExpectationPart(classSums: [Double](repeating: 0, count: table.classCount))
      withUnsafeTemporaryAllocation(of: Double.self, capacity: table.classCount) { weights in
        for row in rows {
          let answers = table.answers(ofRow: row)
          guard !answers.isEmpty else {
            part.rows.appendEmpty()
            continue
          }
          for id in weights.indices { weights[id] = logPrior[id] }
          for answer in answers { weights[Int(table.classes[answer])] += gain(answer, row) }
          part.append(logWeights: weights, answeredClasses: table.classes[answers])
        }
      }
      return part
    }
    return Expectation(parts, classCount: table.classCount)
  }
}
