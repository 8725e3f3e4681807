import CWebP
import PlumbImageFacts

/// Decodes WebPs, scaled down by the library while it decodes.
struct WebPDecoder {
  /// A small picture, not yet turned upright.
  struct Decoded {
    /// On a ground, where it is transparent.
    var image: RasterImage
    var detail: GrayImage
    /// The opacity of the picture's pixels; nil if all are opaque.
    var opacity: RasterImage?
    var ending: Ending
  }

  enum Ending { case complete, truncated, corrupt }

  /// Decodes a picture, or the first frame of an animation.
  ///
  /// - Parameters:
  ///   - size: The stored size of the thumbnail.
  ///   - detail: The stored size of the additional luminance, at least as large.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, _ header: WebPHeader, size: PixelSize, detail: PixelSize
  ) throws(ImageFailure) -> Decoded {
    let area = header.area.scaled(from: PixelSize(header.width, header.height), to: detail)
    // The canvas of an animation is transparent; what is missing of a picture is opaque gray.
    let filling: [UInt8] = header.frame == nil ? [0xD8, 0xD8, 0xD8, 255] : [0, 0, 0, 0]
    var pixels = [UInt8](repeating: 0, count: 4 * detail.width * detail.height)
    for index in pixels.indices { pixels[index] = filling[index & 3] }
    let ending: Ending
    if let still = header.still(bytes) {
      ending = try still.withUnsafeBytes { bytes in
        Result { () throws(ImageFailure) in
          try decode(bytes, into: &pixels, stride: 4 * detail.width, area: area)
        }
      }.get()
    } else {
      ending = try decode(bytes, into: &pixels, stride: 4 * detail.width, area: area)
    }
    return finished(pixels, ending, size: size, detail: detail)
  }

  /// The small pictures, on a ground on which they can be seen.
  private static func finished(
    _ pixels: [UInt8], _ ending: Ending, size: PixelSize, detail: PixelSize
  ) -> Decoded {
    var image = RasterImage(
      width: size.width, height: size.height, channels: 4,
      samples: reduced(pixels, from: detail, to: size))
    let opacity = image.withoutOpacity()
    var large = RasterImage(
      width: detail.width, height: detail.height, channels: 4, samples: pixels)
    let largeOpacity = large.withoutOpacity()
    guard opacity.contains(where: { $0 < 255 }) else {
      return Decoded(image: image, detail: GrayImage(large), ending: ending)
    }
    let ground = Ground.below(image, opacity: opacity)
    Ground.put(ground, below: &image.samples, opacity: opacity)
    Ground.put(ground, below: &large.samples, opacity: largeOpacity)
    return Decoded(
      image: image, detail: GrayImage(large),
      opacity: RasterImage(
        width: size.width, height: size.height, channels: 1, samples: opacity), ending: ending)
  }

  private static func reduced(
    _ pixels: [UInt8], from source: PixelSize, to size: PixelSize
  ) -> [UInt8] {
    if source == size { return pixels }
    let filter = AreaFilter(
      sourceWidth: source.width, sourceHeight: source.height, width: size.width,
      height: size.height, channels: 4)
    pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for row in 0..<source.height { filter.add(row: base + 4 * row * source.width) }
    }
    return filter.finish(fill: 0)
  }

  /// Refuses pictures that would take too much memory: those of a frame may be larger than the canvas
  /// says.
  private static func checkLimits(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) {
    var features = WebPBitstreamFeatures()
    let start = bytes.bindMemory(to: UInt8.self).baseAddress
    switch WebPGetFeatures(start, bytes.count, &features) {
    case VP8_STATUS_OK: break
    case VP8_STATUS_NOT_ENOUGH_DATA:
      throw ImageFailure(.truncated, "the file ends before any picture data")
    default: throw ImageFailure(.corrupt, "the header of the WebP is damaged")
    }
    let (width, height) = (Int(features.width), Int(features.height))
    try ImageLimits.check(width: width, height: height)
    guard width * height * 4 <= ImageLimits.coefficientBytes else {
      throw ImageFailure(
        .tooLarge, "\(width) × \(height) pixels would take too much memory to decode")
    }
  }

  /// Decodes as much as there is, with colours weighted by their opacity.
  private static func decode(
    _ bytes: UnsafeRawBufferPointer, into pixels: inout [UInt8], stride: Int, area: WebPHeader.Area
  ) throws(ImageFailure) -> Ending {
    try checkLimits(bytes)
    var config = WebPDecoderConfig()
    guard WebPInitDecoderConfig(&config) != 0 else {
      throw ImageFailure(.unsupportedCoding, "the WebP decoder has another version")
    }
    config.options.use_scaling = 1
    config.options.scaled_width = Int32(area.size.width)
    config.options.scaled_height = Int32(area.size.height)
    config.output.colorspace = MODE_rgbA
    config.output.is_external_memory = 1
    var lastRow: Int32 = 0
    let status = pixels.withUnsafeMutableBufferPointer { pixels in
      let start = area.top * stride + 4 * area.left
      config.output.u.RGBA.rgba = pixels.baseAddress.map { $0 + start }
      config.output.u.RGBA.stride = Int32(stride)
      config.output.u.RGBA.size = pixels.count - start
      guard let decoder = WebPIDecode(nil, 0, &config) else { return VP8_STATUS_OUT_OF_MEMORY }
      defer { WebPIDelete(decoder) }
      let status = WebPIUpdate(
        decoder, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
      _ = WebPIDecGetRGB(decoder, &lastRow, nil, nil, nil)
      return status
    }
    switch status {
    case VP8_STATUS_OK: return .complete
    case VP8_STATUS_SUSPENDED, VP8_STATUS_NOT_ENOUGH_DATA: return .truncated
    case VP8_STATUS_OUT_OF_MEMORY:
      throw ImageFailure(.tooLarge, "there is not enough memory to decode the WebP")
    default:
      guard lastRow > 0 else {
        throw ImageFailure(.corrupt, "the WebP decoder gives up with status \(status.rawValue)")
      }
      return .corrupt
    }
  }
}

extension RasterImage {
  /// Takes the opacity out of red, green, blue and opacity, and leaves the colours.
  fileprivate mutating func withoutOpacity() -> [UInt8] {
    let count = width * height
    var opacity = [UInt8](repeating: 255, count: count)
    for pixel in 0..<count {
      opacity[pixel] = samples[4 * pixel + 3]
      for channel in 0..<3 { samples[3 * pixel + channel] = samples[4 * pixel + channel] }
    }
    samples.removeLast(count)
    channels = 3
    return opacity
  }
}
