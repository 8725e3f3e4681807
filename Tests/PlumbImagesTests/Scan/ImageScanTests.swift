import PlumbLabels
import PlumbStores
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

  @Test func noRequestsAreNoWork() async throws {
    let result = try await scanned(fixturesFolder(), [], cache: nil, jobs: 4)
    #expect(result.statistics == ScanStatistics())
  }

  @Test func anErrorOfTheBodyEndsTheScan() async throws {
    let names = [String](repeating: "images/rgb.jpg", count: 200)
    let requests = names.enumerated().map { ImageRequest(row: $0, reference: .path($1)) }
    let scan = ImageScan(
      folder: ImageFolder(root: try fixturesFolder(), references: []), cache: nil, jobs: 2)
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
        folder: ImageFolder(root: folder, references: []), cache: nil, jobs: 2)
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
