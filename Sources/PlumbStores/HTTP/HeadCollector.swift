/// Collects the head of an answer from its lines, and refuses what no honest server sends.
struct HeadCollector {
  /// The status and fields so far; those of an interim answer (1xx) are dropped with it.
  private(set) var head = HTTPAnswer(status: 0)
  /// Whether the empty line at the end of the head has come.
  private(set) var isComplete = false
  /// Why no more is taken; nil where all is well.
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
    if byteCount > Self.mostBytes { trouble = "its head has more than \(Self.mostBytes) bytes" }
    if trouble != nil { return false }
    if isComplete, head.status >= 200 { return true }
    let text = String(decoding: line, as: UTF8.self)[...].trimmedOfBlanks
    if text.isEmpty {
      isComplete = head.status >= 200
    } else if line.starts(with: "HTTP/".utf8) {
      begin(text)
    } else {
      addField(text, line)
    }
    return trouble == nil
  }

  private mutating func begin(_ text: Substring) {
    let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, let status = decimal(words[1]), (100...999).contains(status) else {
      trouble = "it has no status code"
      return
    }
    head = HTTPAnswer(status: status)
  }

  private mutating func addField(_ text: Substring, _ line: UnsafeRawBufferPointer) {
    fieldCount += 1
    if fieldCount > Self.mostFields {
      trouble = "its head has more than \(Self.mostFields) fields"
      return
    }
    // Folded lines were abolished by RFC 9112, section 5.2: they hide fields from one reader.
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex, line[0] > 0x20 else {
      trouble = "a line in its head is no field"
      return
    }
    head.fields.append(
      HTTPField(
        String(text[..<colon]), String(text[text.index(after: colon)...].trimmedOfBlanks)))
  }
}

extension Substring {
  /// Without spaces, tabs and line ends around it.
  var trimmedOfBlanks: Substring {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
