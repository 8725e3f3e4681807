import PlumbText

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
  private var indices: [ByteString: Int] = [:]

  /// Where the tally of a name is; it is made where there is none.
  mutating func index(of name: String) -> Int {
    let key = ByteString(name)
    if let index = indices[key] { return index }
    indices[key] = all.count
    all.append(Tally(name: name))
    return all.count - 1
  }
}

/// Whether two lists of tallies have the same names byte for byte; `==` of names is looser.
func sameNames(_ left: [some NamedTally], _ right: [some NamedTally]) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { ByteString($0.name) == ByteString($1.name) }
}
