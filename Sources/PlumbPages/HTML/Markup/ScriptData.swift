import PlumbReports

/// Writes JSON inside a `script` element of a page.
///
/// What could end the element or start markup (`<`, `>`, `&`), and the line separators U+2028 and
/// U+2029, are escaped, so that any text stays inside its quotes.
struct ScriptData {
  private(set) var bytes: [UInt8] = []
  private let write: ([UInt8]) throws -> Void
  private var needsComma = false

  /// The text is given away in pieces of about this size.
  private static let pieceLength = 1 << 18
  private static let digits = Array("0123456789abcdef".utf8)

  /// Begins a text.
  ///
  /// - Parameter write: Takes the text, piece by piece.
  init(to write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  /// Gives away what is left.
  mutating func finish() throws {
    try write(bytes)
    bytes.removeAll()
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  // MARK: Values

  /// An object; its members are written by `key` and a value each.
  mutating func object(_ body: (inout ScriptData) throws -> Void) throws {
    try enclosed(open: "{", close: "}", body)
  }

  /// A list.
  mutating func array(_ body: (inout ScriptData) throws -> Void) throws {
    try enclosed(open: "[", close: "]", body)
  }

  private mutating func enclosed(
    open: Unicode.Scalar, close: Unicode.Scalar, _ body: (inout ScriptData) throws -> Void
  ) throws {
    comma()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
    try relieve()
  }

  /// A list of one value for each element.
  mutating func array<Element>(
    of elements: some Sequence<Element>, _ body: (inout ScriptData, Element) throws -> Void
  ) throws {
    try array { data in
      for element in elements {
        try body(&data, element)
        try data.relieve()
      }
    }
  }

  /// Gives a piece away where there is enough for one.
  private mutating func relieve() throws {
    guard bytes.count >= Self.pieceLength else { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The name of a member; its value follows.
  mutating func key(_ name: StaticString) {
    string(name.withUTF8Buffer { Array($0) })
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Nothing is known.
  mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Yes or no.
  mutating func bool(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A whole number.
  mutating func integer(_ value: Int) {
    comma()
    appendDigits(of: value)
  }

  /// A number with the fewest digits that identify it; null if it is not finite.
  mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    if value == value.rounded(), abs(value) < 1e15 { return integer(Int(value)) }
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A text.
  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// A text of UTF-8.
  mutating func string(_ text: [UInt8]) { text.withUnsafeBytes { string($0) } }

  private mutating func string(_ text: UnsafeRawBufferPointer) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in text.enumerated() where Self.isSpecial(byte) {
      guard let length = Self.escapedLength(text, index) else { continue }
      bytes.append(contentsOf: text[start..<index])
      appendEscape(text, index)
      start = index + length
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Characters

  /// Whether a byte may begin something that is escaped.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "&"), 0xE2:
      true
    default: false
    }
  }

  /// How many bytes are replaced; nil if the byte begins another character after all.
  private static func escapedLength(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    guard text[index] == 0xE2 else { return 1 }
    let isSeparator =
      index + 2 < text.count && text[index + 1] == 0x80 && (0xA8...0xA9).contains(text[index + 2])
    return isSeparator ? 3 : nil
  }

  private mutating func appendEscape(_ text: UnsafeRawBufferPointer, _ index: Int) {
    let byte = text[index]
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
      return
    }
    let unit = byte == 0xE2 ? 0x2028 + Int(text[index + 2] - 0xA8) : Int(byte)
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(Self.digits[unit >> shift & 15]) }
  }

  private mutating func appendDigits(of value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}

extension ScriptData {
  /// A list of texts.
  mutating func strings(_ texts: [String]) throws {
    try array(of: texts) { $0.string($1) }
  }

  /// A list of whole numbers.
  mutating func integers(_ values: some Sequence<Int>) throws {
    try array(of: values) { $0.integer($1) }
  }

  /// A run-length encoded list: each value, and how often it is repeated.
  mutating func runs(_ values: some Sequence<Int>) throws {
    try array { data in
      var current: (value: Int, count: Int)?
      for value in values {
        if let run = current, run.value == value {
          current = (value, run.count + 1)
        } else {
          if let run = current { data.append(run) }
          current = (value, 1)
        }
      }
      if let run = current { data.append(run) }
    }
  }

  private mutating func append(_ run: (value: Int, count: Int)) {
    integer(run.value)
    integer(run.count)
  }

  /// A list of ascending numbers: the differences from each to the next, from 0, as ``runs(_:)``.
  mutating func steps(_ values: some Sequence<Int>) throws {
    var previous = 0
    try runs(
      values.lazy.map { value in
        defer { previous = value }
        return value - previous
      })
  }
}
