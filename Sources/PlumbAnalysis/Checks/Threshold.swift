/// A number that a check judges by, which a user may change.
public struct Threshold: Sendable, Hashable {
  /// The key in `plumb.yml`: small letters and hyphens.
  public var name: String
  /// The number where the user names none.
  public var value: Double
  /// The numbers that make sense.
  public var range: ClosedRange<Double>
  /// Whether only whole numbers make sense.
  public var isWhole: Bool
  /// What it does, in words.
  public var meaning: String

  /// A number with a fraction.
  init(_ name: String, _ value: Double, in range: ClosedRange<Double>, _ meaning: String) {
    self.name = name
    self.value = value
    self.range = range
    isWhole = false
    self.meaning = meaning
  }

  /// A whole number.
  init(_ name: String, whole value: Int, in range: ClosedRange<Int>, _ meaning: String) {
    self.name = name
    self.value = Double(value)
    self.range = Double(range.lowerBound)...Double(range.upperBound)
    isWhole = true
    self.meaning = meaning
  }
}

/// The numbers that one check is run with: the user's, and its own where there are none.
public struct Thresholds: Sendable, Hashable {
  private var values: [String: Double]

  /// Takes the user's numbers by name; they must be in their ranges.
  public init(_ values: [String: Double] = [:]) { self.values = values }

  /// The number for a threshold.
  public subscript(threshold: Threshold) -> Double { values[threshold.name] ?? threshold.value }

  /// The same, of a threshold that is a whole number.
  func whole(_ threshold: Threshold) -> Int { Int(self[threshold].rounded()) }
}
