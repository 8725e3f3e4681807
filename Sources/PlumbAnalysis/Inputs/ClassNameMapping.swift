import PlumbLabels
import PlumbText

/// How the class names of a file are those of a manifest.
public enum ClassNameMapping: Sendable, Hashable {
  /// They are the same names, byte for byte.
  case names
  /// They are numbers: the class indices of the manifest.
  case indices
  /// They are the same names behind a prefix such as `prob_`.
  case prefix(String)
  /// They are the same names before a suffix such as `_score`.
  case suffix(String)

  /// What was done, as a sentence part; nil if names are used as they are.
  public var note: String? {
    switch self {
    case .names: nil
    case .indices: "class numbers are read as the manifest's class indices"
    case .prefix(let prefix): "class names are read without the prefix '\(prefix)'"
    case .suffix(let suffix): "class names are read without the suffix '\(suffix)'"
    }
  }
}

/// Puts the class names of predictions or reference labels to those of a manifest.
struct ClassNameMatcher {
  /// How the names are put to classes.
  let mapping: ClassNameMapping
  private let classOfIndex: [Int: String]

  /// Finds out how names are meant.
  ///
  /// - Parameters:
  ///   - names: The names of the file, each once.
  ///   - dataset: The labels.
  ///   - subject: What the names belong to, such as "the reference labels".
  /// - Throws: if none of them is a class of the manifest, with both lists and the likely cause.
  init(
    _ names: [[UInt8]], _ dataset: Dataset, subject: String
  ) throws(FormatError) {
    let classes = Set(dataset.classNames.map { Array($0.utf8) })
    let classOfIndex = Self.indices(dataset)
    self.classOfIndex = classOfIndex
    guard !classes.isEmpty, !names.isEmpty, !names.contains(where: classes.contains) else {
      mapping = .names
      return
    }
    let numbers = names.map(Self.number)
    if numbers.allSatisfy({ $0.map { classOfIndex[$0] != nil } ?? false }) {
      mapping = .indices
    } else if let prefix = Self.commonPrefix(names),
      names.contains(where: { classes.contains(Array($0.dropFirst(prefix.count))) })
    {
      mapping = .prefix(String(decoding: prefix, as: UTF8.self))
    } else if let suffix = Self.commonSuffix(names),
      names.contains(where: { classes.contains(Array($0.dropLast(suffix.count))) })
    {
      mapping = .suffix(String(decoding: suffix, as: UTF8.self))
    } else {
      let cause = Self.cause(
        names: names, numbers: numbers, in: dataset, classOfIndex: classOfIndex)
      throw FormatError(
        "none of the classes in \(subject) is in the manifest: "
          + "\(Self.list(names.map { String(decoding: $0, as: UTF8.self) })) against "
          + "\(Self.list(dataset.classNames)) under '\(shortenedName(dataset.attribute.name))'; "
          + cause)
    }
  }

  /// The class that a name means; the name itself where it is no class.
  func className(_ name: [UInt8]) -> [UInt8] {
    switch mapping {
    case .names: return name
    case .indices:
      return Self.number(name).flatMap { classOfIndex[$0] }.map { Array($0.utf8) } ?? name
    case .prefix(let prefix): return Array(name.dropFirst(prefix.utf8.count))
    case .suffix(let suffix): return Array(name.dropLast(suffix.utf8.count))
    }
  }

  // MARK: Numbers

  /// A whole number as written in tables: `3`, or `3.0` if a program treated it as a fraction.
  private static func number(_ name: [UInt8]) -> Int? {
    Double(String(decoding: name, as: UTF8.self)).flatMap { Int(exactly: $0) }
  }

  /// The class of each index of the manifest; empty if an index means two classes.
  private static func indices(_ dataset: Dataset) -> [Int: String] {
    var classes: [Int: Int] = [:]
    for row in 0..<dataset.count {
      for (id, index) in dataset.classIndices(ofRow: row) {
        if let other = classes.updateValue(id, forKey: index), other != id { return [:] }
      }
    }
    return classes.mapValues { dataset.classNames[$0] }
  }

  // MARK: Names

  /// What all names begin with, up to the last separator in it.
  private static func commonPrefix(_ names: [[UInt8]]) -> [UInt8]? {
    guard var prefix = names.first else { return nil }
    for name in names { prefix = Array(zip(prefix, name).prefix { $0 == $1 }.map(\.0)) }
    let separators = Array("_-.:/ ".utf8)
    guard let end = prefix.lastIndex(where: separators.contains) else { return nil }
    return Array(prefix[...end])
  }

  /// What all names end with, from the first separator in it.
  private static func commonSuffix(_ names: [[UInt8]]) -> [UInt8]? {
    commonPrefix(names.map { $0.reversed() })?.reversed()
  }

  /// Why no name fits and what to do, as the end of a sentence.
  private static func cause(
    names: [[UInt8]], numbers: [Int?], in dataset: Dataset, classOfIndex: [Int: String]
  ) -> String {
    if !numbers.contains(nil) { return numberCause(numbers.compactMap(\.self), classOfIndex) }
    let folded = Dictionary(
      dataset.classNames.map { (foldedName($0), $0) }, uniquingKeysWith: { one, _ in one })
    for name in names.map({ String(decoding: $0, as: UTF8.self) }) {
      if let other = folded[foldedName(name)] {
        return "they differ in letter case, spaces or punctuation, as '\(shortenedName(name))' and "
          + "'\(shortenedName(other))' do; write them as the manifest does"
      }
    }
    return
      "they seem to belong to another attribute; choose it with --attribute"
  }

  private static func numberCause(_ numbers: [Int], _ classOfIndex: [Int: String]) -> String {
    guard !classOfIndex.isEmpty else {
      return "they are numbers, but the manifest gives its classes no distinct indices; use class "
        + "names"
    }
    let known = classOfIndex.sorted { $0.key < $1.key }.prefix(listed)
      .map { "\($0.key) is '\(shortenedName($0.value))'" }.joined(separator: ", ")
    let unknown = numbers.first { classOfIndex[$0] == nil }.map { ", \($0) is unknown" } ?? ""
    return
      "they are numbers, but not the manifest's class indices (\(known)\(unknown)); use class names"
  }

  private static let listed = 5

  private static func list(_ names: [String]) -> String {
    let rest = names.count > listed ? " and \(names.count - listed) more" : ""
    return names.prefix(listed).map { "'\(shortenedName($0))'" }.joined(separator: ", ") + rest
  }
}

/// A name as messages quote it: its first forty characters at most.
private func shortenedName(_ name: String) -> String {
  name.count > 40 ? name.prefix(40) + "…" : name
}
