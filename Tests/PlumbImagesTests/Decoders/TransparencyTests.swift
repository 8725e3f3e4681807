import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbImages

/// Pictures with transparent parts lie on a ground on which they can be seen.
@Suite struct TransparencyTests {
  private func measured(_ name: String) throws -> (pixels: JPEGPixels, measures: PictureMeasures) {
    let decoded = try fixture(name).withUnsafeBytes {
      try ImageDecoder(side: 128).decode($0, measuring: .pictures)
    }
    return (
      try #require(decodeJPEG(decoded.thumbnail.jpeg)), try #require(decoded.measures)
    )
  }

  private func ground(_ pixels: JPEGPixels) -> Int { pixels.colour(2, 2).green }

  @Test(arguments: [
    "white-drawing.png", "white-drawing-interlaced.png", "white-drawing-gray.png",
    "white-drawing-palette.png", "white-drawing-key.png", "white-drawing-16.png",
    "yellow-drawing.png",
  ])
  func lightDrawingsLieOnADarkGround(_ name: String) throws {
    let (pixels, measures) = try measured(name)
    #expect(abs(ground(pixels) - Int(Ground.dark)) < 8)
    #expect(pixels.colour(64, 64).green > 220)
    #expect(measures.opaqueShare > 0.3 && measures.opaqueShare < 0.4)
    #expect(measures.lowBrightness > 0.85)
  }

  @Test func otherDrawingsLieOnWhite() throws {
    let (pixels, measures) = try measured("black-drawing.png")
    #expect(ground(pixels) > 247)
    #expect(pixels.colour(64, 64).green < 8)
    #expect(measures.highBrightness < 0.1)
  }

  @Test func opaquePicturesAreMeasuredAsAWhole() throws {
    #expect(try measured("rgb.png").measures.opaqueShare == 1)
    #expect(try measured("rgb.jpg").measures.opaqueShare == 1)
  }

  @Test func aPictureOfNothingIsNeitherDarkNorLight() throws {
    let (pixels, measures) = try measured("nothing.png")
    #expect(ground(pixels) > 247)
    #expect(measures.opaqueShare == 0)
    #expect(measures.entropy == 0)
    #expect((0.4...0.6).contains(measures.lowBrightness))
    #expect((0.4...0.6).contains(measures.highBrightness))
  }

  @Test func theOpacityIsTurnedWithThePicture() {
    // Black at the left, white and invisible at the right; shown turned by a quarter.
    let picture = RasterImage(width: 2, height: 1, channels: 1, samples: [0, 255])
    let opacity = RasterImage(width: 2, height: 1, channels: 1, samples: [255, 0])
    let turned = PictureMeter().measure(
      picture.oriented(6), detail: GrayImage(width: 1, height: 1, samples: [0]),
      opacity: opacity.oriented(6).samples)
    #expect(turned.meanBrightness == 0)
  }
}

/// Pictures with 16 bits a sample.
@Suite struct SampleRangeTests {
  @Test(arguments: [
    ("10-bit.png", "16 bits, of which 0–1,023 are used: stretched"),
    ("12-bit.png", "16 bits, of which 0–4,095 are used: stretched"),
    ("14-bit.png", "16 bits, of which 0–16,383 are used: stretched"),
    ("offset-16.png", "16 bits, of which 40,000–41,008 are used: stretched"),
  ])
  func smallRangesAreStretchedAndNamed(_ name: String, _ words: String) throws {
    let decoded = try decoded(fixture(name))
    #expect(decoded.remarks[.smallRange] == words)
    let pixels = try #require(decodeJPEG(decoded.thumbnail.jpeg))
    #expect(pixels.colour(1, 16).red < 20)
    #expect(pixels.colour(62, 16).red > 235)
    #expect(abs(pixels.colour(32, 16).red - 128) < 12)
  }

  @Test func fullRangesAndFlatPicturesAreNot() throws {
    for name in ["full-16.png", "gray-16.png", "rgb-16.png"] {
      #expect(try !decoded(fixture(name)).notes.contains(.smallRange), "\(name)")
    }
    #expect(SampleRange.stretched(5, 5) == nil)
    #expect(SampleRange.stretched(.max, .min) == nil)
    #expect(SampleRange.stretched(0, 1) == 0...1)
    // The samples fill so little of their 10 bits that they would be flat.
    #expect(SampleRange.stretched(800, 830) == 800...830)
    #expect(SampleRange.stretched(100, 60_000) == nil)
  }
}
