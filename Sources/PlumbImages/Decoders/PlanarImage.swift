import CTurboJPEG

/// A small picture as luminance and chrominance (BT.601, full range, as in JFIF).
struct PlanarImage {
  var width: Int
  var height: Int
  var luminance: [UInt8]
  /// Blue and red difference; nil for gray.
  var chrominance: (blue: [UInt8], red: [UInt8])?
  /// Whether the chrominance has half the width and height, rounded up.
  var isHalved: Bool

  /// Gray, or RGB by the equations of JFIF 1.02.
  ///
  /// Halved chrominance is repeated: good enough for measuring, not for display.
  var raster: RasterImage {
    guard let chrominance else {
      return RasterImage(width: width, height: height, channels: 1, samples: luminance)
    }
    let stride = isHalved ? (width + 1) / 2 : width
    let shift = isHalved ? 1 : 0
    let samples = [UInt8](unsafeUninitializedCapacity: luminance.count * 3) { samples, count in
      for y in 0..<height {
        for x in 0..<width {
          let (pixel, place) = (y * width + x, (y >> shift) * stride + (x >> shift))
          let light = Float(luminance[pixel])
          let blue = Float(chrominance.blue[place]) - 128
          let red = Float(chrominance.red[place]) - 128
          samples[3 * pixel] = Self.byte(light + 1.402 * red)
          samples[3 * pixel + 1] = Self.byte(light - 0.344_136 * blue - 0.714_136 * red)
          samples[3 * pixel + 2] = Self.byte(light + 1.772 * blue)
        }
      }
      count = luminance.count * 3
    }
    return RasterImage(width: width, height: height, channels: 3, samples: samples)
  }

  private static func byte(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value + 0.5))) }
}

/// Where the decoder puts the planes of a scaled image.
struct PlaneLayout {
  struct Plane {
    let width: Int
    let height: Int
    /// The length that the samples cover, in samples.
    let extent: (Double, Double)
    let offset: Int
  }

  let scaled: PixelSize
  let planes: [Plane]
  let byteCount: Int

  /// - Returns: nil if the stored planes do not suit a thumbnail: other colours, unusual sampling,
  ///   or chrominance smaller than the thumbnail needs.
  init?(
    _ header: JPEGHeader, scaled: PixelSize, size: PixelSize,
    halved: Bool
  ) {
    guard let sampling = Self.sampling(header)?.number else { return nil }
    let factor = Self.factors(header)
    var planes: [Plane] = []
    var offset = 0
    for component in 0..<Int32(header.components.count) {
      let divisor = component == 0 ? (1, 1) : factor
      // Planes are padded to whole groups of pixels; the padding is not looked at.
      let width = Int(tjPlaneWidth(component, Int32(scaled.width), sampling))
      let height = Int(tjPlaneHeight(component, Int32(scaled.height), sampling))
      planes.append(
        Plane(
          width: width, height: height,
          extent: (
            Double(scaled.width) / Double(divisor.0), Double(scaled.height) / Double(divisor.1)
          ), offset: offset))
      offset += width * height
    }
    let needed = halved ? size.halved : size
    for plane in planes.dropFirst()
    where plane.width < needed.width || plane.height < needed.height {
      return nil
    }
    self.scaled = scaled
    self.planes = planes
    byteCount = offset
  }

  /// How many pixels one chrominance sample covers.
  private static func factors(_ header: JPEGHeader) -> (Int, Int) {
    (header.components[0].horizontal, header.components[0].vertical)
  }

  private static func sampling(_ header: JPEGHeader) -> TJSAMP? {
    switch header.colours {
    case .gray:
      let only = header.components[0]
      return only.horizontal == 1 && only.vertical == 1 ? TJSAMP_GRAY : nil
    case .rgb, .cmyk: return nil
    case .luminanceChrominance: break
    }
    guard header.components.count == 3,
      header.components.dropFirst().allSatisfy({ $0.horizontal == 1 && $0.vertical == 1 })
    else { return nil }
    switch factors(header) {
    case (1, 1): return TJSAMP_444
    case (2, 1): return TJSAMP_422
    case (2, 2): return TJSAMP_420
    case (1, 2): return TJSAMP_440
    case (4, 1): return TJSAMP_411
    default: return nil
    }
  }

  /// The planes reduced to the size of the thumbnail.
  func filtered(
    _ memory: UnsafeRawBufferPointer, size: PixelSize, halved: Bool
  ) -> PlanarImage {
    let half = halved ? size.halved : size
    return PlanarImage(
      width: size.width, height: size.height, luminance: filter(planes[0], in: memory, to: size),
      chrominance: planes.count < 3
        ? nil : (filter(planes[1], in: memory, to: half), filter(planes[2], in: memory, to: half)),
      isHalved: halved)
  }

  /// The luminance alone, in a size that is at most the scaled image's.
  func luminance(_ memory: UnsafeRawBufferPointer, size: PixelSize) -> GrayImage {
    GrayImage(
      width: size.width, height: size.height, samples: filter(planes[0], in: memory, to: size))
  }

  private func filter(
    _ plane: Plane, in memory: UnsafeRawBufferPointer, to size: PixelSize
  ) -> [UInt8] {
    let filter = AreaFilter(
      sourceWidth: plane.width, sourceHeight: plane.height, extent: plane.extent,
      width: size.width, height: size.height, channels: 1)
    if let base = memory.bindMemory(to: UInt8.self).baseAddress {
      for row in 0..<plane.height { filter.add(row: base + plane.offset + row * plane.width) }
    }
    return filter.finish(fill: 0)
  }
}
