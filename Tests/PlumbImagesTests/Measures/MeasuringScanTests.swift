import PlumbImageFacts
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbImages

/// Outcomes of a scan that measures, with the statistics.
private func measured(
  _ folder: String, _ names: [String], cache: ThumbnailCache?, jobs: Int = 2
) async throws -> (outcomes: [ImageOutcome], statistics: ScanStatistics) {
  let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
  let scan = ImageScan(
    source: ImageFolder(root: folder, references: requests.map(\.reference)), cache: cache,
    jobs: jobs, measuring: .pictures)
  var outcomes: [ImageOutcome] = []
  let statistics = try await scan.forEach(requests) { _, outcome in outcomes.append(outcome) }
  return (outcomes, statistics)
}

/// What a scan that does not measure says: the same without the measures.
private func withoutMeasures(_ outcome: ImageOutcome) -> ImageOutcome {
  guard case .shown(let thumbnail, let facts) = outcome else { return outcome }
  return .shown(
    thumbnail,
    ImageFacts(
      file: (facts.format, facts.byteCount, facts.contentHash), size: (facts.width, facts.height),
      orientation: facts.orientation, notes: facts.notes))
}

private func measures(_ outcome: ImageOutcome?) -> PictureMeasures? {
  if case .shown(_, let facts) = outcome { facts.measures } else { nil }
}

@Suite struct MeasuringScanTests {
  @Test func everyPictureIsMeasuredAndNothingElseChanges() async throws {
    let folder = try fixturesFolder()
    let plain = try await scanned(folder, mixedNames, cache: nil)
    let result = try await measured(folder, mixedNames, cache: nil)
    #expect(result.outcomes.map(withoutMeasures) == plain.outcomes)
    for outcome in result.outcomes {
      if case .shown(_, let facts) = outcome {
        let found = try #require(facts.measures)
        #expect((0...1).contains(found.lowBrightness))
        #expect((found.lowBrightness...1).contains(found.highBrightness))
        #expect((0...8).contains(found.entropy))
        #expect((0...1).contains(found.colourShare))
      }
    }
    #expect(plain.outcomes.allSatisfy { measures($0) == nil })
  }

  @Test func theCacheKeepsMeasures() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let folder = try fixturesFolder()
    let without = try await measured(folder, mixedNames, cache: nil)
    let first = try await measured(folder, mixedNames, cache: cache)
    let second = try await measured(folder, mixedNames, cache: cache)
    #expect(first.outcomes == without.outcomes)
    #expect(second.outcomes == without.outcomes)
    #expect(second.statistics.decoded == 0)
  }

  @Test func entriesWithoutMeasuresAreMadeAgainOnce() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let folder = try fixturesFolder()
    let plain = try await scanned(folder, mixedNames, cache: cache)
    let without = try await measured(folder, mixedNames, cache: nil)
    let first = try await measured(folder, mixedNames, cache: cache)
    #expect(first.outcomes == without.outcomes)
    #expect(first.statistics.decoded > 0)
    // Failures are known as they are.
    #expect(first.statistics.decoded < plain.statistics.decoded)
    let second = try await measured(folder, mixedNames, cache: cache)
    #expect(second.outcomes == without.outcomes)
    #expect(second.statistics.decoded == 0)
    // Entries with measures do for those who want none, and none is lost by a later plain run.
    let again = try await scanned(folder, mixedNames, cache: cache)
    #expect(again.statistics.decoded == 0)
    #expect(again.outcomes.map(withoutMeasures) == plain.outcomes)
    #expect(try await measured(folder, mixedNames, cache: cache).statistics.decoded == 0)
  }

  @Test func aTurnedPictureHasTheHashesOfTheUprightOne() async throws {
    let place = try TemporaryFolder()
    let rgb = (0..<90 * 60).flatMap { pixel -> [UInt8] in
      let (x, y) = (pixel % 90, pixel / 90)
      return [UInt8(x * x / 40), UInt8(y * 4), UInt8((x / 23 * 5 + y / 13 * 3) % 7 * 30)]
    }
    let jpeg = try #require(encodeJPEG(rgb: rgb, width: 90, height: 60, quality: 90))
    // Orientation 3 is half a turn: the picture is stored upside down.
    let turned = stride(from: rgb.count - 3, through: 0, by: -3).flatMap { rgb[$0..<$0 + 3] }
    let stored = try #require(encodeJPEG(rgb: turned, width: 90, height: 60, quality: 90))
    try place.write("upright.jpg", jpeg)
    try place.write("turned.jpg", withOrientation(3, stored))
    try place.write("wrong.jpg", stored)
    let found = try await measured(
      place.path, ["upright.jpg", "turned.jpg", "wrong.jpg"], cache: nil
    ).outcomes.map { measures($0)?.perceptualHash ?? 0 }
    #expect((found[0] ^ found[1]).nonzeroBitCount <= 4)
    #expect((found[0] ^ found[2]).nonzeroBitCount > 12)
  }

  @Test func formatsAndScalesHardlyMatter() async throws {
    let place = try TemporaryFolder()
    func picture(_ width: Int, _ height: Int) throws -> [UInt8] {
      let rgb = (0..<width * height).flatMap { pixel -> [UInt8] in
        let (u, v) = (pixel % width * 300 / width, pixel / width * 200 / height)
        let light = (u / 40 + v / 30) % 2 * 120
        return [UInt8(u * 135 / 300 + light), UInt8(v * 135 / 200 + light), UInt8(40 + light)]
      }
      return try #require(encodeJPEG(rgb: rgb, width: width, height: height, quality: 95))
    }
    // One is decoded in full, the others at a half and at an eighth.
    for (name, scale) in [("1.jpg", 1), ("2.jpg", 2), ("8.jpg", 8)] {
      try place.write(name, try picture(300 * scale, 200 * scale))
    }
    let found = try await measured(
      place.path, ["1.jpg", "2.jpg", "8.jpg"], cache: nil
    ).outcomes.compactMap { measures($0) }
    try #require(found.count == 3)
    for other in found.dropFirst() {
      #expect((found[0].perceptualHash ^ other.perceptualHash).nonzeroBitCount <= 4)
      #expect(abs(found[0].highBrightness - other.highBrightness) < 0.03)
      #expect(abs(found[0].entropy - other.entropy) < 0.5)
      #expect(abs(found[0].sharpness / other.sharpness - 1) < 0.25)
    }
  }
}
