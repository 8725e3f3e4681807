import Foundation
import PlumbLabels
import Synchronization
import TestSupport
import Testing

@testable import PlumbStores

/// Downloads that begin before anybody asks for them.
@Suite struct ReadAheadTests {
  private static let keys = (0..<40).map { "set/\($0).jpg" }
  private static let objects = Dictionary(
    uniqueKeysWithValues: keys.enumerated().map { number, key in
      (key, [0xFF, 0xD8, 0xFF] + [UInt8](repeating: UInt8(number), count: 3_000))
    })

  private static func reference(_ key: String) -> ImageReference {
    .object(bucket: "bucket", key: key)
  }

  private func readAhead(
    _ fake: FakeS3, _ folder: FetchFolder? = nil, stop: StopFlag = StopFlag()
  ) -> ReadAhead {
    var options = FetchOptions()
    options.pace = .quick
    options.concurrency = 8
    (options.limits.headSeconds, options.limits.idleSeconds) = (1, 1)
    let fetcher = Fetcher(
      client: fake.client(), folder: folder, references: Self.keys.map(Self.reference),
      options: options, stop: stop)
    return ReadAhead(fetcher, keeps: folder != nil)
  }

  private func bytes(_ result: Result<FetchedImage, StoreError>) -> [UInt8]? {
    switch result {
    case .success(.bytes(let bytes)): bytes
    case .success(.file(let path)): try? [UInt8](Data(contentsOf: URL(filePath: path)))
    case .failure: nil
    }
  }

  @Test(arguments: [true, false])
  func whatWasDownloadedAheadIsNotAskedForAgain(keeps: Bool) throws {
    let fake = try FakeS3(Self.objects)
    let place = try TemporaryFolder()
    let ahead = readAhead(fake, keeps ? try FetchFolder(path: place.path) : nil)
    ahead.start(Self.keys.map(Self.reference)) { _ in false }
    ahead.start(Self.keys.map(Self.reference)) { _ in false }
    for key in Self.keys { #expect(bytes(ahead.fetch(Self.reference(key))) == Self.objects[key]) }
    #expect(fake.server.requests.count == Self.keys.count)
  }

  /// The threads that want images are faster or slower than those that bring them, in any order.
  @Test(arguments: [true, false])
  func anyOrderGivesTheRightBytes(keeps: Bool) throws {
    let fake = try FakeS3(Self.objects)
    let place = try TemporaryFolder()
    let ahead = readAhead(fake, keeps ? try FetchFolder(path: place.path) : nil)
    let wanted = Self.keys.shuffled() + Self.keys.shuffled()
    ahead.start(Self.keys.map(Self.reference)) { _ in false }
    let right = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: wanted.count) { number in
      if bytes(ahead.fetch(Self.reference(wanted[number]))) == Self.objects[wanted[number]] {
        right.add(1, ordering: .relaxed)
      }
    }
    #expect(right.load(ordering: .relaxed) == wanted.count)
    let asked = fake.server.requests.count
    #expect(keeps ? asked == Self.keys.count : asked <= 2 * Self.keys.count)
  }

  @Test func whatIsThereIsLeftAlone() throws {
    let fake = try FakeS3(Self.objects)
    let ahead = readAhead(fake)
    let there = Self.reference(Self.keys[0])
    ahead.start(Self.keys.map(Self.reference)) { $0 == there }
    for key in Self.keys.dropFirst() { _ = ahead.fetch(Self.reference(key)) }
    #expect(!fake.server.requests.contains { $0.path.hasSuffix("/" + Self.keys[0]) })
    #expect(fake.server.requests.count == Self.keys.count - 1)
  }

  @Test func whatFailsIsAskedForOnce() throws {
    let fake = try FakeS3([:])
    let ahead = readAhead(fake)
    ahead.start([Self.reference("none")]) { _ in false }
    for _ in 0..<3 {
      guard case .failure(let error) = ahead.fetch(Self.reference("none")) else {
        Issue.record("there is no such object")
        return
      }
      #expect(error.code == .notFound)
    }
    #expect(fake.server.requests.count == 1)
  }

  @Test func withoutAStartImagesComeWhenTheyAreWanted() throws {
    let fake = try FakeS3(Self.objects)
    let ahead = readAhead(fake)
    #expect(bytes(ahead.fetch(Self.reference(Self.keys[3]))) == Self.objects[Self.keys[3]])
    #expect(throws: StoreError.self) { try ahead.fetch(.path("/a.jpg")).get() }
    #expect(fake.server.requests.count == 1)
  }

  @Test func aStopEndsTheWaiting() throws {
    let fake = try FakeS3 { _ in
      usleep(300_000)
      return nil
    }
    let stop = StopFlag()
    let ahead = readAhead(fake, stop: stop)
    ahead.start(Self.keys.map(Self.reference)) { _ in false }
    stop.stop()
    guard case .failure(let error) = ahead.fetch(Self.reference(Self.keys[39])) else {
      Issue.record("it was stopped")
      return
    }
    #expect(error.code == .stopped)
  }
}
