// Finds all pairs of 100,000 made-up hashes that differ in at most six bits, and says how long it took.
// Built by bench/run together with HashIndex.swift and DisjointSets.swift of the sources.

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Numbers: RandomNumberGenerator {
  var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let radius = 6
var numbers = Numbers()
var hashes: [UInt64] = []
for index in 0..<count {
  // Every tenth is a copy of an earlier one with up to eight bits changed.
  if index % 10 == 9, let original = hashes.randomElement(using: &numbers) {
    let flips = (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
      UInt64(1) << UInt64.random(in: 0..<64, using: &numbers)
    }
    hashes.append(flips.reduce(original, ^))
  } else {
    hashes.append(numbers.next())
  }
}

let clock = ContinuousClock()
var pairs = 0
var sets = DisjointSets(count: count)
let time = clock.measure {
  HashIndex(hashes).forEachPair(within: radius) { later, earlier, _ in
    pairs += 1
    sets.join(later, earlier)
  }
}
let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
print(
  "{\"hashes\": \(count), \"radius\": \(radius), \"pairs\": \(pairs), "
    + "\"groups\": \(sets.groups().count), \"seconds\": \(seconds)}")
