import Foundation
import PlumbLabels
import PlumbSystem
import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

/// Downloads that several threads want.
@Suite struct SharedDownloadsTests {
  private static let keys = (0..<40).map { "set/\($0).jpg" }
  private static let objects = Dictionary(
    uniqueKeysWithValues: keys.enumerated().map { number, key in
      (key, [0xFF, 0xD8, 0xFF] + [UInt8](repeating: UInt8(number), count: 3_000))
    })

  private static func reference(_ key: String) -> ImageReference {
    .object(bucket: "bucket", key: key)
  }

  private func downloads(
    _ fake: FakeS3, _ folder: FetchFolder? = nil, stop: CancellationFlag = CancellationFlag()
  ) -> SharedDownloads {
    var options = FetchOptions()
    options.policy = .quick
    options.concurrency = 8
    (options.limits.headSeconds, options.limits.idleSeconds) = (1, 1)
    let fetcher = Fetcher(
      client: fake.client(), folder: folder, references: Self.keys.map(Self.reference),
      options: options, stop: stop)
    return SharedDownloads(fetcher, keeps: folder != nil)
  }

  private func bytes(_ result: Result<FetchedImage, StoreError>) -> [UInt8]? {
    switch result {
    case .success(.bytes(let bytes)): bytes
    case .success(.file(let path)): try? [UInt8](Data(contentsOf: URL(filePath: path)))
    case .success(.written(let path, let bytes)):
      (try? [UInt8](Data(contentsOf: URL(filePath: path)))) == bytes ? bytes : nil
    case .failure: nil
    }
  }

  /// Many threads want the same images in orders of their own.
  @Test(arguments: [true, false])
  func anyOrderGivesTheRightBytes(keeps: Bool) throws {
    let fake = try FakeS3(Self.objects)
    let place = try TemporaryFolder()
    let downloads = downloads(fake, keeps ? try FetchFolder(path: place.path) : nil)
    var numbers = SeededNumbers(seed: 5)
    let wanted = Self.keys.shuffled(using: &numbers) + Self.keys.shuffled(using: &numbers)
    let right = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: wanted.count) { number in
      if bytes(downloads.fetch(Self.reference(wanted[number]))) == Self.objects[wanted[number]] {
        right.add(1, ordering: .relaxed)
      }
    }
    #expect(right.load(ordering: .relaxed) == wanted.count)
    let asked = fake.server.requests.count
    #expect(keeps ? asked == Self.keys.count : asked <= 2 * Self.keys.count)
  }

  @Test func whoeverWantsItMeanwhileGetsTheSame() throws {
    let arrived = Atomic<Int>(0)
    let fake = try FakeS3(Self.objects) { _ in
      // Until all want it; they may still be on their way to it then.
      while arrived.load(ordering: .acquiring) < 8 { usleep(1_000) }
      usleep(50_000)
      return nil
    }
    let downloads = downloads(fake)
    let right = Atomic<Int>(0)
    let group = DispatchGroup()
    for _ in 0..<8 {
      group.enter()
      startThread {
        arrived.add(1, ordering: .acquiringAndReleasing)
        if self.bytes(downloads.fetch(Self.reference(Self.keys[7]))) == Self.objects[Self.keys[7]] {
          right.add(1, ordering: .relaxed)
        }
        group.leave()
      }
    }
    group.wait()
    #expect(right.load(ordering: .relaxed) == 8)
    #expect(fake.server.requests.count < 8)
  }

  @Test func aFileThatWasJustWrittenComesWithItsBytes() throws {
    let fake = try FakeS3(Self.objects)
    let place = try TemporaryFolder()
    let downloads = downloads(fake, try FetchFolder(path: place.path))
    let (key, path) = (Self.keys[1], place.path + "/bucket/" + Self.keys[1])
    let content = try #require(Self.objects[key])
    #expect(downloads.fetch(Self.reference(key)) == .success(.written(path, content)))
    #expect(downloads.fetch(Self.reference(key)) == .success(.file(path)))
    #expect(try place.bytes("bucket/" + key) == content)
  }

  @Test func whatFailsIsAskedForOnce() throws {
    let fake = try FakeS3([:])
    let downloads = downloads(fake)
    for _ in 0..<3 {
      guard case .failure(let error) = downloads.fetch(Self.reference("none")) else {
        Issue.record("there is no such object")
        return
      }
      #expect(error.code == .notFound)
    }
    #expect(fake.server.requests.count == 1)
  }

  @Test func pathsAreNotAskedFor() throws {
    let fake = try FakeS3(Self.objects)
    #expect(throws: StoreError.self) { try downloads(fake).fetch(.path("/a.jpg")).get() }
    #expect(fake.server.requests.isEmpty)
  }

  @Test func aStopEndsTheWaiting() throws {
    let fake = try FakeS3(Self.objects)
    let stop = CancellationFlag()
    let downloads = downloads(fake, stop: stop)
    stop.stop()
    guard case .failure(let error) = downloads.fetch(Self.reference(Self.keys[39])) else {
      Issue.record("it was stopped")
      return
    }
    #expect(error.code == .stopped)
  }
}
