import CSpng
import CTurboJPEG
import PlumbImageFacts

extension FullPicture {
  /// Decodes a file at full size as Pillow does; nil if that fails, or in a mode that CleanVision
  /// cannot judge (gray with alpha, 16 bits of gray).
  init?(_ bytes: UnsafeRawBufferPointer) {
    switch FormatSignature(bytes) {
    case .known(.jpeg): self.init(jpeg: bytes)
    case .known(.png): self.init(png: bytes)
    default: return nil
    }
  }

  private init?(jpeg bytes: UnsafeRawBufferPointer) {
    guard let header = try? JPEGHeaderReader.read(bytes), header.end != nil,
      let handle = tjInitDecompress()
    else { return nil }
    defer { tjDestroy(handle) }
    let (mode, format): (Mode, TJPF) =
      switch header.components.count {
      case 1: (.gray, TJPF_GRAY)
      case 4: (.cmyk, TJPF_CMYK)
      default: (.rgb, TJPF_RGB)
      }
    var result: Int32 = -1
    let count = header.width * header.height * mode.channels
    var samples = [UInt8](unsafeUninitializedCapacity: count) { out, initialized in
      result = tjDecompress2(
        handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), out.baseAddress,
        Int32(header.width), 0, Int32(header.height), format.number, TJFLAG_LIMITSCANS)
      initialized = count
    }
    guard result == 0 || tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) else { return nil }
    // Pillow takes every CMYK JPEG for one by Adobe, where 255 is no ink.
    if case .cmyk = mode { samples = samples.map { 255 - $0 } }
    self.init(mode: mode, width: header.width, height: header.height, samples: samples)
  }

  private init?(png bytes: UnsafeRawBufferPointer) {
    guard let header = try? PNGHeaderReader.read(bytes), let mode = Self.mode(header),
      let context = spng_ctx_new(0)
    else { return nil }
    defer { spng_ctx_free(context) }
    let format = Self.format(header)
    var size = 0
    guard spng_set_png_buffer(context, bytes.baseAddress, bytes.count) == 0,
      spng_decoded_image_size(context, Int32(format.rawValue), &size) == 0
    else { return nil }
    var result: Int32 = -1
    let decoded = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      result = spng_decode_image(
        context, out.baseAddress, size, Int32(format.rawValue), 0)
      count = size
    }
    guard result == 0 else { return nil }
    self.init(
      mode: mode, width: header.width, height: header.height,
      samples: Self.unpacked(decoded, header))
  }

  /// The mode in which Pillow opens a PNG.
  private static func mode(_ header: PNGHeader) -> Mode? {
    switch header.colourType {
    case .gray: header.depth == 16 ? nil : header.depth == 1 ? .bilevel : .gray
    case .rgb: .rgb
    case .rgbAlpha: .rgba
    case .grayAlpha: nil
    case .palette: .palette(header.palette.flatMap { [$0.0, $0.1, $0.2] })
    }
  }

  private static func format(_ header: PNGHeader) -> spng_format {
    switch header.colourType {
    case .rgb: SPNG_FMT_RGB8
    case .rgbAlpha: SPNG_FMT_RGBA8
    default: SPNG_FMT_PNG
    }
  }

  /// One byte a sample, of rows whose samples have fewer bits.
  private static func unpacked(_ rows: [UInt8], _ header: PNGHeader) -> [UInt8] {
    let depth = Int(header.depth)
    guard depth < 8 else { return rows }
    // Levels of gray are spread over 0 to 255, indices are not.
    let factor = header.colourType == .palette ? 1 : 255 / (1 << depth - 1)
    let (stride, perByte) = ((header.width * depth + 7) / 8, 8 / depth)
    return (0..<header.height).flatMap { y in
      (0..<header.width).map { x in
        let byte = Int(rows[y * stride + x / perByte])
        return UInt8(byte >> (8 - depth - x % perByte * depth) & (1 << depth - 1) * factor)
      }
    }
  }
}
