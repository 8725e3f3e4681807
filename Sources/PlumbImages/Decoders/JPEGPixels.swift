import CTurboJPEG
import PlumbImageFacts

/// The pixels of a decoded JPEG.
package struct JPEGPixels: Sendable, Hashable {
  /// Red, green, blue and 255 for each pixel, top row first, no padding between rows.
  package let bytes: [UInt8]
  /// The width in pixels; a row has 4 times as many bytes.
  package let width: Int
  /// The height in pixels.
  package let height: Int
}

/// Decodes a small, trusted JPEG, such as a thumbnail, for drawing.
///
/// - Parameter bytes: a gray or colour JPEG; orientation and profiles are ignored.
/// - Returns: the pixels, opaque, or nil if it is not such a JPEG.
package func decodeJPEG(_ bytes: [UInt8]) -> JPEGPixels? {
  guard
    let header = try? bytes.withUnsafeBytes({ bytes throws(ImageFailure) in
      try JPEGHeaderReader.read(bytes)
    }), header.colours != .cmyk,
    let handle = tjInitDecompress()
  else { return nil }
  defer { tjDestroy(handle) }
  var result: Int32 = -1
  let size = header.width * header.height * 4
  let pixels = [UInt8](unsafeUninitializedCapacity: size) { out, count in
    // The fourth byte of this format is set to 255: opaque.
    result = tjDecompress2(
      handle, bytes, UInt(bytes.count), out.baseAddress, Int32(header.width), 0,
      Int32(header.height), TJPF_RGBA.number, 0)
    count = size
  }
  guard result == 0 else { return nil }
  return JPEGPixels(bytes: pixels, width: header.width, height: header.height)
}

/// Encodes pixels as a JPEG, such as those of a generated picture.
///
/// - Parameters:
///   - rgb: red, green and blue for each pixel, top row first, `width * height * 3` bytes.
///   - width: 1 to 65,500 pixels.
///   - height: 1 to 65,500 pixels.
///   - quality: 1 to 100.
/// - Returns: the JPEG, or nil if the sizes do not match.
package func encodeJPEG(rgb: [UInt8], width: Int, height: Int, quality: Int) -> [UInt8]? {
  guard (1...ImageLimits.side).contains(width), (1...ImageLimits.side).contains(height),
    rgb.count == width * height * 3, (1...100).contains(quality)
  else { return nil }
  let image = RasterImage(width: width, height: height, channels: 3, samples: rgb)
  return try? ThumbnailEncoder().encode(image, quality: Int32(quality))
}
