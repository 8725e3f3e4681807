import PlumbText

/// Which of a job's files the workers' answers are read from.
public enum AnswerSource: String, Sendable, Hashable, CaseIterable {
  /// `worker-response/iteration-N/<object>/<time>.json`: one or more files per object, with times.
  case workerResponse = "worker-response"
  /// `consolidation-request/iteration-N/<time>.json`: one file per batch, with the images' names
  /// but without times.
  case consolidationRequest = "consolidation-request"

  /// The folder of the files below a job's `annotations`.
  public var folder: String {
    switch self {
    case .workerResponse: rawValue
    case .consolidationRequest: "consolidated-annotation/\(rawValue)"
    }
  }

  /// The number of folders between that folder and a file.
  public var depth: Int { self == .workerResponse ? 2 : 1 }
}

/// A file of answers, described by its path.
///
/// Files are in the order of their iterations, as numbers; then of their objects; then of the bytes
/// of their paths, which end in the time they were written.
package struct AnswerFile: Sendable, Hashable, Comparable {
  /// Which kind of file it is.
  package let source: AnswerSource
  /// The path in the job's folder.
  package let path: String
  /// The N of `iteration-N`.
  package let iteration: Int
  /// The object whose answers the file holds, for worker responses: a line's number, from 0.
  package let object: Int?

  /// Reads a path.
  ///
  /// Numbers have no leading zeros, as the service writes them.
  ///
  /// - Parameters:
  ///   - path: The path in the job's folder.
  ///   - folder: The beginning of the path that is above the iterations; empty if it has none.
  ///   - source: Which kind of file it is.
  /// - Returns: nil if the names are not those of the service.
  package init?(path: String, below folder: String, source: AnswerSource) {
    var rest = path.utf8[...]
    if !folder.isEmpty {
      guard rest.starts(with: folder.utf8) else { return nil }
      rest = rest.dropFirst(folder.utf8.count)
      guard rest.popFirst() == UInt8(ascii: "/") else { return nil }
    }
    guard let iteration = Self.number(Self.component(&rest), after: "iteration-") else {
      return nil
    }
    var object: Int?
    if source == .workerResponse {
      object = Self.number(Self.component(&rest), after: "")
      if object == nil { return nil }
    }
    guard rest.count > 5, rest.suffix(5).elementsEqual(".json".utf8),
      !rest.contains(UInt8(ascii: "/"))
    else { return nil }
    self.source = source
    self.path = path
    self.iteration = iteration
    self.object = object
  }

  /// Compares the order in which files are read.
  package static func < (left: AnswerFile, right: AnswerFile) -> Bool {
    if left.iteration != right.iteration { return left.iteration < right.iteration }
    if let one = left.object, let other = right.object, one != other { return one < other }
    return ByteString(left.path) < ByteString(right.path)
  }

  /// Compared by bytes, as the names of files are.
  package static func == (left: AnswerFile, right: AnswerFile) -> Bool {
    left.source == right.source && ByteString(left.path) == ByteString(right.path)
  }

  /// Hashes the bytes, as `==` compares them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ByteString(path))
  }

  /// Takes the part before the next `/`, and that sign.
  private static func component(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let part = rest.prefix { $0 != UInt8(ascii: "/") }
    rest = rest.dropFirst(part.count + 1)
    return part
  }

  /// The number after a word, written as `String` would write it.
  private static func number(_ part: Substring.UTF8View, after word: StaticString) -> Int? {
    let count = word.utf8CodeUnitCount
    guard part.prefix(count).elementsEqual(word.description.utf8) else { return nil }
    return objectNumber(part.dropFirst(count))
  }
}

/// A number from 0 as the service writes it: digits without leading zeros; nil for anything else.
func objectNumber(_ digits: some Collection<UInt8>) -> Int? {
  guard (1...18).contains(digits.count) else { return nil }
  if digits.first == UInt8(ascii: "0"), digits.count > 1 { return nil }
  var value = 0
  for byte in digits {
    let digit = byte &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}
