/// The parts of a split: training and validation, or training, validation and test.
package struct SplitFractions: Sendable, Hashable {
  /// The names of the parts, in their order.
  package let names: [String]
  /// The share of each part; more than 0, and 1 in all.
  package let shares: [Double]

  private static let allNames = ["train", "validation", "test"]

  /// Four fifths for training.
  package static let standard = SplitFractions(checked: [0.8, 0.2])

  private init(checked shares: [Double]) {
    self.shares = shares
    names = Array(Self.allNames.prefix(shares.count))
  }

  /// Reads shares such as `80,20` or `70,20,10`, in percent or as fractions of 1.
  ///
  /// - Returns: nil if they are not two or three numbers above 0 that make 100, or 1.
  package init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double(String($0.drop { $0 == " " }))
    }
    let shares = numbers.compactMap { $0 }
    let sum = shares.reduce(0, +)
    guard (2...Self.allNames.count).contains(numbers.count), shares.count == numbers.count,
      shares.allSatisfy({ $0 > 0 && $0.isFinite }), abs(sum - 100) < 1e-6 || abs(sum - 1) < 1e-6
    else { return nil }
    self.init(checked: shares.map { $0 / sum })
  }
}
