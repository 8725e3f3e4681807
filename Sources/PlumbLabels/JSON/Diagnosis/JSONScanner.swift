/// Finds where a text stops being JSON (RFC 8259).
///
/// Only for lines that were refused: simdjson is many times faster, but gives no position. Takes
/// time in proportion to the text.
struct JSONScanner {
  /// What may come next.
  enum Expectation {
    case value, elementOrEnd, key, keyOrEnd, colon, separator, end
  }

  /// How a text breaks the grammar.
  enum Fault {
    /// The byte at ``index`` is not allowed there.
    case unexpected
    /// The text ends too early.
    case ended
    /// The string at ``index`` has no end.
    case unclosedString
    /// A string contains the control character at ``index``.
    case control
    /// A string contains the invalid escape at ``index``.
    case escape
    /// The number at ``index`` is not written as in JSON.
    case number
    /// The word at ``index`` is none of true, false and null.
    case word
  }

  let text: UnsafeRawBufferPointer
  /// The position of the fault.
  private(set) var index = 0
  /// What may come at ``index``.
  private(set) var expectation = Expectation.value
  /// The last token, and the one before it; strings with their quotes.
  private(set) var previous = 0..<0
  private(set) var beforePrevious = 0..<0
  /// Where the string with the fault starts.
  private(set) var stringStart = 0
  private var open: [UInt8] = []
  private var key = 0..<0

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// Whether no value has been read and no container is open.
  var isAtStart: Bool { expectation == .value && open.isEmpty }

  /// Whether the innermost open container is an object.
  var isInObject: Bool { open.last == UInt8(ascii: "{") }

  /// The byte at a position; nil beyond the text.
  func byte(_ position: Int) -> UInt8? {
    text.indices.contains(position) ? text[position] : nil
  }

  /// The position of the next byte that is not white space; the text's length if there is none.
  func afterSpaces(_ position: Int) -> Int {
    var place = position
    while place < text.count, Self.isSpace(text[place]) { place += 1 }
    return place
  }

  /// The run of letters, digits and underscores at a position.
  func word(at position: Int) -> Range<Int> {
    var end = position
    while end < text.count, Self.isWordByte(text[end]) { end += 1 }
    return position..<end
  }

  /// Reads up to the first fault; nil if the text is JSON.
  mutating func firstFault() -> Fault? {
    while true {
      index = afterSpaces(index)
      guard index < text.count else { return expectation == .end ? nil : .ended }
      if let fault = step(text[index]) { return fault }
    }
  }

  private mutating func step(_ byte: UInt8) -> Fault? {
    switch (expectation, byte) {
    case (.keyOrEnd, UInt8(ascii: "}")), (.elementOrEnd, UInt8(ascii: "]")): close()
    case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")): return string(isKey: true)
    case (.colon, UInt8(ascii: ":")): take(1, then: .value)
    case (.separator, UInt8(ascii: ",")): take(1, then: isInObject ? .key : .value)
    case (.separator, UInt8(ascii: "}")) where isInObject: close()
    case (.separator, UInt8(ascii: "]")) where !isInObject: close()
    case (.value, _), (.elementOrEnd, _): return value(byte)
    default: return .unexpected
    }
    return nil
  }

  private mutating func value(_ byte: UInt8) -> Fault? {
    switch byte {
    case UInt8(ascii: "{"): enter(byte, then: .keyOrEnd)
    case UInt8(ascii: "["): enter(byte, then: .elementOrEnd)
    case UInt8(ascii: "\""): return string(isKey: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case _ where Self.isLetter(byte): return literal()
    default: return .unexpected
    }
    return nil
  }

  private mutating func take(_ count: Int, then next: Expectation) {
    (beforePrevious, previous) = (previous, index..<index + count)
    index += count
    expectation = next
  }

  private mutating func takeValue(_ count: Int) {
    take(count, then: open.isEmpty ? .end : .separator)
  }

  private mutating func enter(_ bracket: UInt8, then next: Expectation) {
    open.append(bracket)
    take(1, then: next)
  }

  private mutating func close() {
    open.removeLast()
    takeValue(1)
  }

  // MARK: Scalars

  private mutating func string(isKey: Bool) -> Fault? {
    stringStart = index
    var place = index + 1
    while place < text.count, text[place] != UInt8(ascii: "\"") {
      guard text[place] >= 0x20 else { return stop(at: place, .control) }
      if text[place] == UInt8(ascii: "\\"), place + 1 < text.count {
        guard let length = escapeLength(place) else { return stop(at: place, .escape) }
        place += length
      } else {
        place += 1
      }
    }
    guard place < text.count else { return .unclosedString }
    if isKey { key = index + 1..<place }
    let count = place + 1 - index
    if isKey { take(count, then: .colon) } else { takeValue(count) }
    return nil
  }

  private mutating func stop(at place: Int, _ fault: Fault) -> Fault {
    index = place
    return fault
  }

  private func escapeLength(_ backslash: Int) -> Int? {
    switch text[backslash + 1] {
    case UInt8(ascii: "u"):
      let digits = text[(backslash + 2)...].prefix(4)
      return digits.count == 4 && digits.allSatisfy(Self.isHexadecimal) ? 6 : nil
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    default: return nil
    }
  }

  private mutating func number() -> Fault? {
    if isAcceptedNotANumber() { return nil }
    let token = text[index...].prefix(while: Self.isNumberByte)
    guard LenientLine.isJSONNumber(token) else { return .number }
    takeValue(token.count)
    return nil
  }

  private mutating func literal() -> Fault? {
    if isAcceptedNotANumber() { return nil }
    let token = word(at: index)
    guard ["true", "false", "null"].contains(where: { matches($0, token) }) else { return .word }
    takeValue(token.count)
    return nil
  }

  /// Takes the words that ``LenientLine`` accepts as a confidence, which are not the fault.
  private mutating func isAcceptedNotANumber() -> Bool {
    guard matches("confidence", key) else { return false }
    for number in ["NaN", "Infinity", "-Infinity"] {
      let range = index..<min(index + number.utf8.count, text.count)
      guard matches(number, range) else { continue }
      takeValue(range.count)
      return true
    }
    return false
  }

  /// Whether a part of the text is exactly this.
  func matches(_ expected: String, _ range: Range<Int>) -> Bool {
    text[range].elementsEqual(expected.utf8)
  }

  // MARK: Bytes

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  static func isNumberByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
  }
}
