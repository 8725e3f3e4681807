import CSpng

/// How the rows of one PNG become gray or RGB samples, and their opacity.
///
/// Gray and palette indices of up to 8 bits are looked up in a table; 8-bit RGB is used as it is;
/// everything else is decoded as RGBA. Colours are weighted by their opacity (on black), so that a
/// ground can be put below the small picture.
struct PNGRows {
  enum Kind {
    case table
    case rgb
    /// 8 bits each of red, green, blue and opacity.
    case blended
    /// The same with 16 bits.
    case deep
  }

  /// One row, which is converted in place of the last one.
  struct Row {
    var samples: [UInt8]
    /// The opacity of each pixel; defined only where the row is not opaque.
    var opacity: [UInt8]
    var isOpaque = true
    /// The lowest and the highest of all 16-bit samples so far that can be seen.
    var lowest = UInt16.max
    var highest = UInt16.min

    init(pixels: Int, channels: Int) {
      samples = [UInt8](repeating: 0, count: pixels * channels)
      opacity = [UInt8](repeating: 255, count: pixels)
    }
  }

  let kind: Kind
  /// Samples per pixel of the result: 1 (gray) or 3 (RGB).
  let channels: Int
  /// The bits of one sample in the file.
  let depth: Int
  /// 16-bit samples that become black and white.
  var range: ClosedRange<UInt16> = 0...UInt16.max
  /// 256 entries of `channels` samples: what each index looks like on black.
  private(set) var table: [UInt8] = []
  /// The opacity of each index; empty if all are opaque.
  private(set) var opacities: [UInt8] = []
  /// The number of entries that the file defines.
  private(set) var defined = 256

  init(_ header: PNGHeader, _ bytes: UnsafeRawBufferPointer) {
    depth = Int(header.depth)
    let isGray = header.colourType == .gray || header.colourType == .grayAlpha
    channels = isGray ? 1 : 3
    switch header.colourType {
    case .palette:
      kind = .table
      makePalette(header, bytes)
    case .gray where depth <= 8:
      kind = .table
      makeGrays(header, bytes)
    case .rgb where depth == 8 && header.transparency == nil: kind = .rgb
    default: kind = depth == 16 ? .deep : .blended
    }
  }

  /// Whether a row may have pixels that are not opaque.
  var mayBeTransparent: Bool {
    switch kind {
    case .table: !opacities.isEmpty
    case .rgb: false
    case .blended, .deep: true
    }
  }

  /// The decoder's output format.
  var format: spng_format {
    switch kind {
    case .table, .rgb: SPNG_FMT_PNG
    case .blended: SPNG_FMT_RGBA8
    case .deep: SPNG_FMT_RGBA16
    }
  }

  private mutating func makePalette(_ header: PNGHeader, _ bytes: UnsafeRawBufferPointer) {
    defined = header.palette.count
    if let chunk = header.transparency {
      opacities = Array(bytes.part(chunk).prefix(256))
      opacities += [UInt8](repeating: 255, count: 256 - opacities.count)
    }
    table = [UInt8](repeating: 0, count: 256 * 3)
    for (index, colour) in header.palette.enumerated() {
      let opacity = opacities.isEmpty ? 255 : opacities[index]
      table[3 * index] = Self.onBlack(colour.0, opacity)
      table[3 * index + 1] = Self.onBlack(colour.1, opacity)
      table[3 * index + 2] = Self.onBlack(colour.2, opacity)
    }
  }

  private mutating func makeGrays(_ header: PNGHeader, _ bytes: UnsafeRawBufferPointer) {
    let top = (1 << depth) - 1
    table = (0..<256).map { UInt8(min($0, top) * 255 / top) }
    if let chunk = header.transparency, chunk.count >= 2 {
      let index = bytes.big16(chunk.lowerBound) & top
      opacities = [UInt8](repeating: 255, count: 256)
      (opacities[index], table[index]) = (0, 0)
    }
  }

  @inline(__always)
  private static func onBlack(_ value: UInt8, _ opacity: UInt8) -> UInt8 {
    UInt8((Int(value) * Int(opacity) + 127) / 255)
  }

  /// The number of bytes of a decoded row with this number of pixels.
  func rowBytes(_ pixels: Int) -> Int {
    switch kind {
    case .table: (pixels * depth + 7) / 8
    case .rgb: pixels * 3
    case .blended: pixels * 4
    case .deep: pixels * 8
    }
  }

  /// Converts one row.
  ///
  /// - Returns: false if a palette index is beyond the palette.
  func convert(_ bytes: UnsafePointer<UInt8>, pixels: Int, into row: inout Row) -> Bool {
    switch kind {
    case .rgb:
      row.samples.withUnsafeMutableBufferPointer {
        $0.baseAddress?.update(from: bytes, count: pixels * 3)
      }
    case .blended: blend(bytes, pixels: pixels, into: &row)
    case .deep: reduce(bytes, pixels: pixels, into: &row)
    case .table: return lookUp(bytes, pixels: pixels, into: &row)
    }
    return true
  }

  private func blend(_ bytes: UnsafePointer<UInt8>, pixels: Int, into row: inout Row) {
    var all: UInt8 = 255
    row.samples.withUnsafeMutableBufferPointer { samples in
      for pixel in 0..<pixels {
        all &= bytes[4 * pixel + 3]
        for channel in 0..<channels {
          samples[pixel * channels + channel] = bytes[4 * pixel + channel]
        }
      }
    }
    row.isOpaque = all == 255
    if row.isOpaque { return }
    for pixel in 0..<pixels {
      let opacity = bytes[4 * pixel + 3]
      row.opacity[pixel] = opacity
      for sample in pixel * channels..<(pixel + 1) * channels {
        row.samples[sample] = Self.onBlack(row.samples[sample], opacity)
      }
    }
  }

  private func reduce(_ bytes: UnsafePointer<UInt8>, pixels: Int, into row: inout Row) {
    let values = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt16.self)
    let (low, span) = (Int(range.lowerBound), Int(range.upperBound) - Int(range.lowerBound))
    row.isOpaque = true
    for pixel in 0..<pixels {
      let opacity = UInt8(values[4 * pixel + 3] >> 8)
      row.opacity[pixel] = opacity
      if opacity != 255 { row.isOpaque = false }
      for channel in 0..<channels {
        let value = values[4 * pixel + channel]
        if opacity > 0 {
          row.lowest = min(row.lowest, value)
          row.highest = max(row.highest, value)
        }
        let level =
          span == 65_535 ? Int(value >> 8) : max(0, min(255, (Int(value) - low) * 255 / span))
        row.samples[pixel * channels + channel] = Self.onBlack(UInt8(level), opacity)
      }
    }
  }

  private func lookUp(
    _ bytes: UnsafePointer<UInt8>, pixels: Int, into row: inout Row
  ) -> Bool {
    let mask = (1 << depth) - 1
    let perByte = 8 / depth
    var highest = 0
    func index(_ pixel: Int) -> Int {
      Int(bytes[pixel / perByte]) >> (8 - depth - pixel % perByte * depth) & mask
    }
    table.withUnsafeBufferPointer { table in
      row.samples.withUnsafeMutableBufferPointer { samples in
        for pixel in 0..<pixels {
          let index = index(pixel)
          highest = max(highest, index)
          for channel in 0..<channels {
            samples[pixel * channels + channel] = table[index * channels + channel]
          }
        }
      }
    }
    if !opacities.isEmpty {
      for pixel in 0..<pixels { row.opacity[pixel] = opacities[index(pixel)] }
      row.isOpaque = row.opacity[..<pixels].allSatisfy { $0 == 255 }
    }
    return highest < defined
  }
}
