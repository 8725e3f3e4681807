import Testing

@testable import PlumbImages

@Suite struct ColourTests {
  @Test(arguments: [
    "rgb.jpg", "progressive.jpg", "cmyk.jpg", "rgb-coded.jpg", "full-chroma.jpg",
    "half-chroma.jpg", "quarter-chroma.jpg", "profile-junk.jpg", "rgb.png", "palette.png",
    "interlaced.png", "interlaced-large.png", "plain-large.png",
  ])
  func theSamePictureLooksTheSame(_ name: String) throws {
    let corners = try shown(name).corners
    for (found, expected) in zip(corners, [Colour.red, .green, .blue, .yellow]) {
      #expect(found.isNear(expected, by: 40), "\(found) for \(expected)")
    }
  }

  @Test func grayStaysGray() throws {
    for name in ["gray.jpg", "gray-16.png", "one-bit.png", "gray-alpha.png"] {
      for colour in try shown(name).corners {
        #expect(colour.red == colour.green && colour.green == colour.blue)
      }
    }
    #expect(try shown("gray-16.png").colour(4, 4).isNear(Colour(128, 128, 128), by: 2))
  }

  @Test func transparencyLiesOnWhite() throws {
    // Fully transparent at the top, opaque at the bottom.
    let ramp = try shown("rgba.png")
    #expect(ramp.colour(8, 0).isNear(Colour(250, 250, 250), by: 16))
    #expect(ramp.colour(8, 46).isNear(.blue, by: 40))
    // Red and blue are opaque, green and the last are not.
    let palette = try raster("palette-alpha.png")
    #expect(
      Array(palette.samples[..<12]) == [255, 0, 0, 255, 255, 255, 0, 0, 255, 255, 255, 255])
    // The first of two colours is the transparent one.
    let keyed = try raster("rgb-key.png")
    #expect(Array(keyed.samples[..<6]) == [255, 255, 255, 200, 0, 0])
    // Every second pixel is the transparent colour: half white.
    #expect(try shown("gray-key.png").colour(0, 4).isNear(Colour(255, 255, 255)))
    #expect(try shown("gray-key.png").colour(1, 4).isNear(Colour(128, 128, 128)))
  }

  @Test func depthsBelowEightAreSpreadOut() throws {
    #expect(Array(try raster("one-bit.png").samples[..<4]) == [255, 0, 255, 0])
    #expect(Array(try raster("two-bit.png").samples[..<4]) == [0, 85, 170, 255])
    #expect(Array(try raster("four-bit.png").samples[..<4]) == [0, 17, 34, 51])
  }

  /// The pixels of a PNG fixture before they are encoded.
  private func raster(_ name: String) throws -> RasterImage {
    try fixture(name).withUnsafeBytes { bytes in
      let header = try PNGHeaderReader.read(bytes)
      let size = PixelSize(header.width, header.height)
      return try PNGDecoder.decode(bytes, header, size: size).image
    }
  }

  @Test func aProfileIsAppliedOrLeftAlone() throws {
    let profiles = ColourProfiles()
    let junk = [UInt8](repeating: 7, count: 300)
    guard case .odd = junk.withUnsafeBytes({ profiles.conversion($0, channels: 3) }) else {
      Issue.record("junk is taken for a profile")
      return
    }
    let own = try sRGBProfile()
    guard case .unneeded = own.withUnsafeBytes({ profiles.conversion($0, channels: 3) }) else {
      Issue.record("sRGB itself is converted")
      return
    }
    guard case .odd = own.withUnsafeBytes({ profiles.conversion($0, channels: 1) }) else {
      Issue.record("an RGB profile is taken for a gray image")
      return
    }
    let swapped = try sRGBProfile(swappingRedAndGreen: true)
    guard
      case .transform(let transform) = swapped.withUnsafeBytes({
        profiles.conversion($0, channels: 3)
      })
    else {
      Issue.record("another profile is not converted")
      return
    }
    let red = transform.applied(
      to: RasterImage(width: 1, height: 1, channels: 3, samples: [255, 0, 0]))
    #expect(red.samples[1] > red.samples[0])
  }

  @Test func inksTakeLightAway() {
    let image = RasterImage(
      width: 4, height: 1, channels: 4,
      samples: [0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 255, 255, 0])
    #expect(
      image.withoutInks().samples == [255, 255, 255, 0, 255, 255, 0, 0, 0, 255, 0, 0])
  }
}
