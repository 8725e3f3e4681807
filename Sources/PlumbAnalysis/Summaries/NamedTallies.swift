/// A tally that knows what it counts by its name.
protocol NamedTally: Sendable {
  var name: String { get }
  init(name: String)
}

/// Tallies by name, in the order of first appearance.
///
/// Names are compared by their bytes: canonically equal class names are different classes.
struct NamedTallies<Tally: NamedTally>: Sendable {
  var all: [Tally] = []
  private var indices: [[UInt8]: Int] = [:]

  /// Where the tally of a name is; it is made where there is none.
  mutating func index(of name: String) -> Int {
    let bytes = Array(name.utf8)
    if let index = indices[bytes] { return index }
    indices[bytes] = all.count
    all.append(Tally(name: name))
    return all.count - 1
  }
}
