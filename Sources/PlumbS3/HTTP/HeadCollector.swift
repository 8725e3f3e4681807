/// Collects the head of an answer from its lines, and refuses what no honest server sends.
struct HeadCollector {
  /// The status and fields so far; those of an interim answer (1xx) are dropped with it.
  private(set) var head = HTTPAnswer(status: 0)
  /// Whether the empty line at the end of the head has come.
  private(set) var isComplete = false
  /// Why no more is taken; nil if all is well.
  private(set) var trouble: String?

  private var byteCount = 0
  private var fieldCount = 0

  /// Of all heads together: interim answers without end are refused too.
  private static let mostBytes = 64 << 10
  private static let mostFields = 200

  /// Takes one line with its end.
  ///
  /// - Returns: Whether all is well.
  mutating func add(_ line: UnsafeRawBufferPointer) -> Bool {
    byteCount += line.count
    // What comes behind the body counts, but says nothing that is of use.
    if byteCount > Self.mostBytes {
      trouble = "the response header has more than \(Self.mostBytes) bytes"
    }
    if trouble != nil { return false }
    if isComplete, head.status >= 200 { return true }
    let text = line.trimmedOfBlanks
    if text.isEmpty {
      isComplete = head.status >= 200
    } else if line.starts(with: "HTTP/".utf8) {
      begin(text)
    } else {
      addField(text, line)
    }
    return trouble == nil
  }

  private mutating func begin(_ text: UnsafeRawBufferPointer) {
    let words = text.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, let status = decimal(String(decoding: words[1], as: UTF8.self)),
      (100...999).contains(status)
    else {
      trouble = "the response has no status code"
      return
    }
    head = HTTPAnswer(status: status)
  }

  /// Takes a line without the blanks around it, and as it came.
  private mutating func addField(_ text: UnsafeRawBufferPointer, _ line: UnsafeRawBufferPointer) {
    fieldCount += 1
    if fieldCount > Self.mostFields {
      trouble = "the response header has more than \(Self.mostFields) fields"
      return
    }
    // Folded lines were abolished by RFC 9112, section 5.2: they hide fields from one reader.
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0, line[0] > 0x20 else {
      trouble = "the response header has an invalid line"
      return
    }
    let value = UnsafeRawBufferPointer(rebasing: text[(colon + 1)...]).trimmedOfBlanks
    head.fields.append(
      HTTPField(
        String(decoding: text[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)))
  }
}

extension UnsafeRawBufferPointer {
  /// Without spaces, tabs and line ends around it.
  fileprivate var trimmedOfBlanks: UnsafeRawBufferPointer {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var (start, end) = (0, count)
    while start < end, isBlank(self[start]) { start += 1 }
    while start < end, isBlank(self[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[start..<end])
  }
}
