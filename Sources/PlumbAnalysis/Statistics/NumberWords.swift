/// Numbers inside the sentences of this target: plain ASCII, whatever the locale.
enum NumberWords {
  /// A count with what is counted, in the singular or the plural: 1 label, 3 labels.
  static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A share from 0 to 1 as a percentage: whole ones, and a small or nearly full one never as 0 or
  /// 100.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "<1 %" }
    if share < 1, share > 0.995 { return ">99 %" }
    return "\(Int((share * 100).rounded())) %"
  }

  /// A probability with two decimals; a small or nearly full one never as 0 or 1.
  static func probability(_ value: Double) -> String {
    if value > 0, value < 0.005 { return "<0.01" }
    if value < 1, value > 0.995 { return ">0.99" }
    return decimal(value, places: 2)
  }

  /// A share with its interval of 95 %: "30 % (18 to 45 %)".
  static func share(_ share: Double, _ interval: ClosedRange<Double>) -> String {
    "\(percent(share)) (\(Int((interval.lowerBound * 100).rounded())) to "
      + "\(Int((interval.upperBound * 100).rounded())) %)"
  }

  /// A non-negative number with a given number of decimals.
  static func decimal(_ value: Double, places: Int) -> String {
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    let scaled = Int((value * Double(unit)).rounded())
    guard places > 0 else { return String(scaled) }
    let digits = String(scaled % unit)
    return "\(scaled / unit)." + String(repeating: "0", count: places - digits.utf8.count) + digits
  }
}
