/// A limit that a check uses, which users can change in `plumb.yml`.
public struct Threshold: Sendable, Hashable {
  /// The key in `plumb.yml`: small letters and hyphens.
  public var name: String
  /// The default.
  public var value: Double
  /// The allowed values.
  public var range: ClosedRange<Double>
  /// Whether only whole numbers are allowed.
  public var isWhole: Bool
  /// What it limits, for the manual.
  public var meaning: String

  /// A number with a fraction.
  init(_ name: String, _ value: Double, in range: ClosedRange<Double>, meaning: String) {
    self.name = name
    self.value = value
    self.range = range
    isWhole = false
    self.meaning = meaning
  }

  /// A whole number.
  init(_ name: String, whole value: Int, in range: ClosedRange<Int>, meaning: String) {
    self.name = name
    self.value = Double(value)
    self.range = Double(range.lowerBound)...Double(range.upperBound)
    isWhole = true
    self.meaning = meaning
  }
}

/// The thresholds of one run of a check: the user's values, or else the defaults.
public struct Thresholds: Sendable, Hashable {
  private var values: [String: Double]

  /// Takes the user's values by name; they must be in their ranges.
  public init(_ values: [String: Double] = [:]) { self.values = values }

  /// The number for a threshold.
  public subscript(threshold: Threshold) -> Double { values[threshold.name] ?? threshold.value }

  /// The same, of a threshold that is a whole number.
  func whole(_ threshold: Threshold) -> Int { Int(self[threshold].rounded()) }
}
