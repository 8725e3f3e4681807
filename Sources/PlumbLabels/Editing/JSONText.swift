/// The byte positions of the parts of a JSON text.
///
/// An edited line must stay as it was except for the change, so it is cut and joined, never
/// rewritten. A parser has already validated the text; this only finds the parts, and gives up on
/// anything unexpected.
struct JSONText {
  private let bytes: UnsafeRawBufferPointer
  private var index: Int

  /// One member of an object.
  struct Member {
    /// Where it begins: its opening quotation mark.
    var start: Int
    /// The key between the quotation marks, as it is written.
    var key: Range<Int>
    /// The value.
    var value: Range<Int>
  }

  private init(_ bytes: UnsafeRawBufferPointer, at index: Int) {
    self.bytes = bytes
    self.index = index
  }

  /// The members of an object at a position, and its end, after the closing bracket.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - start: Where to look; white space is skipped.
  /// - Returns: nil if there is no object.
  static func object(
    in bytes: UnsafeRawBufferPointer, at start: Int = 0
  ) -> (members: [Member], range: Range<Int>)? {
    var text = JSONText(bytes, at: start)
    text.skipSpace()
    let first = text.index
    guard let members = text.members() else { return nil }
    return (members, first..<text.index)
  }

  /// The positions of the elements of a list.
  ///
  /// - Returns: nil if the range holds no list.
  static func elements(
    in bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> [Range<Int>]? {
    var text = JSONText(bytes, at: range.lowerBound)
    guard text.take(UInt8(ascii: "[")) else { return nil }
    if text.take(UInt8(ascii: "]")) { return [] }
    var elements: [Range<Int>] = []
    repeat {
      guard let element = text.value() else { return nil }
      elements.append(element)
    } while text.take(UInt8(ascii: ","))
    return text.take(UInt8(ascii: "]")) ? elements : nil
  }

  // MARK: Parts

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  /// Takes a character, with the white space around it.
  private mutating func take(_ sign: UInt8) -> Bool {
    skipSpace()
    guard byte == sign else { return false }
    index += 1
    return true
  }

  private mutating func members() -> [Member]? {
    guard take(UInt8(ascii: "{")) else { return nil }
    if take(UInt8(ascii: "}")) { return [] }
    var members: [Member] = []
    repeat {
      skipSpace()
      let start = index
      guard let key = string(), take(UInt8(ascii: ":")), let value = value() else { return nil }
      members.append(
        Member(start: start, key: key.lowerBound + 1..<key.upperBound - 1, value: value))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? members : nil
  }

  /// A string with its quotation marks.
  private mutating func string() -> Range<Int>? {
    let start = index
    guard byte == UInt8(ascii: "\"") else { return nil }
    index += 1
    while let byte {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return start..<index }
    }
    return nil
  }

  /// Any value, without recursion: nesting may be arbitrarily deep.
  private mutating func value() -> Range<Int>? {
    skipSpace()
    let start = index
    var depth = 0
    while let byte {
      switch byte {
      case UInt8(ascii: "\""): guard string() != nil else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // That of the object or list around a word.
        if depth == 0 { return nil }
        depth -= 1
        index += 1
      default: skipWord()
      }
      if depth == 0 { return index > start ? start..<index : nil }
    }
    return nil
  }

  /// A number, a word, or the signs and white space between values.
  private mutating func skipWord() {
    let start = index
    while let byte, !Self.isDelimiter(byte) { index += 1 }
    if index == start { index += 1 }
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), 0x20, 0x09...0x0D:
      true
    default: false
    }
  }
}

extension JSONText {
  /// The value of a string, as UTF-8, with escapes decoded as the manifest's reader does it: an
  /// escaped lone surrogate becomes U+FFFD and its four digits.
  ///
  /// - Parameter range: The string without its quotation marks.
  static func unescaped(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "u") {
        index = appendUnit(bytes, range, at: index, to: &result)
      } else {
        result.append(plainEscape(bytes[index + 1]))
        index += 2
      }
    }
    return result
  }

  private static func plainEscape(_ sign: UInt8) -> UInt8 {
    switch sign {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: sign
    }
  }

  /// Appends the character of `\uXXXX` or of a pair of them; returns the index after it.
  private static func appendUnit(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, at index: Int, to result: inout [UInt8]
  ) -> Int {
    guard let unit = unit(bytes, range, at: index) else {
      result.append(bytes[index])
      return index + 1
    }
    if (0xD800..<0xDC00).contains(unit), let low = self.unit(bytes, range, at: index + 6),
      (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    {
      result += Array(String(Character(scalar)).utf8)
      return index + 12
    }
    if let scalar = Unicode.Scalar(unit) {
      result += Array(String(Character(scalar)).utf8)
    } else {
      result += Array("\u{FFFD}".utf8) + bytes[index + 2..<index + 6]
    }
    return index + 6
  }

  private static func unit(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, at index: Int
  ) -> UInt32? {
    guard index + 6 <= range.upperBound, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
