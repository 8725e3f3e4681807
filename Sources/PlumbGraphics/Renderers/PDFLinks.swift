import PlumbSystem

/// Puts links into the pages of a PDF while Cairo writes it.
///
/// Cairo can write links, but keeps some 370 bytes for each until the document ends, and version
/// 1.16 damages the file if a link is outside a structure tag. So the annotations are inserted into
/// each page's dictionary as it passes, and the offsets in the table at the end of the file (PDF
/// 1.7, 7.5.4) are raised by the bytes inserted before them. Cairo must write version 1.4: from
/// 1.18 on, it packs newer versions into object streams.
struct PDFLinks {
  /// What the next line is.
  private enum Place {
    case objects
    case tableHead
    case tableEntries(Int)
    case tableOffset
  }

  /// The annotations of pages that have not passed yet, in page order.
  private var waiting: [[UInt8]] = []
  /// The number of Cairo's bytes that have passed.
  private var position = 0
  /// The positions of insertions, in Cairo's bytes, and the total inserted up to there.
  private var insertions: [(position: Int, total: Int)] = []
  private var place = Place.objects
  /// The start of an incomplete line.
  private var rest: [UInt8] = []
  /// Whether the next bytes belong to a line that can be ignored.
  private var isInsideLine = false
  private var isTableFound = false

  /// Relevant lines are shorter.
  private static let longestLine = 200
  private static let pageHead = Array("<< /Type /Page % ".utf8)
  private static let tableName = Array("xref\n".utf8)
  private static let tableEnd = Array("startxref\n".utf8)
  private static let lineFeed = UInt8(ascii: "\n")

  /// Whether every page and the table have been found.
  var isComplete: Bool { waiting.isEmpty && isTableFound }

  /// Sets the next page's links; call it once per page.
  mutating func add(_ links: [(frame: Rectangle, target: LinkTarget)], pageHeight: Double) {
    guard !links.isEmpty else { return waiting.append([]) }
    var text = Array("   /Annots [\n".utf8)
    for (frame, target) in links {
      let corners = [
        frame.x, pageHeight - frame.y - frame.height, frame.x + frame.width, pageHeight - frame.y,
      ]
      let numbers = corners.map(CoordinateText.text).joined(separator: " ")
      text += "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[\(numbers)]".utf8
      text += "/A<</S/URI/URI(\(target.pdfText))>>>>\n".utf8
    }
    text += "   ]\n".utf8
    waiting.append(text)
  }

  /// Takes the next bytes from Cairo and returns the bytes for the file.
  mutating func pass(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(rest.count + bytes.count + 1024)
    if rest.isEmpty {
      pass(lines: bytes, to: &out)
    } else {
      let all = rest + bytes
      rest = []
      all.withUnsafeBytes { pass(lines: $0, to: &out) }
    }
    return out
  }

  /// The rest at the end of the file.
  mutating func finish() -> [UInt8] {
    defer { rest = [] }
    return rest
  }

  private mutating func pass(lines bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    var start = 0
    while start < bytes.count, let base = bytes.baseAddress {
      let found = memchr(base + start, Int32(Self.lineFeed), bytes.count - start)
      guard let found else { break }
      let end = base.distance(to: UnsafeRawPointer(found)) + 1
      pass(line: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), to: &out)
      start = end
    }
    let open = UnsafeRawBufferPointer(rebasing: bytes[start...])
    if !isInsideLine, open.count < Self.longestLine {
      rest = Array(open)
    } else {
      isInsideLine = true
      put(open, to: &out)
    }
  }

  private mutating func pass(line: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    switch place {
    case _ where isInsideLine: put(line, to: &out)
    case .objects: passObject(line, to: &out)
    case .tableHead:
      // Such as "0 12": the number of the first object, and how many there are.
      place = .tableEntries(Self.number(line.dropFirst(2)))
      put(line, to: &out)
    case .tableEntries(let left):
      putRaised(line, digits: 10, to: &out)
      place = left > 1 ? .tableEntries(left - 1) : .objects
    case .tableOffset:
      putRaised(line, digits: 1, to: &out)
      place = .objects
      isTableFound = true
    }
    isInsideLine = false
  }

  private mutating func passObject(_ line: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    put(line, to: &out)
    if line.starts(with: Self.pageHead) {
      insertLinks(to: &out)
    } else if line.elementsEqual(Self.tableName) {
      place = .tableHead
    } else if line.elementsEqual(Self.tableEnd) {
      place = .tableOffset
    }
  }

  private mutating func insertLinks(to out: inout [UInt8]) {
    guard !waiting.isEmpty else { return }
    let text = waiting.removeFirst()
    guard !text.isEmpty else { return }
    out += text
    insertions.append((position, (insertions.last?.total ?? 0) + text.count))
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    out += bytes
    position += bytes.count
  }

  /// Writes a line that starts with an offset, converted from Cairo's bytes to the file.
  private mutating func putRaised(
    _ line: UnsafeRawBufferPointer, digits: Int, to out: inout [UInt8]
  ) {
    let count = line.prefix(while: Self.isDigit).count
    let offset = Self.number(line)
    let text = String(offset + inserted(before: offset))
    out += [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.utf8.count))
    out += text.utf8
    out += line.dropFirst(count)
    position += line.count
  }

  /// The number of bytes inserted before a position in Cairo's bytes.
  private func inserted(before offset: Int) -> Int {
    let next = insertions.partitioningIndex { $0.position > offset }
    return next == 0 ? 0 : insertions[next - 1].total
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The number that some bytes begin with; 0 without digits.
  private static func number(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.prefix(while: isDigit).reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
  }
}
