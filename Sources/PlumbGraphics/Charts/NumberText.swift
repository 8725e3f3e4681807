/// Numbers as charts write them: English, whatever the locale.
public enum NumberText {
  /// A whole number with a comma between thousands: 1,234,567.
  public static func whole(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var result = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// A number with this many decimals, 0...9, and commas between thousands: 0.93.
  ///
  /// A number with more than 15 digits, or that is not finite, gives an en dash.
  public static func decimal(_ value: Double, places: Int) -> String {
    let places = min(max(places, 0), 9)
    let unit = Int(power(10, Double(places)).rounded())
    guard abs(value) * Double(unit) < 1e15 else { return "–" }
    let scaled = Int((abs(value) * Double(unit)).rounded())
    let sign = value < 0 && scaled != 0 ? "−" : ""
    let (integer, fraction) = scaled.quotientAndRemainder(dividingBy: unit)
    guard places > 0 else { return sign + whole(integer) }
    let digits = String(fraction)
    let zeros = String(repeating: "0", count: places - digits.utf8.count)
    return "\(sign)\(whole(integer)).\(zeros)\(digits)"
  }
}
