import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbImages

@Suite struct WebPTests {
  @Test(arguments: ["lossy.webp", "lossless.webp", "webp-named.jpg"])
  func thePictureLooksLikeTheOthers(_ name: String) throws {
    let decoded = try decoded(fixture(name))
    #expect(decoded.format == .webp)
    let pixels = try #require(decodeJPEG(decoded.thumbnail.jpeg))
    for (found, expected) in zip(pixels.corners, [Colour.red, .green, .blue, .yellow]) {
      #expect(found.isNear(expected, by: 60), "\(found) for \(expected)")
    }
  }

  @Test func orientationIsApplied() throws {
    // Turned by a quarter to the right: the bottom left is shown at the top left.
    let pixels = try #require(decodeJPEG(decoded(fixture("turned.webp")).thumbnail.jpeg))
    for (found, expected) in zip(pixels.corners, [Colour.blue, .red, .yellow, .green]) {
      #expect(found.isNear(expected, by: 40), "\(found) for \(expected)")
    }
  }

  @Test(arguments: ["white-drawing.webp", "white-drawing-lossy.webp", "frames.webp"])
  func whiteDrawingsLieOnADarkGround(_ name: String) throws {
    let decoded = try fixture(name).withUnsafeBytes {
      try ImageDecoder(side: 128).decode($0, measuring: .pictures)
    }
    let pixels = try #require(decodeJPEG(decoded.thumbnail.jpeg))
    #expect(abs(pixels.colour(2, 2).green - Int(Ground.dark)) < 10)
    #expect(pixels.colour(64, 64).green > 220)
    let measures = try #require(decoded.measures)
    #expect(measures.opaqueShare > 0.3 && measures.opaqueShare < 0.4)
  }

  @Test func whatIsMissingIsGray() throws {
    let pixels = try #require(decodeJPEG(decoded(fixture("cut-50.webp")).thumbnail.jpeg))
    #expect(pixels.colour(8, 4).isNear(.red, by: 80))
    #expect(pixels.colour(32, 46).isNear(Colour(0xD8, 0xD8, 0xD8), by: 12))
  }
}
