/// Makes a small picture of the luminance of rows of pixels.
final class LuminanceFilter {
  private let filter: AreaFilter
  private let source: PixelSize
  private let size: PixelSize
  private let channels: Int
  private let row: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - source: The size of the picture that the rows are of.
  ///   - size: The size of the small picture, at most that.
  ///   - channels: 1 gray, 3 RGB or 4 CMYK.
  init(source: PixelSize, size: PixelSize, channels: Int) {
    filter = AreaFilter(
      sourceWidth: source.width, sourceHeight: source.height, width: size.width,
      height: size.height, channels: 1)
    self.source = source
    self.size = size
    self.channels = channels
    row = .allocate(capacity: source.width)
    row.initialize(repeating: 0, count: source.width)
  }

  deinit { row.deallocate() }

  /// Adds the next row from the top.
  func add(row samples: UnsafePointer<UInt8>) {
    GrayImage.luminance(samples, channels: channels, row, count: source.width)
    filter.add(row: row)
  }

  /// Adds every `step`-th pixel of a row, from `x` on.
  func add(
    row samples: UnsafePointer<UInt8>, at y: Int, from x: Int, by step: Int, count: Int
  ) {
    GrayImage.luminance(samples, channels: channels, row, count: count)
    filter.add(row: row, at: y, from: x, by: step, count: count)
  }

  /// The small picture; what was never added is gray.
  func finish() -> GrayImage {
    GrayImage(width: size.width, height: size.height, samples: filter.finish(fill: 128))
  }
}
