import PlumbImageFacts
import PlumbSystem

/// Walks the markers of a JPEG (ITU-T T.81, annex B) without decoding anything.
struct JPEGHeaderReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 2
  private var header = JPEGHeader()

  /// Reads all markers up to the end of the image.
  static func read(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> JPEGHeader {
    var reader = JPEGHeaderReader(bytes: bytes)
    try reader.readTables()
    try ImageLimits.check(width: reader.header.width, height: reader.header.height)
    reader.readScans()
    try reader.header.checkLimits()
    return reader.header
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Finds the next marker at or after the offset and steps behind it.
  private mutating func nextMarker() -> UInt8? {
    while offset + 1 < bytes.count, let base = bytes.baseAddress {
      guard let hit = memchr(base + offset, 0xFF, bytes.count - offset) else { break }
      offset = UnsafeRawPointer(hit) - base + 1
      while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
      guard offset < bytes.count else { break }
      let code = bytes[offset]
      offset += 1
      // 0 is a stuffed byte of data; 1 and D0–D7 stand alone.
      if code > 0x01, !(0xD0...0xD7).contains(code) { return code }
    }
    offset = bytes.count
    return nil
  }

  /// The content of the segment at the offset, or nil if its length is invalid.
  private func segment() -> Range<Int>? {
    guard offset + 2 <= bytes.count else { return nil }
    let length = bytes.big16(offset)
    guard length >= 2, offset + length <= bytes.count else { return nil }
    return offset + 2..<offset + length
  }

  /// Everything up to the first scan.
  private mutating func readTables() throws(ImageFailure) {
    while let code = nextMarker() {
      if code == 0xD8 { continue }
      if code == 0xD9 { throw ImageFailure(.corrupt, "the image ends before its first scan") }
      guard let content = segment() else { throw brokenSegment(code) }
      offset = content.upperBound
      try readSegment(code, content)
      if code == 0xDA {
        if header.components.isEmpty {
          throw ImageFailure(.corrupt, "the first scan comes before the frame header")
        }
        return
      }
    }
    throw ImageFailure(.truncated, "the file ends at byte \(bytes.count), before any picture data")
  }

  /// A file that still has its end was not truncated: then the length itself is wrong.
  private func brokenSegment(_ code: UInt8) -> ImageFailure {
    let marker = "FF" + String(code, radix: 16, uppercase: true)
    if bytes.count > 4, bytes.suffix(2).elementsEqual([0xFF, 0xD9]) {
      return ImageFailure(.corrupt, "the segment \(marker) claims more bytes than the file has")
    }
    return ImageFailure(.truncated, "the file ends at byte \(bytes.count), inside its header")
  }

  private mutating func readSegment(_ code: UInt8, _ range: Range<Int>) throws(ImageFailure) {
    switch code {
    case 0xC0, 0xC1, 0xC2, 0xC9, 0xCA: try readFrame(code, range)
    case 0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF:
      throw ImageFailure(
        .unsupportedCoding, "a lossless or hierarchical JPEG (marker C\(code & 15))")
    case 0xDA: countScan(range)
    case 0xE0: header.isJFIF = header.isJFIF || bytes.part(range).has("JFIF\0")
    case 0xE1: readEXIF(range)
    case 0xE2:
      readProfilePart(range)
      if bytes.part(range).has("MPF\0") { header.hasPictureList = true }
    case 0xEE:
      if bytes.part(range).has("Adobe"), range.count >= 12 {
        header.adobeTransform = bytes[range.lowerBound + 11]
      }
    default: break
    }
  }

  private mutating func readFrame(_ code: UInt8, _ range: Range<Int>) throws(ImageFailure) {
    let content = bytes.part(range)
    guard content.count >= 6, content.count >= 6 + 3 * Int(content[5]), header.components.isEmpty
    else { throw ImageFailure(.corrupt, "the frame header is damaged") }
    guard content[0] == 8 else {
      throw ImageFailure(.unsupportedCoding, "\(content[0]) bits a sample, not 8")
    }
    header.height = content.big16(1)
    header.width = content.big16(3)
    header.isArithmetic = code >= 0xC9
    header.isProgressive = code == 0xC2 || code == 0xCA
    header.components = (0..<Int(content[5])).map { index in
      JPEGHeader.Component(
        identifier: content[6 + 3 * index], horizontal: Int(content[7 + 3 * index] >> 4),
        vertical: Int(content[7 + 3 * index] & 15))
    }
    guard [1, 3, 4].contains(header.components.count) else {
      throw ImageFailure(
        .unsupportedCoding, "\(header.components.count) colour components, not 1, 3 or 4")
    }
    guard header.components.allSatisfy({ 1...4 ~= $0.horizontal && 1...4 ~= $0.vertical }) else {
      throw ImageFailure(.corrupt, "the sampling factors are out of range")
    }
  }

  private mutating func readEXIF(_ range: Range<Int>) {
    let content = bytes.part(range)
    if content.has("http://ns.adobe.com/xap/1.0/\0") { header.metadata = range }
    guard content.has("Exif\0"), content.count >= 6 else { return }
    header.orientation = EXIFOrientation(tiff: content.part(6..<content.count))
  }

  private mutating func readProfilePart(_ range: Range<Int>) {
    let content = bytes.part(range)
    guard content.has("ICC_PROFILE\0"), content.count > 14 else { return }
    header.profileParts.append(
      (Int(content[12]), Int(content[13]), range.lowerBound + 14..<range.upperBound))
  }

  /// The rest of the file: counts scans and finds the end of the image.
  private mutating func readScans() {
    while let code = nextMarker() {
      if code == 0xD9 {
        header.end = offset
        return
      }
      guard let content = segment() else { continue }
      if code == 0xDA { countScan(content) }
      // Only tables and scans may stand here; a stray byte that looks like a marker is data.
      if [0xDA, 0xC4, 0xDB, 0xDD, 0xCC, 0xFE].contains(code) || code & 0xF0 == 0xE0 {
        offset = content.upperBound
      }
    }
  }

  private mutating func countScan(_ range: Range<Int>) {
    header.scanCount += 1
    let content = bytes.part(range)
    let named = content.isEmpty ? 0 : Int(content[0])
    // Behind the components: the first and last coefficient, and the bits that are still missing.
    let last = 1 + 2 * named
    let isFull = last + 2 < content.count && content[last + 2] & 15 == 0
    if header.finished.isEmpty {
      header.finished = [UInt64](repeating: 0, count: header.components.count)
    }
    for index in 0..<named where 1 + 2 * index < content.count {
      let identifier = content[1 + 2 * index]
      guard let place = header.components.firstIndex(where: { $0.identifier == identifier }) else {
        continue
      }
      header.scanSamples += header.samples(header.components[place])
      if !header.isProgressive {
        header.finished[place] = .max
      } else if isFull {
        header.finished[place] |= Self.bits(content[last], content[last + 1])
      }
    }
  }

  /// The bits of a range of coefficients; none if it is not legal.
  private static func bits(_ first: UInt8, _ last: UInt8) -> UInt64 {
    guard first <= last, last < 64 else { return 0 }
    return UInt64.max << UInt64(first) & UInt64.max >> UInt64(63 - last)
  }
}
