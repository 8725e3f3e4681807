import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Drawings in one colour on transparency.
struct CutOutImagesTests {
  private static let checks = [
    ImageThresholdCheck.dark, ImageThresholdCheck.light, ImageThresholdCheck.lowInformation,
    ImageThresholdCheck.blurry,
  ]

  private func drawing(_ brightness: Double, opaque: Float) -> MeasuredImage {
    photograph {
      ($0.lowBrightness, $0.highBrightness, $0.entropy) = (brightness, brightness, 0)
      $0.picture.opaqueShare = opaque
    }
  }

  @Test func drawingsAreNotJudgedByTheirColour() throws {
    for check in Self.checks {
      #expect(try check.rows([drawing(0, opaque: 0.3), drawing(1, opaque: 0.1)]) == [])
    }
  }

  @Test func emptyPicturesAre() throws {
    // Nothing but transparency, a flat picture, and one with round corners.
    let images = [
      drawing(0.5, opaque: 0), drawing(0.5, opaque: 1), drawing(0.5, opaque: 0.98),
    ]
    #expect(try ImageThresholdCheck.lowInformation.rows(images) == [0, 1, 2])
    #expect(try ImageThresholdCheck.light.rows([drawing(1, opaque: 0.98)]) == [0])
    #expect(try ImageThresholdCheck.dark.rows([drawing(0, opaque: 1)]) == [0])
  }
}
