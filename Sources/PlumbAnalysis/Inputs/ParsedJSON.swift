import PlumbText

/// A JSON value, as it was read.
///
/// Texts stay bytes: class names and keys are compared by these.
enum ParsedJSON: Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string([UInt8])
  case array([Element])
  case object([Member])

  /// A value in an array, with the line on which it begins.
  struct Element: Equatable {
    var line: Int
    var value: ParsedJSON
  }

  /// A value in an object, with the line of its key.
  struct Member: Equatable {
    var line: Int
    var key: [UInt8]
    var value: ParsedJSON
  }

  /// The text, where it is a string.
  var text: [UInt8]? { if case .string(let text) = self { text } else { nil } }

  /// The number, where it is one.
  var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// The first value under a key, where it is an object.
  func member(_ key: String) -> ParsedJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.elementsEqual(key.utf8) }?.value
  }

  /// Reads one document (RFC 8259).
  ///
  /// - Parameters:
  ///   - bytes: The document, and nothing but white space behind it.
  ///   - firstLine: The number of its first line, for messages.
  static func parse(
    _ bytes: ArraySlice<UInt8>, firstLine: Int = 1
  ) throws(FormatError) -> ParsedJSON {
    var parser = JSONParser(bytes, line: firstLine)
    return try parser.document()
  }
}

/// A recursive descent over the bytes of a document.
private struct JSONParser {
  private static let deepest = 64
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var line: Int

  init(_ bytes: ArraySlice<UInt8>, line: Int) {
    self.bytes = bytes
    self.line = line
    position = bytes.startIndex
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
  }

  mutating func document() throws(FormatError) -> ParsedJSON {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.endIndex else { throw wrong("there is text after the end of the JSON") }
    return value
  }

  private func wrong(_ words: String) -> FormatError { FormatError(line: line, words) }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private mutating func take(_ byte: Character) -> Bool {
    skipSpace()
    guard next == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(FormatError) -> ParsedJSON {
    skipSpace()
    guard depth < Self.deepest else { throw wrong("the JSON is nested too deeply") }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw wrong("the JSON ends too early")
    default: return try number()
    }
  }

  private mutating func word(
    _ word: String, _ value: ParsedJSON
  ) throws(FormatError) -> ParsedJSON {
    guard bytes[position...].starts(with: word.utf8) else { throw wrong("this is not JSON") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(FormatError) -> ParsedJSON {
    let start = position
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    let text = bytes[start..<position]
    // Swift reads ".5" and "+1" as well, which JSON does not know.
    let isPlain = text.first.map { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } ?? false
    guard isPlain, let number = Double(String(decoding: text, as: UTF8.self)) else {
      throw wrong("this is not JSON")
    }
    return .number(number)
  }

  private mutating func array(depth: Int) throws(FormatError) -> ParsedJSON {
    var elements: [ParsedJSON.Element] = []
    position += 1
    if take("]") { return .array([]) }
    repeat {
      skipSpace()
      elements.append(ParsedJSON.Element(line: line, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("]") else { throw wrong("an array is not closed") }
    return .array(elements)
  }

  private mutating func object(depth: Int) throws(FormatError) -> ParsedJSON {
    var members: [ParsedJSON.Member] = []
    position += 1
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw wrong("a key of an object must be a string") }
      let (keyLine, key) = (line, try string())
      guard take(":") else { throw wrong("a colon must follow the key of an object") }
      members.append(
        ParsedJSON.Member(line: keyLine, key: key, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw wrong("an object is not closed") }
    return .object(members)
  }

  // MARK: Strings

  private mutating func string() throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    position += 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw wrong("a string contains a control character")
      default: text.append(byte)
      }
    }
    throw wrong("a string is not closed")
  }

  private mutating func escape() throws(FormatError) -> [UInt8] {
    guard let byte = next else { throw wrong("a string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw wrong("a string has an invalid escape")
    }
  }

  /// One code point, from one escape or from the two of a surrogate pair.
  private mutating func unicodeEscape() throws(FormatError) -> [UInt8] {
    let first = try hexadecimal()
    var code = first
    if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: Array("\\u".utf8)) {
      position += 2
      let second = try hexadecimal()
      guard (0xDC00..<0xE000).contains(second) else {
        throw wrong("a string has half of a surrogate pair")
      }
      code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw wrong("a string has half of a surrogate pair")
    }
    return Array(String(scalar).utf8)
  }

  private mutating func hexadecimal() throws(FormatError) -> UInt32 {
    let text = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard text.utf8.count == 4, let code = UInt32(text, radix: 16) else {
      throw wrong("\\u must be followed by four hexadecimal digits")
    }
    position += 4
    return code
  }
}
