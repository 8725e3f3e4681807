/// What the causes need to know about the surroundings of a fault.
extension JSONScanner {
  /// Whether the text has these characters at a position.
  func starts(with expected: String, at position: Int) -> Bool {
    text.dropFirst(position).starts(with: expected.utf8)
  }

  /// Typographic quotes, in groups of those that are used together.
  static let curlyQuotes = [["“", "”", "„", "‟", "″"], ["«", "»"], ["‘", "’", "‚", "‛"]]

  /// The typographic quote at a position.
  private func curly(at position: Int) -> String? {
    // The first byte of each of them.
    guard let first = byte(position), first == 0xE2 || first == 0xC2 else { return nil }
    return Self.curlyQuotes.joined().first { starts(with: $0, at: position) }
  }

  /// Whether there is a typographic quote at a position.
  func isCurly(at position: Int) -> Bool { curly(at: position) != nil }

  /// The first typographic quote in a range that seems to end a string: punctuation follows it.
  func curlyEnd(in range: Range<Int>) -> Int? {
    range.first { position in
      guard let quote = curly(at: position) else { return false }
      switch byte(afterSpaces(position + quote.utf8.count)) {
      case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
      default: return false
      }
    }
  }

  /// Whether the string at a position is a key: a colon follows it.
  func isKey(at position: Int) -> Bool {
    guard let end = text[(position + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return false }
    return byte(afterSpaces(end + 1)) == UInt8(ascii: ":")
  }

  /// Whether the string with the fault starts like a path of Windows.
  var isWindowsPath: Bool {
    let string = text[(stringStart + 1)...].prefix(3)
    return string.count == 3 && Self.isLetter(string.first ?? 0)
      && string.dropFirst().elementsEqual(":\\".utf8)
  }

  /// Whether the text is a string that contains an object of JSON.
  var isEncodedTwice: Bool {
    let start = afterSpaces(0)
    return starts(with: "\"{", at: start)
      && byte(afterSpaces(start + 2)).map { $0 == UInt8(ascii: "\\") } ?? false
  }

  /// Whether bytes as Python writes them start at a position.
  func isPythonBytes(at position: Int) -> Bool {
    starts(with: "b'", at: position) || starts(with: "b\"", at: position)
  }

  /// The cause of a single quote where a double one belongs.
  var singleQuotes: JSONCause {
    if isAtStart { return .quotedLine }
    if contains(": true", ": false", ": null") { return .singleQuotes }
    return contains("': ", "', '", "['", ": True", ": False", ": None")
      ? .pythonDictionary : .singleQuotes
  }

  private func contains(_ words: String...) -> Bool {
    words.contains { word in
      let first = word.utf8.first
      return text.indices.contains { text[$0] == first && starts(with: word, at: $0) }
    }
  }
}
