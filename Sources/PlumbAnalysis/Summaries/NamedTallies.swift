/// A tally that knows what it counts by its name.
protocol NamedTally: Sendable {
  var name: String { get }
  init(name: String)
}

/// Tallies by name, found without hashing where their order is that of the dataset's numbers.
///
/// Names are compared by their bytes: canonically equal class names are different classes.
struct NamedTallies<Tally: NamedTally>: Sendable {
  var all: [Tally] = []

  /// Where the tally of a name is; it is made where there is none.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - position: Where it is likely to be: its number in the dataset that is being added.
  mutating func index(of name: String, expectedAt position: Int) -> Int {
    if position < all.count, same(all[position].name, name) { return position }
    if let index = all.firstIndex(where: { same($0.name, name) }) { return index }
    all.append(Tally(name: name))
    return all.count - 1
  }

  private func same(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }
}
