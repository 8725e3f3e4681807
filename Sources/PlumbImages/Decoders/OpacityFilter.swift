/// Makes a small picture of the opacity of rows, beside the one of their colours.
///
/// Most pictures are opaque: it works only from the first row on that is not.
final class OpacityFilter {
  private let source: PixelSize
  private let size: PixelSize
  private let isInterlaced: Bool
  private var filter: AreaFilter?
  private var opaqueRows = 0

  /// - Parameters:
  ///   - source: The size of the picture that the rows are of.
  ///   - size: The size of the small picture, at most that.
  ///   - isInterlaced: Whether rows come with holes, in any order.
  init(source: PixelSize, size: PixelSize, isInterlaced: Bool) {
    (self.source, self.size, self.isInterlaced) = (source, size, isInterlaced)
    if isInterlaced { filter = makeFilter() }
  }

  private func makeFilter() -> AreaFilter {
    AreaFilter(
      sourceWidth: source.width, sourceHeight: source.height, width: size.width,
      height: size.height, channels: 1)
  }

  /// Adds the next row from the top.
  func add(_ row: PNGRows.Row) {
    if row.isOpaque, filter == nil {
      opaqueRows += 1
      return
    }
    if filter == nil {
      filter = makeFilter()
      for _ in 0..<opaqueRows { addOpaque() }
    }
    if row.isOpaque { addOpaque() } else { filter?.add(row: row.opacity) }
  }

  private lazy var opaque = [UInt8](repeating: 255, count: source.width)

  private func addOpaque() { filter?.add(row: opaque) }

  /// Adds every `step`-th pixel of a row, from `x` on.
  func add(_ row: PNGRows.Row, at y: Int, from x: Int, by step: Int, count: Int) {
    filter?.add(row: row.isOpaque ? opaque : row.opacity, at: y, from: x, by: step, count: count)
  }

  /// The small picture, 255 for opaque; nil if all of it is.
  func finish() -> [UInt8]? {
    guard let opacity = filter?.finish(fill: 255), opacity.contains(where: { $0 < 255 }) else {
      return nil
    }
    return opacity
  }
}

/// The colour that is put below a picture with transparent parts.
enum Ground {
  /// Below most pictures.
  static let white: UInt8 = 255
  /// Below light ones.
  static let dark: UInt8 = 40
  /// Pictures with a mean luminance above this would hardly be seen on white.
  private static let lightest = 191.0

  /// The ground on which a picture can be seen.
  ///
  /// - Parameters:
  ///   - picture: Its colours on black.
  ///   - opacity: The opacity of its pixels.
  static func below(_ picture: RasterImage, opacity: [UInt8]) -> UInt8 {
    let light = GrayImage(picture).samples.reduce(0) { $0 + Int($1) }
    let sum = opacity.reduce(0) { $0 + Int($1) }
    return sum > 0 && Double(light) / Double(sum) * 255 > lightest ? dark : white
  }

  /// Puts a ground below colours on black.
  static func put(_ ground: UInt8, below samples: inout [UInt8], opacity: [UInt8]) {
    guard !opacity.isEmpty else { return }
    let channels = samples.count / opacity.count
    for (pixel, opacity) in opacity.enumerated() where opacity < 255 {
      let rest = (Int(ground) * (255 - Int(opacity)) + 127) / 255
      for sample in pixel * channels..<(pixel + 1) * channels {
        samples[sample] = UInt8(min(255, Int(samples[sample]) + rest))
      }
    }
  }
}
