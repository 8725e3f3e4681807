/// A problem in a manifest, with its line.
public struct Problem: Sendable, Hashable {
  /// The physical line, from 1; 0 if it concerns the whole file.
  public var line: Int
  /// The kind of problem.
  public var code: ProblemCode
  /// What is wrong and, where it helps, what to do; one sentence for people.
  ///
  /// Holds data from the manifest: escape it before it is shown.
  public var message: String

  /// Makes a problem.
  public init(line: Int, code: ProblemCode, message: String) {
    self.line = line
    self.code = code
    self.message = message
  }
}

/// A compact list of problems: messages are stored once, because a bad manifest can have the same
/// problem a million times.
struct ProblemList: Sendable {
  private struct Entry {
    var line: UInt32
    var code: ProblemCode
    var message: UInt32
  }

  private var entries: [Entry] = []
  private var messages = ByteStringTable()

  var isEmpty: Bool { entries.isEmpty }

  mutating func append(line: Int, _ code: ProblemCode, _ message: String) {
    let id = messages.intern(message)
    entries.append(Entry(line: UInt32(clamping: line), code: code, message: UInt32(id)))
  }

  /// Without the problems of some lines.
  func without(_ lines: Set<Int>) -> ProblemList {
    guard !lines.isEmpty else { return self }
    var result = self
    result.entries.removeAll { lines.contains(Int($0.line)) }
    return result
  }

  /// Adds another list's entries, with their lines moved down.
  mutating func append(_ other: ProblemList, lineOffset: Int) {
    guard !other.isEmpty else { return }
    let ids = (0..<other.messages.count).map { messages.intern(other.messages[$0]) }
    for entry in other.entries {
      entries.append(
        Entry(
          line: entry.line + UInt32(clamping: lineOffset), code: entry.code,
          message: UInt32(ids[Int(entry.message)])))
    }
  }

  /// The problems, in the order of their lines; those of one line in the order they were found.
  func sorted() -> [Problem] {
    // Each text is made once, so that a million problems share it.
    let texts = (0..<messages.count).map { messages.string($0) }
    return inOrder.map { entry in
      Problem(line: Int(entry.line), code: entry.code, message: texts[Int(entry.message)])
    }
  }

  /// The entries, by line.
  private var inOrder: [Entry] {
    // Most lists are in order as they were filled, and a sorted copy takes much memory.
    let areInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0.line <= $1.line }
    if areInOrder { return entries }
    return entries.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }
}

/// A text of the manifest as messages quote it: its first eighty characters at most.
func shortened(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(81)
  guard start.count > 80 else { return text }
  return String(String.UnicodeScalarView(start.dropLast())) + "…"
}

/// The same for bytes that may be cut inside a character.
func shortened(_ bytes: UnsafeRawBufferPointer) -> String {
  // Eighty characters have 320 bytes at most, so the cut is never seen.
  shortened(String(decoding: bytes.prefix(330), as: UTF8.self))
}
