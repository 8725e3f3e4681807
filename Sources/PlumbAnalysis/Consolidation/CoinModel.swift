/// The part that one-coin models share: an answer is right with some chance, and wrong answers are
/// spread evenly over the other classes.
enum CoinModel {
  /// Works out how probable each class is for each row.
  ///
  /// - Parameters:
  ///   - table: The answers.
  ///   - logPrior: The logarithm of each class's share.
  ///   - gain: For an answer, the logarithm of its chance where it is right over its
  ///     chance where another class is.
  static func expectation(
    _ table: AnswerTable, logPrior: [Double], gain: @Sendable (_ answer: Int) -> Double
  ) -> Expectation {
    Expectation(table) { answers, weights in
      for id in weights.indices { weights[id] = logPrior[id] }
      for answer in answers { weights[Int(table.classes[answer])] += gain(answer) }
    }
  }
}
