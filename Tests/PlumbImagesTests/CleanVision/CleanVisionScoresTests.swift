import PlumbImageFacts
import Testing

@testable import PlumbImages

struct CleanVisionScoresTests {
  private func scores(_ synthetic: SyntheticPicture) -> CleanVisionScores {
    let picture = synthetic.picture
    return CleanVisionScorer().scores(
      of: FullPicture(
        mode: picture.channels == 1 ? .gray : .rgb, width: picture.width, height: picture.height,
        samples: picture.samples))
  }

  // Golden numbers by CleanVision's formulae, in NumPy and Pillow.
  @Test(arguments: [
    (SyntheticPicture.gradient, 0.93272368, 0.839383772, 0.782527188, 0.298422982, 1),
    (.checkers, 0.980392157, 0.980392157, 0.25849625, 1, 1),
    (.dark, 0.074582008, 0.925417992, 0.15849625, 0.52907901, 1),
    (.light, 0.980392157, 0.019607843, 0.15849625, 1, 1),
    (.mixed, 0.819366354, 0.562549679, 0.879793526, 0.449545467, 0.333333333),
    (.gray, 0.992156863, 0.956862745, 0.784079202, 0.47043559, 1),
  ])
  func scoresAreThoseOfCleanVision(
    _ picture: SyntheticPicture, _ dark: Double, _ light: Double, _ information: Double,
    _ blurry: Double, _ ratio: Double
  ) {
    let scores = scores(picture)
    #expect(abs(scores.dark - dark) < 1e-8)
    #expect(abs(scores.light - light) < 1e-8)
    #expect(abs(scores.lowInformation - information) < 1e-8)
    #expect(abs(scores.blurry - blurry) < 1e-8)
    #expect(abs(scores.oddAspectRatio - ratio) < 1e-8)
  }

  @Test func hashesAreThoseOfImagehash() {
    #expect(scores(.gray).perceptualHash == 0x9135_29aa_2e3b_2e3b)
    #expect(scores(.mixed).perceptualHash == 0xa0ff_f021_a724_adaa)
  }

  @Test func onlyTheStorageMakesAnImageGray() {
    #expect(scores(.gray).grayscale == 0)
    #expect(scores(.checkers).grayscale == 1)
  }

  @Test func theShapeOfThePixelsDoesNotMatterForCopies() {
    let one = FullPicture(mode: .gray, width: 6, height: 4, samples: Array(repeating: 0, count: 24))
    var other = one
    (other.width, other.height) = (4, 6)
    let hashes = [one, other].map { CleanVisionScorer().scores(of: $0).pixelHash }
    #expect(hashes[0] == hashes[1])
  }
}

struct FullPictureTests {
  // Golden numbers by Pillow 13: convert("L") of single pixels.
  @Test func graysAreThoseOfPillow() {
    func gray(_ mode: FullPicture.Mode, _ samples: [UInt8]) -> [UInt8] {
      FullPicture(mode: mode, width: samples.count / mode.channels, height: 1, samples: samples)
        .luminance.samples
    }
    #expect(gray(.rgb, [10, 200, 30, 255, 255, 255]) == [124, 255])
    #expect(gray(.rgba, [10, 200, 30, 0]) == [124])
    #expect(gray(.cmyk, [10, 200, 30, 40, 0, 0, 0, 0, 255, 255, 255, 255]) == [111, 255, 0])
    #expect(gray(.palette([1, 2, 3, 10, 200, 30]), [1, 0, 1]) == [124, 2, 124])
  }

  // Golden numbers by Pillow 13: resize((2, 1)) of 8 x 1 pixels.
  @Test func smallPicturesAreThoseOfPillow() {
    func small(_ mode: FullPicture.Mode, _ samples: [UInt8]) -> [UInt8] {
      FullPicture(mode: mode, width: 8, height: 1, samples: samples)
        .fitted(in: 2, Resampler()).samples
    }
    let ramp = (0..<8).map { UInt8($0 * 30) }
    #expect(small(.gray, ramp) == [50, 160])
    #expect(small(.palette([]), ramp) == [60, 180])
    let half: [UInt8] = (0..<8).flatMap { [UInt8]([UInt8($0 * 30), 100, 200, $0 < 4 ? 0 : 128]) }
    #expect(small(.rgba, half) == [106, 106, 212, 12, 164, 98, 197, 116])
  }

  @Test(arguments: ["rgb.jpg", "gray.jpg", "rgb.png", "cmyk.jpg"])
  func filesAreReadAtFullSize(_ name: String) throws {
    let bytes = try fixture(name)
    let header = try decoded(bytes)
    let picture = try #require(bytes.withUnsafeBytes { FullPicture($0) })
    #expect(picture.width * picture.height == header.size.width * header.size.height)
    #expect(picture.samples.count == picture.width * picture.height * picture.mode.channels)
  }

  @Test func otherFilesAreNotJudged() throws {
    #expect(Array("text".utf8).withUnsafeBytes { FullPicture($0) } == nil)
    #expect([UInt8]().withUnsafeBytes { FullPicture($0) } == nil)
  }
}
