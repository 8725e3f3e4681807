import PlumbImageFacts
import Testing

@testable import PlumbImages

@Suite struct OrientationTests {
  /// Where the stored picture's corners are seen, top left to bottom right, by the EXIF standard.
  ///
  /// Its words are "the 0th row is at the visual top, the 0th column at the visual right", and so
  /// on. Stored: red top left, green top right, blue bottom left, yellow bottom right.
  static let seen: [(orientation: UInt8, corners: [Colour])] = [
    (1, [.red, .green, .blue, .yellow]),
    (2, [.green, .red, .yellow, .blue]),
    (3, [.yellow, .blue, .green, .red]),
    (4, [.blue, .yellow, .red, .green]),
    (5, [.red, .blue, .green, .yellow]),
    (6, [.blue, .red, .yellow, .green]),
    (7, [.yellow, .green, .blue, .red]),
    (8, [.green, .yellow, .red, .blue]),
  ]

  @Test(arguments: 0..<8, [(40, 24), (300, 200), (521, 333)])
  func everyOrientationIsShownUpright(_ index: Int, _ size: (Int, Int)) throws {
    let (orientation, corners) = Self.seen[index]
    let stored = try #require(
      encodeJPEG(
        rgb: quarters(width: size.0, height: size.1), width: size.0, height: size.1, quality: 95))
    let image = try decoded(withOrientation(orientation, stored))
    let isTurned = orientation >= 5
    #expect(image.size == PixelSize(isTurned ? size.1 : size.0, isTurned ? size.0 : size.1))
    #expect(image.orientation == Int(orientation))
    #expect(image.notes.list == (orientation == 1 ? [] : [.rotated]))
    let pixels = try #require(decodeJPEG(image.thumbnail.jpeg))
    #expect((pixels.width > pixels.height) == !isTurned)
    for (found, expected) in zip(pixels.corners, corners) {
      #expect(found.isNear(expected), "\(found) for \(expected)")
    }
  }

  @Test func onlyGoodOrientationsAreTaken() {
    func read(_ bytes: [UInt8]) -> EXIFOrientation {
      bytes.withUnsafeBytes { EXIFOrientation(tiff: $0) }
    }
    let head = Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 0x01]
    #expect(read(head + [3, 0, 1, 0, 0, 0, 7, 0, 0, 0]).value == 7)
    // 0 is written for "unknown" and is no mistake; 9 and another type are.
    #expect(!read(head + [3, 0, 1, 0, 0, 0, 0, 0, 0, 0]).isOdd)
    #expect(read(head + [3, 0, 1, 0, 0, 0, 9, 0, 0, 0]).isOdd)
    #expect(read(head + [4, 0, 1, 0, 0, 0, 7, 0, 0, 0]).isOdd)
    #expect(read([]).isOdd)
    #expect(read(Array("II*\0".utf8) + [0xF0, 0xFF, 0xFF, 0xFF, 1, 0]).isOdd)
    for length in 0..<head.count { #expect(read(Array(head[..<length])).value == 1) }
  }
}
