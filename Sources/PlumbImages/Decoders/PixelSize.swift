import CTurboJPEG

/// A width and a height in pixels.
struct PixelSize: Equatable {
  var width: Int
  var height: Int

  init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// Half of both, rounded up.
  var halved: PixelSize { PixelSize((width + 1) / 2, (height + 1) / 2) }

  /// The size with the longest side in a box: never larger than itself, never under 1.
  func fitted(in side: Int) -> PixelSize {
    let longest = max(width, height)
    guard longest > side else { return self }
    func scaled(_ length: Int) -> Int { max(1, (length * side * 2 + longest) / (longest * 2)) }
    return PixelSize(scaled(width), scaled(height))
  }
}

// C's enumerations come with another sign than the functions that take them.
extension TJSAMP { var number: Int32 { Int32(rawValue) } }
extension TJPF { var number: Int32 { Int32(rawValue) } }
