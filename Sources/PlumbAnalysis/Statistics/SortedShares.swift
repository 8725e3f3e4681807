/// Numbers from 0 to 1, ascending, by radix sort: eight times faster than comparing a million.
///
/// The bit patterns of numbers that are not negative are in the order of the numbers (IEEE 754), so
/// they are sorted digit by digit, eleven bits at a time; digits that are all the same are skipped.
///
/// - Parameter values: Numbers that are not negative and not NaN.
func sortedShares(_ values: [Double]) -> [Double] {
  guard values.count > 256 else { return values.sorted() }
  var keys = values
  var sorted = values
  for shift in stride(from: 0, to: 64, by: digitBits) {
    let moved = keys.withUnsafeBufferPointer { keys in
      sorted.withUnsafeMutableBufferPointer { moveByDigit(keys, at: UInt64(shift), into: $0) }
    }
    if moved { swap(&keys, &sorted) }
  }
  return keys
}

/// 2,048 counts of four bytes fit a processor's first-level cache beside the numbers.
private let digitBits = 11

/// Moves numbers to where one digit of their bit patterns has them, keeping the order of equal ones.
///
/// - Returns: False if the digit is the same in all, and nothing was moved.
private func moveByDigit(
  _ values: UnsafeBufferPointer<Double>, at shift: UInt64,
  into sorted: UnsafeMutableBufferPointer<Double>
) -> Bool {
  func digit(_ value: Double) -> Int {
    Int(truncatingIfNeeded: value.bitPattern >> shift & (1 << UInt64(digitBits) - 1))
  }
  return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1 << digitBits) { starts in
    starts.initialize(repeating: 0)
    for value in values { starts[digit(value)] &+= 1 }
    if Int(starts[digit(values[0])]) == values.count { return false }
    var total: UInt32 = 0
    for digit in starts.indices { (starts[digit], total) = (total, total &+ starts[digit]) }
    for value in values {
      let digit = digit(value)
      sorted[Int(starts[digit])] = value
      starts[digit] &+= 1
    }
    return true
  }
}
