/// Numbers as charts write them: English, whatever the locale.
package enum NumberText {
  /// A whole number with a comma between thousands: 1,234,567.
  package static func whole(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var result = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// A count with what is counted, in the singular or the plural: 1 label, 1,234 labels.
  ///
  /// - Parameters:
  ///   - count: The number.
  ///   - noun: What is counted.
  ///   - plural: The same if there is not one of it; with an s behind it if this is nil.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(whole(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A number with this many decimals, 0...9, and commas between thousands: 0.93.
  ///
  /// A number with more than 15 digits, or that is not finite, gives an en dash.
  package static func decimal(_ value: Double, places: Int) -> String {
    let places = min(max(places, 0), 9)
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    guard abs(value) * Double(unit) < 1e15 else { return "–" }
    let scaled = Int((abs(value) * Double(unit)).rounded())
    let sign = value < 0 && scaled != 0 ? "−" : ""
    let (integer, fraction) = scaled.quotientAndRemainder(dividingBy: unit)
    guard places > 0 else { return sign + whole(integer) }
    let digits = String(fraction)
    let zeros = String(repeating: "0", count: places - digits.utf8.count)
    return "\(sign)\(whole(integer)).\(zeros)\(digits)"
  }

  /// A count in at most four characters, where there is no room for all its digits: 950, 1.2k, 12k,
  /// 3.4M.
  ///
  /// Rounded; counts of a billion and more go on in millions.
  package static func short(_ value: Int) -> String {
    if value < 1_000 { return whole(value) }
    // What would round to a thousand thousands is a million.
    let (unit, sign) = value < 999_500 ? (1_000.0, "k") : (1_000_000, "M")
    let amount = Double(value) / unit
    return decimal(amount, places: amount < 9.95 ? 1 : 0) + sign
  }

  /// A share as a whole percentage without its sign: 97.
  ///
  /// A share above 0 is never written as 0, nor one below 1 as 100; one that is not finite gives an
  /// en dash.
  package static func percent(_ share: Double) -> String {
    if share > 0, share < 0.01 { return "<1" }
    if share < 1, share >= 0.99 { return "99" }
    return decimal(share * 100, places: 0)
  }
}
