import PlumbImageFacts

/// Walks the chunks of a PNG (ISO/IEC 15948, section 5) without decoding anything.
struct PNGHeaderReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 8
  private var header = PNGHeader()

  static func read(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> PNGHeader {
    var reader = PNGHeaderReader(bytes: bytes)
    guard bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw bytes.count < 8
        ? ImageFailure(.truncated, "the file ends at byte \(bytes.count), inside its signature")
        : ImageFailure(.corrupt, "the PNG signature is damaged, as by a transfer in text mode")
    }
    try reader.readFrame()
    try reader.readChunks()
    return reader.header
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private mutating func readFrame() throws(ImageFailure) {
    guard bytes.count >= 33 else {
      throw ImageFailure(.truncated, "the file ends at byte \(bytes.count), inside its header")
    }
    guard bytes.big32(8) == 13, bytes.has("IHDR", at: 12) else {
      throw ImageFailure(.corrupt, "the first chunk is not the image header")
    }
    try readSize()
    guard checksumFits(16..<29) else {
      throw ImageFailure(.corrupt, "the checksum of the image header does not fit")
    }
    guard let type = PNGHeader.ColourType(rawValue: bytes[25]), type.depths.contains(bytes[24])
    else {
      throw ImageFailure(.corrupt, "colour type \(bytes[25]) with \(bytes[24]) bits is not legal")
    }
    guard bytes[26] == 0, bytes[27] == 0, bytes[28] <= 1 else {
      throw ImageFailure(.corrupt, "the header names an unknown compression, filter or interlace")
    }
    header.colourType = type
    header.depth = bytes[24]
    header.isInterlaced = bytes[28] == 1
    header.decoderRanges = [0..<33]
    offset = 33
  }

  private mutating func readSize() throws(ImageFailure) {
    header.width = bytes.big32(16)
    header.height = bytes.big32(20)
    guard header.width <= 0x7FFF_FFFF, header.height <= 0x7FFF_FFFF else {
      throw ImageFailure(
        .badDimensions, "the header says \(header.width) × \(header.height) pixels")
    }
    try ImageLimits.check(width: header.width, height: header.height)
  }

  private mutating func readChunks() throws(ImageFailure) {
    while header.end == nil {
      guard offset + 8 <= bytes.count else { break }
      let length = bytes.big32(offset)
      let name = bytes.part(offset + 4..<offset + 8)
      guard length <= 0x7FFF_FFFF, name.allSatisfy(Self.isLetter) else {
        if header.hasPixels {
          header.isDamaged = true
          return
        }
        throw ImageFailure(.corrupt, "the chunk at byte \(offset) is damaged")
      }
      let content = offset + 8..<min(offset + 8 + length, bytes.count)
      let next = offset + 12 + length
      if next > bytes.count { try endsInside(name, content) } else { try readChunk(name, content) }
      offset = min(next, bytes.count)
    }
    try checkPixels()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
  }

  /// A truncated last chunk; available picture data is used.
  private mutating func endsInside(
    _ name: UnsafeRawBufferPointer, _ content: Range<Int>
  ) throws(ImageFailure) {
    if name.has("IDAT") {
      header.cutData = content
      header.hasPixels = true
    } else if !header.hasPixels, bytes.count > 45, bytes.has("IEND", at: bytes.count - 8) {
      throw ImageFailure(
        .corrupt, "the chunk at byte \(offset) claims more bytes than the file has")
    }
  }

  private mutating func readChunk(
    _ name: UnsafeRawBufferPointer, _ content: Range<Int>
  ) throws(ImageFailure) {
    let whole = offset..<content.upperBound + 4
    let isIntact = checksumFits(content)
    if name.has("IDAT") {
      // Here, since the decoder does not look at the last one.
      if !isIntact { header.dataIsIntact = false }
      header.decoderRanges.append(whole)
      header.hasPixels = true
      return
    }
    if !isIntact { addWrongChecksum(String(decoding: name, as: UTF8.self)) }
    if name.has("IEND") {
      header.end = whole.upperBound
    } else if !header.hasPixels {
      readAncillary(name, content: content, isIntact: isIntact, whole: whole)
    }
  }

  private mutating func addWrongChecksum(_ name: String) {
    if !header.wrongChecksums.names.contains(name) { header.wrongChecksums.names.append(name) }
    if !header.hasPixels { header.wrongChecksums.areEarly = true }
  }

  private mutating func readAncillary(
    _ name: UnsafeRawBufferPointer, content: Range<Int>, isIntact: Bool, whole: Range<Int>
  ) {
    if name.has("PLTE"), header.palette.isEmpty, header.colourType != .gray,
      header.colourType != .grayAlpha
    {
      header.palette = stride(from: content.lowerBound, to: content.upperBound - 2, by: 3)
        .prefix(256).map { (bytes[$0], bytes[$0 + 1], bytes[$0 + 2]) }
      if !isIntact { header.isDamaged = true }
    } else if name.has("tRNS"), header.transparency == nil, isIntact {
      header.transparency = content
      if header.colourType == .rgb || header.depth == 16 { header.decoderRanges.append(whole) }
    } else if name.has("iCCP") {
      if isIntact { header.profile = content } else { header.profileIsOdd = true }
    } else if name.has("sRGB") {
      header.isSRGB = true
    } else if name.has("eXIf") {
      header.orientation =
        isIntact ? EXIFOrientation(tiff: bytes.part(content)) : EXIFOrientation(odd: ())
    } else if name.has("acTL") {
      header.isAnimated = true
    }
  }

  /// The checksum covers the chunk's name and content.
  private func checksumFits(_ content: Range<Int>) -> Bool {
    let found = bytes.part(content.lowerBound - 4..<content.upperBound).checksum
    return Int(found) == bytes.big32(content.upperBound)
  }

  private func checkPixels() throws(ImageFailure) {
    if !header.hasPixels {
      throw header.end == nil
        ? ImageFailure(.truncated, "the file ends at byte \(bytes.count), before any picture data")
        : ImageFailure(.corrupt, "there is no picture data in the file")
    }
    if header.colourType == .palette, header.palette.isEmpty {
      throw ImageFailure(.corrupt, "the image uses a palette that is not in the file")
    }
  }
}
