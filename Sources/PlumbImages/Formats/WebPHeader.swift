import PlumbImageFacts

/// The content of a WebP's chunks (RFC 9649), read before the decoder gets the file.
struct WebPHeader {
  var width = 0
  var height = 0
  var profile: Range<Int>?
  var orientation = EXIFOrientation()
  var isAnimated = false
  /// The picture data of the first frame of an animation, and where it is on the canvas.
  var frame: (data: Range<Int>, area: Area)?

  /// A part of a picture, in pixels.
  struct Area: Equatable {
    var left = 0
    var top = 0
    var size: PixelSize

    /// The same part of a smaller picture.
    func scaled(from whole: PixelSize, to size: PixelSize) -> Area {
      func across(_ length: Int) -> Int { (length * size.width + whole.width / 2) / whole.width }
      func down(_ length: Int) -> Int { (length * size.height + whole.height / 2) / whole.height }
      let start = (x: min(across(left), size.width - 1), y: min(down(top), size.height - 1))
      return Area(
        left: start.x, top: start.y,
        size: PixelSize(
          max(1, min(across(left + self.size.width), size.width) - start.x),
          max(1, min(down(top + self.size.height), size.height) - start.y)))
    }
  }

  /// The part of the picture that the decoder fills.
  var area: Area { frame?.area ?? Area(size: PixelSize(width, height)) }

  /// The offset after the last byte that the file says it has; nil if the file ends before it.
  var end: Int?
}

/// Walks the chunks of a WebP without decoding anything.
struct WebPHeaderReader {
  private let bytes: UnsafeRawBufferPointer
  private var header = WebPHeader()

  /// The bytes of a frame's head, in front of its picture data.
  private static let frameHead = 16

  static func read(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> WebPHeader {
    var reader = WebPHeaderReader(bytes: bytes)
    guard bytes.count >= 20 else {
      throw ImageFailure(.truncated, "the file ends at byte \(bytes.count), inside its header")
    }
    reader.readChunks()
    let header = reader.header
    if header.width == 0, header.height == 0 {
      throw header.end == nil
        ? ImageFailure(.truncated, "the file ends at byte \(bytes.count), before any picture data")
        : ImageFailure(.corrupt, "there is no picture data in the file")
    }
    try ImageLimits.check(width: header.width, height: header.height)
    return header
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private mutating func readChunks() {
    // The size of the file is that of all chunks, without the first eight bytes.
    let end = 8 + Int(bytes.little(UInt32.self, 4))
    if end <= bytes.count { header.end = end }
    var offset = 12
    while offset + 8 <= min(end, bytes.count) {
      let length = Int(bytes.little(UInt32.self, offset + 4))
      let content = offset + 8..<min(offset + 8 + length, bytes.count)
      readChunk(bytes.part(offset..<offset + 4), content)
      offset += 8 + length + length % 2
    }
  }

  private mutating func readChunk(_ name: UnsafeRawBufferPointer, _ content: Range<Int>) {
    let chunk = bytes.part(content)
    if name.has("VP8X"), chunk.count >= 10 {
      setSize(1 + Self.little24(chunk, 4), 1 + Self.little24(chunk, 7))
      header.isAnimated = chunk[0] & 2 != 0
    } else if name.has("VP8 "), chunk.count >= 10 {
      setSize(
        Int(chunk.little(UInt16.self, 6)) & 0x3FFF, Int(chunk.little(UInt16.self, 8)) & 0x3FFF)
    } else if name.has("VP8L"), chunk.count >= 5 {
      let bits = chunk.little(UInt32.self, 1)
      setSize(1 + Int(bits & 0x3FFF), 1 + Int(bits >> 14 & 0x3FFF))
    } else if name.has("ICCP"), header.profile == nil {
      header.profile = content
    } else if name.has("EXIF") {
      let start = chunk.has("Exif\0\0") ? 6 : 0
      header.orientation = EXIFOrientation(tiff: chunk.part(start..<chunk.count))
    } else if name.has("ANMF"), header.frame == nil, chunk.count > Self.frameHead {
      let area = WebPHeader.Area(
        left: 2 * Self.little24(chunk, 0), top: 2 * Self.little24(chunk, 3),
        size: PixelSize(1 + Self.little24(chunk, 6), 1 + Self.little24(chunk, 9)))
      header.frame = (content.lowerBound + Self.frameHead..<content.upperBound, area)
    }
  }

  /// The first size counts: that of the canvas, where there is one.
  private mutating func setSize(_ width: Int, _ height: Int) {
    if header.width == 0 { (header.width, header.height) = (width, height) }
  }

  private static func little24(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
    Int(bytes[at]) | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2]) << 16
  }
}

extension WebPHeader {
  /// The first frame as a file of its own, which a decoder of still pictures reads.
  func still(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let frame else { return nil }
    let data = bytes.part(frame.data)
    var chunks: [UInt8] = []
    if data.has("ALPH") {
      chunks += Array("VP8X".utf8)
      chunks.append(little: UInt32(10))
      chunks += [0x10, 0, 0, 0]
      for side in [frame.area.size.width, frame.area.size.height] {
        chunks += [0, 8, 16].map { UInt8(truncatingIfNeeded: (side - 1) >> $0) }
      }
    }
    var file = Array("RIFF".utf8)
    file.append(little: UInt32(4 + chunks.count + data.count))
    return file + Array("WEBP".utf8) + chunks + data
  }
}
