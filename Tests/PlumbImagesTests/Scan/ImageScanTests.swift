import Dispatch
import Foundation
import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import Synchronization
import TestSupport
import Testing

@testable import PlumbImages

@Suite struct ImageScanTests {
  @Test(arguments: [2, 8])
  func orderAndResultsDoNotDependOnJobs(jobs: Int) async throws {
    let names = (0..<30).flatMap { _ in mixedNames }
    let one = try await scanned(fixturesFolder(), names, cache: nil, jobs: 1)
    let many = try await scanned(fixturesFolder(), names, cache: nil, jobs: jobs)
    #expect(one.outcomes == many.outcomes)
    #expect(one.statistics == many.statistics)
    #expect(many.statistics.requested == names.count)
    #expect(many.statistics.failed + many.statistics.shown == names.count)
  }

  @Test func factsAreThoseOfTheFile() async throws {
    let result = try await scanned(fixturesFolder(), ["images/orientation-8.png"], cache: nil)
    guard case .shown(let thumbnail, let facts) = try #require(result.outcomes.first) else {
      Issue.record("not shown")
      return
    }
    let bytes = try fixture("orientation-8.png")
    #expect(facts.byteCount == bytes.count)
    #expect(facts.contentHash == bytes.withUnsafeBytes { ContentHash(of: $0) })
    #expect(facts.orientation == 8)
    #expect((thumbnail.width, thumbnail.height) == (10, 20))
  }

  @Test func hashesAreThoseOfTheStandard() {
    // FIPS 180-2, appendix B.1.
    let hash = Array("abc".utf8).withUnsafeBytes { ContentHash(of: $0) }
    #expect(
      hash.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  /// Images that come over a network are bytes, and many threads wait for them.
  @Test func bytesAreLookedAtLikeFiles() async throws {
    final class SlowMemory: ImageSource {
      let folder: ImageFolder
      let waitingThreads = 16
      private let numbers = Mutex(SeededNumbers(seed: 4))

      init(folder: ImageFolder) { self.folder = folder }

      func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
        usleep(numbers.withLock { UInt32.random(in: 0...2000, using: &$0) })
        return folder.path(reference).map { .bytes((try? [UInt8](contentsOf: $0)) ?? []) }
      }
    }
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path)
    let names = (0..<10).flatMap { _ in mixedNames }
    let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
    let folder = ImageFolder(root: try fixturesFolder(), references: [])
    let files = try await scanned(fixturesFolder(), names, cache: nil)
    for decoded in [7, 0] {
      let scan = ImageScan(source: SlowMemory(folder: folder), cache: cache, jobs: 2)
      var outcomes: [ImageOutcome] = []
      let statistics = try await scan.forEach(requests) { outcomes.append($1) }
      #expect(outcomes.map(\.shown) == files.outcomes.map(\.shown))
      // Two threads may decode the same content before either of them has kept it.
      #expect(statistics.decoded >= decoded && (decoded > 0 || statistics.decoded == 0))
    }
  }

  /// The first image does not come before 300 others were looked at.
  @Test func aLargeImageDoesNotHoldUpThoseBehindIt() async throws {
    final class Queue: ImageSource {
      let waitingThreads = 4
      private let others = Mutex(0)
      private let isEnough = DispatchSemaphore(value: 0)

      func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
        guard case .path("first") = reference else {
          if others.withLock({ count in
            count += 1; return count
          }) == 300 {
            isEnough.signal()
          }
          return .failure(ImageFailure(.missing, "none"))
        }
        let outcome = isEnough.wait(timeout: .now() + 60)
        return .failure(ImageFailure(outcome == .success ? .missing : .notFetched, "none"))
      }
    }
    let requests = (0..<400).map {
      ImageRequest(row: $0, reference: .path($0 == 0 ? "first" : "other"))
    }
    var codes: [ImageFailureCode] = []
    _ = try await ImageScan(source: Queue(), cache: nil, jobs: 1).forEach(requests) {
      if case .failed(let failure) = $1 { codes.append(failure.code) }
    }
    #expect(codes == [ImageFailureCode](repeating: .missing, count: 400))
  }

  /// Images that wait in memory for a decoder are few, whatever comes; the scan goes on all the same.
  @Test func writtenImagesAreNotReadAgain() async throws {
    struct Written: ImageSource {
      let folder: ImageFolder
      let waitingThreads = 8

      func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
        folder.path(reference).map {
          .written(path: $0, bytes: (try? [UInt8](contentsOf: $0)) ?? [])
        }
      }
    }
    let place = try TemporaryFolder()
    let cache = ThumbnailCache(directory: place.path)
    let folder = ImageFolder(root: try fixturesFolder(), references: [])
    let requests = mixedNames.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
    let files = try await scanned(fixturesFolder(), mixedNames, cache: nil)
    let scan = ImageScan(source: Written(folder: folder), cache: cache, jobs: 2)
    var outcomes: [ImageOutcome] = []
    _ = try await scan.forEach(requests) { outcomes.append($1) }
    #expect(outcomes == files.outcomes)
    // The cache knows the files from now on.
    let again = try await scanned(fixturesFolder(), mixedNames, cache: cache)
    #expect(again.statistics.decoded == 0)
    #expect(again.statistics.filesRead == 0)
    #expect(again.outcomes == files.outcomes)
  }

  /// Whoever leaves early has what was decoded in the cache, and nothing comes afterwards.
  @Test func aStreamThatIsStoppedKeepsWhatItRead() async throws {
    let names = (0..<40).map { ["images/rgb.jpg", "images/gray.jpg"][$0 % 2] }
    let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
    let place = try TemporaryFolder()
    let scan = ImageScan(
      source: ImageFolder(root: try fixturesFolder(), references: []),
      cache: ThumbnailCache(directory: place.path), jobs: 2)
    let stream = scan.images(requests)
    for expected in 0..<7 {
      #expect(try await stream.next(isolation: nil)?.request.row == expected)
    }
    await stream.stop()
    await stream.stop()
    #expect(stream.statistics.requested == 7)
    let again = try await scan.forEach(Array(requests.prefix(4))) { _, _ in }
    #expect(again.decoded == 0)
  }

  @Test func noRequestsAreNoWork() async throws {
    let result = try await scanned(fixturesFolder(), [], cache: nil, jobs: 4)
    #expect(result.statistics == ScanStatistics())
  }

  @Test func anErrorOfTheBodyEndsTheScan() async throws {
    let names = [String](repeating: "images/rgb.jpg", count: 200)
    let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
    let scan = ImageScan(
      source: ImageFolder(root: try fixturesFolder(), references: []), cache: nil, jobs: 2)
    var count = 0
    await #expect(throws: Trouble.self) {
      _ = try await scan.forEach(requests) { _, _ in
        count += 1
        if count == 7 { throw Trouble(words: "enough") }
      }
    }
    #expect(count == 7)
  }

  @Test func cancellingEndsTheScan() async throws {
    let folder = try fixturesFolder()
    let task = Task {
      let requests = (0..<5000).map { ImageRequest(row: $0, reference: .path("images/rgb.jpg")) }
      let scan = ImageScan(
        source: ImageFolder(root: folder, references: []), cache: nil, jobs: 2)
      var count = 0
      do {
        _ = try await scan.forEach(requests) { _, _ in
          count += 1
          if count == 5 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      } catch is CancellationError {
        return count
      }
      return -1
    }
    #expect(try await task.value == 5)
  }
}

extension ImageOutcome {
  /// What is shown, if anything.
  fileprivate var shown: Thumbnail? {
    if case .shown(let thumbnail, _) = self { thumbnail } else { nil }
  }
}

extension [UInt8] {
  fileprivate init(contentsOf path: String) throws {
    self = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
