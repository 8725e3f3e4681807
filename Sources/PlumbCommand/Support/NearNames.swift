/// Names that look like one that is not known, for messages.
enum NearNames {
  private static let listed = 3

  /// " Did you mean 'a' or 'b'?", with a space in front; empty if nothing is near.
  static func sentence(_ name: String, _ known: [String]) -> String {
    let near = near(name, known).map { "'\($0)'" }
    guard let last = near.last else { return "" }
    let others = near.dropLast()
    let list = others.isEmpty ? last : others.joined(separator: ", ") + " or " + last
    return " Did you mean \(list)?"
  }

  /// The nearest names: those that begin alike or differ in few letters, the nearest first.
  static func near(_ name: String, _ known: [String]) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    let distances = known.map { candidate -> (name: String, distance: Int) in
      let letters = Array(candidate.unicodeScalars)
      let isPart =
        wanted.count >= 3 && (letters.starts(with: wanted) || wanted.starts(with: letters))
      return (candidate, isPart ? 1 : editDistance(wanted, letters))
    }
    return distances.filter { $0.distance <= max(1, wanted.count / 3) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(listed).map(\.name)
  }

  /// How many letters must be added, taken away or changed (Levenshtein 1966).
  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
