import CTurboJPEG
import PlumbImageFacts

/// Encodes thumbnails as JPEG.
///
/// Used by one worker.
final class ThumbnailEncoder {
  /// The thumbnail of a photo takes about 4 kB and still looks good enlarged.
  static let quality: Int32 = 80

  private let handle: tjhandle?
  private let output = ByteBuffer()

  init() { handle = tjInitCompress() }

  deinit { tjDestroy(handle) }

  /// Encodes gray or RGB pixels.
  ///
  /// - Throws: `corrupt` if the library refuses, which should not happen for a valid image.
  func encode(
    _ image: RasterImage, quality: Int32 = ThumbnailEncoder.quality
  ) throws(ImageFailure) -> [UInt8] {
    let isGray = image.channels == 1
    let sampling = isGray ? TJSAMP_GRAY : TJSAMP_420
    var (buffer, size) = room(width: image.width, height: image.height, sampling: sampling)
    let result = image.samples.withUnsafeBufferPointer {
      tjCompress2(
        handle, $0.baseAddress, Int32(image.width), 0, Int32(image.height),
        (isGray ? TJPF_GRAY : TJPF_RGB).number, &buffer, &size, sampling.number, quality,
        Self.flags)
    }
    return try bytes(result, size)
  }

  /// Encodes planes with halved chrominance, or gray.
  func encode(_ image: PlanarImage) throws(ImageFailure) -> [UInt8] {
    let isGray = image.chrominance == nil
    let sampling = isGray ? TJSAMP_GRAY : TJSAMP_420
    var (buffer, size) = room(width: image.width, height: image.height, sampling: sampling)
    let luminance = isGray ? image.luminance : Self.padded(image)
    let blue = image.chrominance?.blue ?? []
    let red = image.chrominance?.red ?? []
    let result = luminance.withUnsafeBufferPointer { light in
      blue.withUnsafeBufferPointer { blue in
        red.withUnsafeBufferPointer { red in
          var planes = [light.baseAddress, blue.baseAddress, red.baseAddress]
          return tjCompressFromYUVPlanes(
            handle, &planes, Int32(image.width), nil, Int32(image.height), sampling.number,
            &buffer, &size, Self.quality, Self.flags)
        }
      }
    }
    return try bytes(result, size)
  }

  private static let flags = TJFLAG_NOREALLOC

  /// The luminance with an even width and height, the last column and row repeated.
  private static func padded(_ image: PlanarImage) -> [UInt8] {
    let (width, height) = (image.width, image.height)
    if width % 2 == 0, height % 2 == 0 { return image.luminance }
    var result: [UInt8] = []
    result.reserveCapacity((width + 1) * (height + 1))
    for row in 0..<height + height % 2 {
      let start = min(row, height - 1) * width
      result += image.luminance[start..<start + width]
      if width % 2 == 1 { result.append(image.luminance[start + width - 1]) }
    }
    return result
  }

  private func room(
    width: Int, height: Int, sampling: TJSAMP
  ) -> (UnsafeMutablePointer<UInt8>?, UInt) {
    let size = tjBufSize(Int32(width), Int32(height), sampling.number)
    output.reserve(Int(size))
    return (output.storage.bindMemory(to: UInt8.self).baseAddress, UInt(size))
  }

  private func bytes(_ result: Int32, _ size: UInt) throws(ImageFailure) -> [UInt8] {
    guard result == 0 else {
      let words = tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown error"
      throw ImageFailure(.corrupt, "the JPEG encoder says: \(words)")
    }
    return [UInt8](UnsafeRawBufferPointer(rebasing: output.storage[..<Int(size)]))
  }
}
