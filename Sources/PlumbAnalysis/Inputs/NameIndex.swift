/// Finds the places of names in a list, by their UTF-8 bytes; for names that are `ByteString`s, a
/// dictionary does.
package struct NameIndex: Sendable {
  private var places: [[UInt8]: Int] = [:]

  /// Numbers names by their places; of equal ones the first counts.
  package init(_ names: [String] = []) {
    for (place, name) in names.enumerated() where places[Array(name.utf8)] == nil {
      places[Array(name.utf8)] = place
    }
  }

  /// The place of a name; nil if it is not there.
  package func place(of name: some Collection<UInt8>) -> Int? { places[Array(name)] }

  /// The place of a name, which is added to the list where it is new.
  mutating func place(of name: some Collection<UInt8>, addingTo names: inout [String]) -> Int {
    if let place = place(of: name) { return place }
    places[Array(name)] = names.count
    names.append(String(decoding: name, as: UTF8.self))
    return names.count - 1
  }
}
