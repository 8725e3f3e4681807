import Foundation
import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbImages

/// Outcomes in request order, with the statistics.
func scanned(
  _ folder: String, _ names: [String], cache: ThumbnailCache?, jobs: Int = 1
) async throws -> (outcomes: [ImageOutcome], statistics: ScanStatistics) {
  let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
  let scan = ImageScan(
    source: ImageFolder(root: folder, references: requests.map(\.reference)), cache: cache,
    jobs: jobs)
  var outcomes: [ImageOutcome] = []
  let statistics = try await scan.forEach(requests) { _, outcome in outcomes.append(outcome) }
  return (outcomes, statistics)
}

/// Good, odd, broken and missing images in one list.
let mixedNames = [
  "images/rgb.jpg", "images/rgb.png", "images/png-named.jpg", "images/cut-50.png",
  "images/not-deflate.png", "images/svg.jpg", "images/none.jpg", "images/empty.jpg",
  "images/orientation-8.png", "images/claims-30000.jpg",
]

@Suite struct ThumbnailCacheTests {
  @Test func theSecondRunDecodesNothingAndSaysTheSame() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/a/cache")
    let folder = try fixturesFolder()
    let without = try await scanned(folder, mixedNames, cache: nil)
    let first = try await scanned(folder, mixedNames, cache: cache)
    let second = try await scanned(folder, mixedNames, cache: cache)
    #expect(first.outcomes == without.outcomes)
    #expect(second.outcomes == without.outcomes)
    // Ten names: one is missing, one is empty, two have the same content.
    #expect(first.statistics.decoded == 7)
    #expect(second.statistics.decoded == 0)
    #expect(second.statistics.fromCache == 8)
    #expect(second.statistics.filesRead == 0)
    #expect(second.statistics.cacheProblem == nil)
  }

  @Test func aCopyIsKnownByItsContentAndAChangeIsSeen() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let (one, other) = (try fixture("rgb.jpg"), try fixture("gray.jpg"))
    try place.write("images/1.jpg", one)
    _ = try await scanned(place.path + "/images", ["1.jpg"], cache: cache)
    try place.write("images/2.jpg", one)
    let copied = try await scanned(place.path + "/images", ["2.jpg"], cache: cache)
    #expect(copied.statistics.decoded == 0)
    try place.write("images/1.jpg", other)
    let changed = try await scanned(place.path + "/images", ["1.jpg"], cache: cache)
    let fresh = try await scanned(place.path + "/images", ["1.jpg"], cache: nil)
    #expect(changed.outcomes == fresh.outcomes)
    #expect(changed.statistics.decoded == 1)
  }

  @Test func aChangeInPlaceOfTheSameLengthIsSeen() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    for shade in UInt8(0)..<20 {
      let rgb = [UInt8](repeating: 0, count: 8 * 8 * 3).map { _ in shade * 12 }
      var jpeg = try #require(encodeJPEG(rgb: rgb, width: 8, height: 8, quality: 90))
      jpeg += [UInt8](repeating: 0, count: 1000 - jpeg.count)
      try jpeg.withUnsafeBytes { bytes in
        let file = try #require(openFile(place.path + "/1.jpg", O_WRONLY | O_CREAT))
        #expect(writeAll(file.descriptor, bytes))
      }
      let cached = try await scanned(place.path, ["1.jpg"], cache: cache)
      let fresh = try await scanned(place.path, ["1.jpg"], cache: nil)
      #expect(cached.outcomes == fresh.outcomes)
    }
  }

  @Test func theNameIsNotPartOfTheContent() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let bytes = try fixture("rgb.png")
    try place.write("images/1.png", bytes)
    try place.write("images/1.jpg", bytes)
    let result = try await scanned(place.path + "/images", ["1.png", "1.jpg"], cache: cache)
    let notes = result.outcomes.map { outcome -> [ImageNote] in
      if case .shown(_, let facts) = outcome { facts.notes } else { [] }
    }
    #expect(notes == [[], [.extensionMismatch]])
    #expect(result.statistics.decoded == 1)
  }

  /// Flips one byte after another over the whole of the pack: whatever is hit, the result holds.
  @Test func aDamagedCacheIsMadeAgain() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let folder = try fixturesFolder()
    let expected = try await scanned(folder, mixedNames, cache: cache).outcomes
    let below = "cache/" + (try #require(place.names("cache").first))
    let pack = try #require(place.names(below).first)
    let good = try place.bytes(below + "/" + pack)
    for at in stride(from: 0, to: good.count, by: max(1, good.count / 60)) {
      for name in place.names(below) {
        try FileManager.default.removeItem(atPath: "\(place.path)/\(below)/\(name)")
      }
      var bad = good
      bad[at] ^= 0x55
      try place.write(below + "/" + pack, bad)
      let damaged = try await scanned(folder, mixedNames, cache: cache)
      #expect(damaged.outcomes == expected, "byte \(at)")
      let repaired = try await scanned(folder, mixedNames, cache: cache)
      #expect(repaired.outcomes == expected)
      #expect(repaired.statistics.decoded == 0, "byte \(at)")
    }
    for length in [0, 7, good.count / 2, good.count - 1] {
      try place.write(below + "/" + pack, Array(good[..<length]))
      #expect(try await scanned(folder, mixedNames, cache: cache).outcomes == expected)
    }
  }

  @Test func nothingUnfinishedIsLeft() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    for _ in 0..<3 { _ = try await scanned(fixturesFolder(), mixedNames, cache: cache) }
    let below = "cache/" + (try #require(place.names("cache").first))
    // Further runs found all, so that they left no pack of their own.
    #expect(place.names(below).count == 1)
    #expect(place.names(below).allSatisfy { $0.hasSuffix(".pack") })
  }

  @Test func aFolderThatCannotBeMadeOnlyCostsTime() async throws {
    let place = try TemporaryFolder()
    try place.write("file", [1])
    let cache = ThumbnailCache(directory: place.path + "/file/cache")
    let result = try await scanned(fixturesFolder(), mixedNames, cache: cache)
    let without = try await scanned(fixturesFolder(), mixedNames, cache: nil)
    #expect(result.outcomes == without.outcomes)
    #expect(result.statistics.cacheProblem != nil)
  }

  @Test func twoScansAtOnceShareOneFolder() async throws {
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path + "/cache")
    let folder = try fixturesFolder()
    async let one = scanned(folder, mixedNames, cache: cache, jobs: 2)
    async let two = scanned(folder, mixedNames, cache: cache, jobs: 2)
    let outcomes = try await (one.outcomes, two.outcomes)
    #expect(outcomes.0 == outcomes.1)
    #expect(try await scanned(folder, mixedNames, cache: cache).statistics.decoded == 0)
  }

  @Test func theDefaultFolderFollowsTheEnvironment() {
    let set = ThumbnailCache.defaultDirectory(["XDG_CACHE_HOME": "/x", "HOME": "/h/me"])
    #expect(set == "/x/plumb")
    let relative = ThumbnailCache.defaultDirectory(["XDG_CACHE_HOME": "x", "HOME": "/h/me"])
    #if os(macOS)
      #expect(relative == "/h/me/Library/Caches/plumb")
    #else
      #expect(relative == "/h/me/.cache/plumb")
    #endif
    #expect(ThumbnailCache.defaultDirectory([:]) == nil)
  }

  @Test func recordsReadBackAsTheyWere() {
    let hash = ContentHash(words: SIMD4(1, 2, 3, 4))
    let facts = ImageFacts(
      file: (.png, 40_000_000, hash), size: (65_500, 1), orientation: 8,
      notes: [.truncated, .animated])
    let records: [CacheRecord] = [
      .shown(Thumbnail(jpeg: [1, 2, 3], width: 128, height: 1), facts),
      .failed(ImageFailure(.tooSlow, "caf\u{E9} \u{1F4F7}")),
    ]
    for record in records {
      #expect(record.bytes.withUnsafeBytes { CacheRecord($0, hash: hash) } == record)
      for length in 0..<min(record.bytes.count, 20) {
        let cut = Array(record.bytes[..<length])
        #expect(cut.withUnsafeBytes { CacheRecord($0, hash: hash) } != record)
      }
    }
  }
}
