/// A line in which anything that only strict parsers refuse is replaced.
///
/// - A number that overflows `Double` becomes a string of the same characters, so that a message
///   can quote it.
/// - `NaN`, `Infinity` and `-Infinity`, which Python writes, become strings if they are the value
///   of a `confidence`.
/// - An escaped lone surrogate becomes U+FFFD followed by its four hexadecimal digits, so that
///   different originals stay different.
///
/// Everything else is copied, so any other broken line is still refused.
struct LenientLine {
  /// The rewritten line.
  var bytes: [UInt8] = []
  /// Whether an escaped lone surrogate was replaced.
  private(set) var replacedSurrogates = false
  private var replacedNumbers = false

  /// Rewrites a line; nil if there was nothing to replace.
  init?(_ line: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(line.count + 64)
    var index = 0
    while index < line.count {
      switch line[index] {
      case UInt8(ascii: "\""): copyString(line, &index)
      case UInt8(ascii: "N"), UInt8(ascii: "I"): copyWord(line, &index)
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): copyNumber(line, &index)
      default:
        bytes.append(line[index])
        index += 1
      }
    }
    if !replacedSurrogates && !replacedNumbers { return nil }
  }

  private mutating func copyString(_ line: UnsafeRawBufferPointer, _ index: inout Int) {
    bytes.append(line[index])
    index += 1
    while index < line.count {
      let byte = line[index]
      if byte == UInt8(ascii: "\\") {
        copyEscape(line, &index)
        continue
      }
      bytes.append(byte)
      index += 1
      if byte == UInt8(ascii: "\"") { return }
    }
  }

  private mutating func copyEscape(_ line: UnsafeRawBufferPointer, _ index: inout Int) {
    guard let unit = Self.escapedUnit(line, index), (0xD800...0xDFFF).contains(unit) else {
      bytes.append(contentsOf: line[index..<min(index + 2, line.count)])
      index += 2
      return
    }
    if unit < 0xDC00, let low = Self.escapedUnit(line, index + 6), (0xDC00...0xDFFF).contains(low) {
      bytes.append(contentsOf: line[index..<index + 12])
      index += 12
      return
    }
    bytes.append(contentsOf: Array("\\uFFFD".utf8))
    bytes.append(contentsOf: line[index + 2..<index + 6])
    replacedSurrogates = true
    index += 6
  }

  /// The code unit of an escape `\uXXXX` at an index, if there is one.
  private static func escapedUnit(_ line: UnsafeRawBufferPointer, _ index: Int) -> UInt32? {
    guard index + 6 <= line.count, line[index] == UInt8(ascii: "\\"),
      line[index + 1] == UInt8(ascii: "u")
    else { return nil }
    let digits = String(decoding: line[index + 2..<index + 6], as: UTF8.self)
    return digits.utf8.count == 4 ? UInt32(digits, radix: 16) : nil
  }

  /// Copies a word that is not JSON: as a string if it is a confidence, unchanged otherwise.
  private mutating func copyWord(_ line: UnsafeRawBufferPointer, _ index: inout Int) {
    let start = index
    while index < line.count, (0x61...0x7A).contains(line[index] | 0x20) { index += 1 }
    let word = String(decoding: line[start..<index], as: UTF8.self)
    let isMinus = bytes.last == UInt8(ascii: "-")
    guard word == "NaN" && !isMinus || word == "Infinity", followsConfidence(isMinus) else {
      bytes.append(contentsOf: line[start..<index])
      return
    }
    if isMinus { bytes.removeLast() }
    bytes.append(contentsOf: "\"\(isMinus ? "-" : "")\(word)\"".utf8)
    replacedNumbers = true
  }

  /// Whether the copy so far ends in the key `confidence`.
  private func followsConfidence(_ isMinus: Bool) -> Bool {
    let tail = bytes.suffix(64).dropLast(isMinus ? 1 : 0).filter { $0 != 0x20 && $0 != 0x09 }
    return tail.suffix(13).elementsEqual("\"confidence\":".utf8)
  }

  private mutating func copyNumber(_ line: UnsafeRawBufferPointer, _ index: inout Int) {
    let start = index
    while index < line.count, Self.isNumberByte(line[index]) { index += 1 }
    let token = line[start..<index]
    if Self.isJSONNumber(token), let value = Double(String(decoding: token, as: UTF8.self)),
      value.isFinite, Self.fitsParser(token)
    {
      bytes.append(contentsOf: token)
    } else if Self.isJSONNumber(token) {
      replacedNumbers = true
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: token)
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.append(contentsOf: token)
    }
  }

  /// simdjson refuses integers of more than 20 digits even where `Double` could hold them.
  private static func fitsParser(_ token: Slice<UnsafeRawBufferPointer>) -> Bool {
    token.contains { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) && $0 != 0x2D }
      || token.count < 19
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Whether a token follows JSON's grammar of numbers (RFC 8259, section 6).
  static func isJSONNumber(_ token: some Collection<UInt8>) -> Bool {
    var rest = token[...]
    func digits() -> Int {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let leadingZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
