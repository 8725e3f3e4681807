/// Cuts a range into blocks of a fixed size, so that sums over blocks do not depend on how many
/// threads work on them.
///
/// - Parameters:
///   - count: How many elements there are.
///   - size: How many a block has; the last may have fewer.
package func blocks(of count: Int, size: Int) -> [Range<Int>] {
  stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
}

/// Cuts a range into blocks of about equal work.
///
/// - Parameters:
///   - starts: Where the work of each element begins; one more than there are elements.
///   - work: How much a block has, unless one element has more.
package func blocks(byWork starts: [Int], work: Int) -> [Range<Int>] {
  var result: [Range<Int>] = []
  var first = 0
  for element in 0..<max(0, starts.count - 1) where starts[element + 1] - starts[first] >= work {
    result.append(first..<element + 1)
    first = element + 1
  }
  if first < starts.count - 1 { result.append(first..<starts.count - 1) }
  return result
}
