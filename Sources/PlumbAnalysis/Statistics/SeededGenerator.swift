/// A small generator of random numbers that gives the same numbers for the same seed everywhere:
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
package struct SeededGenerator: Sendable {
  private var state: UInt64

  /// Makes a generator.
  package init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 up to, and without, a bound of at least 1.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 up to, and without, 1.
  package mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// A random subset, in the order of the whole.
  ///
  /// - Parameters:
  ///   - elements: The whole.
  ///   - count: How many are taken; all of them where there are no more.
  package mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    guard count < elements.count else { return elements }
    var indices = Array(elements.indices)
    for position in 0..<max(0, count) {
      indices.swapAt(position, position + below(indices.count - position))
    }
    return indices.prefix(max(0, count)).sorted().map { elements[$0] }
  }
}
