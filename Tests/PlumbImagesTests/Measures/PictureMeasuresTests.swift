import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbImages

struct PictureMeasuresTests {
  // Golden numbers by NumPy.
  @Test(arguments: [
    (SyntheticPicture.gradient, 0.160616228, 0.93272368, 6.240309382),
    (.checkers, 0.019607843, 0.980392157, 1), (.dark, 0.074582008, 0.074582008, 0),
    (.light, 0.980392157, 0.980392157, 0), (.mixed, 0.437450321, 0.819366354, 7.212972758),
    (.gray, 0.043137255, 0.992156863, 7.840792017),
  ])
  func tonesAreThoseOfNumPy(
    _ synthetic: SyntheticPicture, _ low: Float, _ high: Float, _ entropy: Float
  ) {
    let measures = synthetic.measures
    // Brightness is counted in steps of 1/255.
    #expect(abs(measures.lowBrightness - low) < 0.75 / 255)
    #expect(abs(measures.highBrightness - high) < 0.75 / 255)
    #expect(abs(measures.entropy - entropy) < 1e-5)
  }

  @Test func meansAreTheMeans() {
    let colours = SyntheticPicture(2, 1) { x, _ in x == 0 ? (255, 0, 51) : (255, 51, 0) }
    #expect(colours.measures.meanColour == SIMD3(1, 0.1, 0.1))
    let gray = SyntheticPicture(gray: 2, 1) { x, _ in x * 51 }
    #expect(gray.measures.meanColour == SIMD3(repeating: 0.1))
    #expect(gray.measures.meanBrightness == 0.1)
  }

  @Test func grayIsKnownByThePixels() {
    #expect(SyntheticPicture.checkers.measures.colourShare == 0)
    #expect(SyntheticPicture.gray.measures.colourShare == 0)
    #expect(SyntheticPicture.dark.measures.colourShare == 1)
    // A cast that is hardly seen, and one pixel with a colour.
    #expect(SyntheticPicture(8, 8) { _, _ in (100, 108, 100) }.measures.colourShare == 0)
    let one = SyntheticPicture(8, 8) { x, y in x + y == 0 ? (100, 109, 100) : (90, 90, 90) }
    #expect(one.measures.colourShare == 1.0 / 64)
  }

  @Test func measuresOfOneNumberAreEqual() {
    let flat = SyntheticPicture.dark.measures
    #expect(flat.sharpness.isNaN)
    #expect(flat == SyntheticPicture.dark.measures)
    #expect(flat.hashValue == SyntheticPicture.dark.measures.hashValue)
    #expect(flat != SyntheticPicture.light.measures)
  }
}

struct SharpnessTests {
  /// A pattern of stripes, each of so many pixels, blurred so many times.
  private func stripes(_ width: Int, blurred times: Int = 0, contrast: Int = 200) -> GrayImage {
    var image = GrayImage(
      SyntheticPicture(gray: 64, 64) { x, _ in x / width % 2 * contrast + 20 }.picture)
    for _ in 0..<times {
      let old = image.samples
      for index in 1..<old.count - 1 {
        image.samples[index] = UInt8(
          (Int(old[index - 1]) + 2 * Int(old[index]) + Int(old[index + 1])) / 4)
      }
    }
    return image
  }

  @Test func blurMakesItLess() {
    let values = [0, 1, 2, 4, 8].map { sharpness(of: stripes(8, blurred: $0)) }
    #expect(values == values.sorted(by: >))
    #expect(values[0] > 0.5 && values[4] < 0.15)
  }

  @Test func contrastHardlyMatters() {
    let (strong, weak) = (
      sharpness(of: stripes(8, blurred: 2)), sharpness(of: stripes(8, blurred: 2, contrast: 40))
    )
    #expect(abs(strong / weak - 1) < 0.1)
  }

  @Test func emptyAreasHardlyMatter() {
    var image = stripes(8, blurred: 2)
    let full = sharpness(of: image)
    // The right half goes on as the left one ends.
    for y in 0..<64 { for x in 32..<64 { image.samples[y * 64 + x] = image.samples[y * 64 + 31] } }
    #expect(abs(sharpness(of: image) / full - 1) < 0.3)
  }

  @Test func noiseIsFine() {
    var numbers = SeededNumbers(seed: 7)
    let noise = GrayImage(
      SyntheticPicture(gray: 64, 64) { _, _ in Int.random(in: 0..<256, using: &numbers) }.picture)
    // 20 variances of the second differences over 4 of the first.
    #expect(abs(sharpness(of: noise) - 5) < 0.3)
  }

  @Test(arguments: [(1, 1), (2, 9), (9, 2)])
  func smallPicturesHaveNone(_ width: Int, _ height: Int) {
    let image = GrayImage(SyntheticPicture(gray: width, height) { x, y in x * 20 + y }.picture)
    #expect(sharpness(of: image).isNaN)
  }
}

struct PerceptualHashTests {
  private func hashes(_ picture: SyntheticPicture) -> (perceptual: UInt64, difference: UInt64) {
    PerceptualHasher().hashes(of: GrayImage(picture.picture))
  }

  // Golden numbers by imagehash, of the pictures whose hashes do not depend on rounding.
  @Test func hashesAreThoseOfImagehash() {
    #expect(hashes(.gray) == (0x9135_29aa_2e3b_2e3b, 0xfefe_fcfc_fcf9_f9f3))
    #expect(hashes(.mixed) == (0xa0ff_f021_a724_adaa, 0x0e18_3364_49d2_b5ab))
    #expect(hashes(.gradient).difference == .max)
    #expect(hashes(.checkers).difference == 0x6666_9999_6666_9999)
    #expect(hashes(.dark) == (0x8000_0000_0000_0000, 0))
  }

  @Test func similarPicturesHaveSimilarHashes() {
    func picture(_ shift: Int, _ size: Int) -> SyntheticPicture {
      SyntheticPicture(gray: size, size) { x, y in
        let (u, v) = (x * 64 / size, y * 64 / size)
        return (u * u / 40 + v * 3 + (u / 16 + v / 20) % 2 * 60 + shift) % 256
      }
    }
    let (one, brighter, larger) = (
      hashes(picture(0, 64)), hashes(picture(3, 64)), hashes(picture(0, 96))
    )
    #expect((one.perceptual ^ brighter.perceptual).nonzeroBitCount <= 6)
    #expect((one.perceptual ^ larger.perceptual).nonzeroBitCount <= 6)
    #expect((one.perceptual ^ hashes(.mixed).perceptual).nonzeroBitCount > 12)
  }
}

struct ResamplingTests {
  @Test func theSizeItselfChangesNothing() {
    let picture = SyntheticPicture.mixed.picture
    for kernel in [ResamplingKernel.bicubic, .lanczos] {
      let same = Resampler().resample(
        picture.samples, size: PixelSize(48, 16), channels: 3, to: PixelSize(48, 16), kernel)
      #expect(same == picture.samples)
    }
  }

  @Test(arguments: [(7, 5), (32, 32), (200, 3), (1, 1)])
  func oneColourStaysThatColour(_ width: Int, _ height: Int) {
    let samples = [UInt8](repeating: 77, count: 48 * 16)
    for kernel in [ResamplingKernel.bicubic, .lanczos] {
      let result = Resampler().resample(
        samples, size: PixelSize(48, 16), to: PixelSize(width, height), kernel)
      #expect(result == [UInt8](repeating: 77, count: width * height))
    }
  }

  // Golden numbers by Pillow: the picture (x * 8 + y * 3 + x * y mod 17) mod 256 of 32 x 32 pixels.
  @Test func smallPicturesAreThoseOfPillow() {
    let gray = SyntheticPicture.gray.picture.samples
    let lanczos = Resampler().resample(gray, size: PixelSize(32, 32), to: PixelSize(4, 2), .lanczos)
    let bicubic = Resampler().resample(gray, size: PixelSize(32, 32), to: PixelSize(4, 2), .bicubic)
    #expect(lanczos == [59, 119, 202, 145, 103, 177, 183, 47])
    #expect(bicubic == [61, 123, 195, 143, 105, 172, 181, 54])
  }
}
