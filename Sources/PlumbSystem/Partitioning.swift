extension RandomAccessCollection {
  /// The first index whose element fulfils a condition that all later elements fulfil too, found by
  /// binary search; the end where none does.
  @inlinable package func partitioningIndex(where isInSecondPart: (Element) throws -> Bool) rethrows
    -> Index
  {
    var (low, length) = (startIndex, count)
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if try isInSecondPart(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
