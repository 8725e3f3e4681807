import CSpng

/// How the rows of one PNG become gray or RGB samples.
///
/// Gray and palette indices of up to 8 bits are looked up in a table; 8-bit RGB is used as it is;
/// everything else is decoded as RGBA and blended with white.
struct PNGRows {
  enum Kind {
    case table
    case rgb
    case blended
  }

  let kind: Kind
  /// Samples per pixel of the result: 1 (gray) or 3 (RGB).
  let channels: Int
  /// The bits of one sample in the file.
  let depth: Int
  /// 256 entries of `channels` samples: what each index looks like on white.
  private(set) var table: [UInt8] = []
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
    default: kind = .blended
    }
  }

  /// The decoder's output format.
  var format: spng_format { kind == .blended ? SPNG_FMT_RGBA8 : SPNG_FMT_PNG }

  private mutating func makePalette(_ header: PNGHeader, _ bytes: UnsafeRawBufferPointer) {
    defined = header.palette.count
    let alphas = header.transparency.map { bytes.part($0) }
    table = [UInt8](repeating: 0, count: 256 * 3)
    for (index, colour) in header.palette.enumerated() {
      let alpha = alphas.flatMap { index < $0.count ? $0[index] : nil } ?? 255
      table[3 * index] = Self.onWhite(colour.0, alpha)
      table[3 * index + 1] = Self.onWhite(colour.1, alpha)
      table[3 * index + 2] = Self.onWhite(colour.2, alpha)
    }
  }

  private mutating func makeGrays(_ header: PNGHeader, _ bytes: UnsafeRawBufferPointer) {
    let top = (1 << depth) - 1
    table = (0..<256).map { UInt8(min($0, top) * 255 / top) }
    if let chunk = header.transparency, chunk.count >= 2 {
      table[bytes.big16(chunk.lowerBound) & top] = 255
    }
  }

  @inline(__always)
  static func onWhite(_ value: UInt8, _ alpha: UInt8) -> UInt8 {
    let light = Int(value) * Int(alpha) + 255 * (255 - Int(alpha))
    return UInt8((light + 127) / 255)
  }

  /// The number of bytes of a decoded row with this number of pixels.
  func rowBytes(_ pixels: Int) -> Int {
    switch kind {
    case .table: (pixels * depth + 7) / 8
    case .rgb: pixels * 3
    case .blended: pixels * 4
    }
  }

  /// Converts one row.
  ///
  /// - Returns: false if a palette index is beyond the palette.
  func convert(
    _ row: UnsafePointer<UInt8>, pixels: Int, into samples: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    switch kind {
    case .rgb: samples.update(from: row, count: pixels * 3)
    case .blended: blend(row, pixels: pixels, into: samples)
    case .table: return lookUp(row, pixels: pixels, into: samples)
    }
    return true
  }

  private func blend(
    _ row: UnsafePointer<UInt8>, pixels: Int, into samples: UnsafeMutablePointer<UInt8>
  ) {
    for pixel in 0..<pixels {
      let alpha = row[4 * pixel + 3]
      for channel in 0..<channels {
        let value = row[4 * pixel + channel]
        samples[pixel * channels + channel] = alpha == 255 ? value : Self.onWhite(value, alpha)
      }
    }
  }

  private func lookUp(
    _ row: UnsafePointer<UInt8>, pixels: Int, into samples: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let mask = (1 << depth) - 1
    let perByte = 8 / depth
    var highest = 0
    table.withUnsafeBufferPointer { table in
      for pixel in 0..<pixels {
        let shift = 8 - depth - pixel % perByte * depth
        let index = Int(row[pixel / perByte]) >> shift & mask
        highest = max(highest, index)
        for channel in 0..<channels {
          samples[pixel * channels + channel] = table[index * channels + channel]
        }
      }
    }
    return highest < defined
  }
}
