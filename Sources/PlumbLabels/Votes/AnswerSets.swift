/// The sets of classes that workers chose, in a job with several classes per image.
///
/// Each answer of the ``Votes`` then has one of these sets as its class: `Votes.classes` are indices of
/// ``members``, and `Votes.classNames` are the sets in words.
public struct AnswerSets: Sendable, Equatable {
  /// Names of the classes: those of the dataset in its order, then any that only answers have.
  ///
  /// Compare them by their UTF-8 bytes, never by `==`.
  public let classNames: [String]
  /// The classes of each set, indices of ``classNames``, ascending and each once; empty where a worker
  /// chose nothing.
  public let members: [[Int]]

  /// Makes the sets that answers refer to.
  ///
  /// - Parameters:
  ///   - classNames: Names of the classes.
  ///   - members: The classes of each set, in any order; indices of the names.
  public init(classNames: [String], members: [[Int]]) {
    self.classNames = classNames
    self.members = members.map { Set($0).sorted() }
  }

  /// Makes the sets of a batch.
  ///
  /// - Parameters:
  ///   - keys: The sets as an ``AnswerSetKey`` has them.
  ///   - dataset: The labels, whose classes come first.
  init(_ keys: [[UInt8]], _ dataset: Dataset) {
    var table = ByteStringTable()
    for name in dataset.classNames { _ = table.intern(name) }
    let names = keys.map(AnswerSetKey.names)
    let others = Set(names.joined()).sorted { $0.lexicographicallyPrecedes($1) }
    for name in others { _ = table.intern(name[...]) }
    members = names.map { set in set.map { table.intern($0[...]) }.sorted() }
    classNames = (0..<table.count).map { table.string($0) }
  }

  /// A set in words.
  func words(_ set: Int) -> String {
    members[set].isEmpty ? "(none)" : members[set].map { classNames[$0] }.joined(separator: " + ")
  }
}

/// A set of class names as bytes, equal for equal sets: each name once, in the order of their bytes,
/// behind its length; the first byte says nothing, so that the empty set has one too.
enum AnswerSetKey {
  private static let lengthSize = 4

  /// The bytes of a set.
  static func bytes(_ names: [[UInt8]]) -> [UInt8] {
    let sorted = Set(names).sorted { $0.lexicographicallyPrecedes($1) }
    return sorted.reduce(into: [0]) { bytes, name in
      bytes += (0..<lengthSize).map { UInt8(truncatingIfNeeded: name.count >> ($0 * 8)) } + name
    }
  }

  /// The names of a set.
  static func names(_ key: [UInt8]) -> [[UInt8]] {
    var (names, rest) = ([[UInt8]](), key.dropFirst())
    while rest.count >= lengthSize {
      let length = rest.prefix(lengthSize).reversed().reduce(0) { $0 << 8 | Int($1) }
      names.append(Array(rest.dropFirst(lengthSize).prefix(length)))
      rest = rest.dropFirst(lengthSize + length)
    }
    return names
  }
}
