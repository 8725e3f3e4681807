import CTurboJPEG
import PlumbImageFacts

/// Decodes JPEGs at about the required size.
///
/// Used by one worker.
///
/// If possible, it works on the stored planes of luminance and chrominance: the area filter and the
/// thumbnail's encoder use them directly, so no pixel is converted to RGB and back.
final class JPEGDecoder {
  /// A small picture in one of two forms.
  enum Picture {
    case planes(PlanarImage)
    case raster(RasterImage)
  }

  /// What the decoder warned of.
  enum Damage {
    case none
    /// At the end, of bytes that belong to nothing.
    case strayBytes
    /// Of data that is damaged or missing.
    case data
  }

  private let handle: tjhandle?
  private let memory = ByteBuffer()

  init() { handle = tjInitDecompress() }

  deinit { tjDestroy(handle) }

  /// Decodes into a picture of exactly the thumbnail's size, not yet turned upright.
  ///
  /// - Parameters:
  ///   - size: the stored (not turned) size of the thumbnail.
  ///   - asPlanes: whether to return planes if possible; otherwise gray, RGB or CMYK.
  ///   - detail: the stored size of the additional luminance; nil for none.
  /// - Returns: the picture, and what the decoder warned of.
  func decode(
    _ bytes: UnsafeRawBufferPointer, _ header: JPEGHeader, size: PixelSize,
    asPlanes: Bool, detail: PixelSize? = nil
  ) throws(ImageFailure) -> (picture: Picture, detail: GrayImage?, damage: Damage) {
    defer { memory.shrink() }
    let scaled = Self.scaledSize(header, size: size)
    let detail = detail.map {
      PixelSize(min($0.width, scaled.width), min($0.height, scaled.height))
    }
    if let layout = PlaneLayout(header, scaled: scaled, size: size, halved: asPlanes) {
      let damage = try decodePlanes(bytes, layout)
      let planes = layout.filtered(memory.bytes, size: size, halved: asPlanes)
      return (
        asPlanes ? .planes(planes) : .raster(planes.raster),
        detail.map { layout.luminance(memory.bytes, size: $0) }, damage
      )
    }
    let damage = try decodePixels(bytes, header: header, scaled: scaled)
    return (
      .raster(filteredPixels(header, from: scaled, to: size)),
      detail.map { filteredLuminance(header, from: scaled, to: $0) }, damage
    )
  }

  /// The first size of an eighth, a quarter or a half that is about twice the thumbnail.
  ///
  /// 31/16 and not 2, so that the usual 500 pixels are enough for the usual 128. These are the
  /// three scales for which libjpeg-turbo has fast code.
  private static func scaledSize(_ header: JPEGHeader, size: PixelSize) -> PixelSize {
    for divisor in [8, 4, 2] {
      let width = (header.width + divisor - 1) / divisor
      let height = (header.height + divisor - 1) / divisor
      if 16 * width >= 31 * size.width, 16 * height >= 31 * size.height {
        return PixelSize(width, height)
      }
    }
    return PixelSize(header.width, header.height)
  }

  private func decodePlanes(
    _ bytes: UnsafeRawBufferPointer, _ layout: PlaneLayout
  ) throws(ImageFailure) -> Damage {
    memory.reserve(layout.byteCount)
    memory.setCount(layout.byteCount)
    memory.fill(Self.gray)
    let base = memory.storage.bindMemory(to: UInt8.self).baseAddress
    var planes = layout.planes.map { plane in base.map { $0 + plane.offset } }
    var strides = layout.planes.map { Int32($0.width) }
    let result = tjDecompressToYUVPlanes(
      handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), &planes,
      Int32(layout.scaled.width), &strides, Int32(layout.scaled.height), Self.flags)
    return try damage(result)
  }

  private func decodePixels(
    _ bytes: UnsafeRawBufferPointer, header: JPEGHeader, scaled: PixelSize
  ) throws(ImageFailure) -> Damage {
    let channels = header.components.count
    let format: TJPF = channels == 4 ? TJPF_CMYK : channels == 1 ? TJPF_GRAY : TJPF_RGB
    memory.reserve(scaled.width * scaled.height * channels)
    memory.setCount(scaled.width * scaled.height * channels)
    memory.fill(Self.gray)
    let result = tjDecompress2(
      handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count),
      memory.storage.bindMemory(to: UInt8.self).baseAddress, Int32(scaled.width), 0,
      Int32(scaled.height), format.number, Self.flags)
    return try damage(result)
  }

  /// The scans have been counted; the library's own limit is a second safeguard.
  ///
  /// Not TJFLAG_FASTDCT: with planes, it gives scaled chrominance the tables of another transform
  /// (2.1.5).
  private static let flags = TJFLAG_LIMITSCANS

  /// The fill for parts of a damaged file that the decoder cannot write.
  private static let gray: UInt8 = 128

  /// A warning means that the picture is there, perhaps in part; the library returns -1 for both.
  private func damage(_ result: Int32) throws(ImageFailure) -> Damage {
    if result == 0 { return .none }
    let words = tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown error"
    if tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) {
      return words.contains("extraneous bytes before marker") ? .strayBytes : .data
    }
    throw ImageFailure(
      words.contains("nsupported") ? .unsupportedCoding : .corrupt,
      "the JPEG decoder says: \(words)")
  }

  /// Whether the first warning of all is one of stray bytes: the decoder keeps only the last one.
  func warnsFirstOfStrayBytes(_ bytes: UnsafeRawBufferPointer, _ header: JPEGHeader) -> Bool {
    defer { memory.shrink() }
    let (width, height) = ((header.width + 7) / 8, (header.height + 7) / 8)
    let format: TJPF = header.components.count == 4 ? TJPF_CMYK : TJPF_RGB
    memory.reserve(width * height * 4)
    let result = tjDecompress2(
      handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count),
      memory.storage.bindMemory(to: UInt8.self).baseAddress, Int32(width), 0, Int32(height),
      format.number, Self.flags | TJFLAG_STOPONWARNING)
    return (try? damage(result)) == .strayBytes
  }

  private func filteredLuminance(
    _ header: JPEGHeader, from scaled: PixelSize, to size: PixelSize
  ) -> GrayImage {
    let filter = LuminanceFilter(source: scaled, size: size, channels: header.components.count)
    if let base = memory.bytes.bindMemory(to: UInt8.self).baseAddress {
      for row in 0..<scaled.height {
        filter.add(row: base + row * scaled.width * header.components.count)
      }
    }
    return filter.finish()
  }

  private func filteredPixels(
    _ header: JPEGHeader, from scaled: PixelSize, to size: PixelSize
  ) -> RasterImage {
    let channels = header.components.count
    let filter = AreaFilter(
      sourceWidth: scaled.width, sourceHeight: scaled.height, width: size.width,
      height: size.height, channels: channels)
    let rows = memory.bytes.bindMemory(to: UInt8.self)
    if let base = rows.baseAddress {
      for row in 0..<scaled.height { filter.add(row: base + row * scaled.width * channels) }
    }
    var samples = filter.finish(fill: 0)
    // Adobe's programs write 255 for "no ink", and everybody has followed.
    if channels == 4, header.adobeTransform != nil { samples = samples.map { 255 - $0 } }
    return RasterImage(
      width: size.width, height: size.height, channels: channels, samples: samples)
  }
}
