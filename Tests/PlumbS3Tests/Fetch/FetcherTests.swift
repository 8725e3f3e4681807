import Foundation
import PlumbImages
import PlumbLabels
import PlumbSystem
import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

/// Downloads of many images: what is asked, how often, and what is kept.
@Suite struct FetcherTests {
  private static func objects(_ count: Int, size: Int = 2_000) -> [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: (0..<count).map { number in
        ("set/\(number).jpg", [0xFF, 0xD8, 0xFF] + (0..<size).map { UInt8(($0 + number) % 251) })
      })
  }

  private static func requests(_ keys: [String], bucket: String = "bucket") -> [FetchRequest] {
    keys.enumerated().map { number, key in
      FetchRequest(line: number + 1, reference: .object(bucket: bucket, key: key))
    }
  }

  private static var options: FetchOptions {
    var options = FetchOptions()
    options.policy = .quick
    options.concurrency = 8
    (options.limits.headSeconds, options.limits.idleSeconds) = (1, 1)
    return options
  }

  private func fetcher(
    _ client: S3Client, _ folder: FetchFolder?, _ requests: [FetchRequest],
    options: FetchOptions = options, stop: CancellationFlag = CancellationFlag()
  ) -> Fetcher {
    Fetcher(
      client: client, folder: folder, references: requests.map(\.reference), options: options,
      stop: stop)
  }

  /// Runs once with a folder of its own life time.
  private func run(
    _ client: S3Client, _ place: TemporaryFolder, _ requests: [FetchRequest],
    options: FetchOptions = options, stop: CancellationFlag = CancellationFlag(),
    progress: (FetchProgress) -> Void = { _ in }
  ) throws -> FetchOutcome {
    let folder = try FetchFolder(path: place.path)
    return try fetcher(client, folder, requests, options: options, stop: stop)
      .run(requests, progress: progress)
  }

  // MARK: What is kept

  @Test func everythingArrivesAndIsNotAskedForAgain() throws {
    let objects = Self.objects(50)
    let fake = try FakeS3(objects)
    let place = try TemporaryFolder()
    let requests = Self.requests(objects.keys.sorted())
    let outcome = try run(fake.client(signed: true), place, requests)
    #expect(outcome.fetched == 50 && outcome.present == 0 && outcome.failures.isEmpty)
    #expect(outcome.bytes == objects.values.reduce(0) { $0 + $1.count })
    for (key, bytes) in objects { #expect(try place.bytes("bucket/\(key)") == bytes) }
    #expect(place.names(".plumb/temporary") == [])

    let again = try run(fake.client(), place, requests)
    #expect(again.present == 50 && again.fetched == 0)
    #expect(fake.server.requests.count == 50)

    try FileManager.default.removeItem(atPath: place.path + "/bucket/set/7.jpg")
    try place.write("bucket/set/8.jpg", [1, 2, 3])
    let third = try run(fake.client(), place, requests)
    #expect(third.present == 48 && third.fetched == 2)
    #expect(fake.server.requests.count == 52)
    #expect(try place.bytes("bucket/set/8.jpg") == objects["set/8.jpg"])
  }

  @Test func repeatsAreOneObject() throws {
    let fake = try FakeS3(Self.objects(3))
    let keys = ["set/0.jpg", "set/1.jpg", "set/0.jpg", "set/2.jpg", "set/1.jpg", "none", "none"]
    let outcome = try run(fake.client(), try TemporaryFolder(), Self.requests(keys))
    #expect(outcome.total == 4 && outcome.fetched == 3)
    #expect(outcome.failures.map(\.line) == [6])
    #expect(fake.server.requests.count == 4)
  }

  @Test func namesThatCannotBePathsAreFoundAgain() throws {
    let keys = [
      "../../etc/passwd", "a", "a/b", "A/B", "twin.jpg", "TWIN.jpg", "e\u{301}.jpg", "é.jpg",
      "x//y",
      "/lead", "new\nline.jpg", String(repeating: "long", count: 200), ".plumb/index.jsonl", "a/b/",
    ]
    let objects = Dictionary(uniqueKeysWithValues: keys.map { (Array($0.utf8), Array($0.utf8)) })
    let fake = try FakeS3 { request in
      let key = Array((request.path.removingPercentEncoding ?? "").utf8.dropFirst("/bucket/".count))
      guard let body = objects[key] else { return FakeS3.error(404, "NoSuchKey") }
      return [.answer(200, ["ETag": "\"\(FakeS3.md5(body))\""], body)]
    }
    let place = try TemporaryFolder()
    let outcome = try run(fake.client(signed: true), place, Self.requests(keys))
    #expect(outcome.fetched == keys.count, "\(outcome.failures)")
    let index = FetchIndex.load(place.path)
    for key in keys {
      let entry = try #require(index.entry(bucket: "bucket", key: key))
      #expect(try place.bytes(entry.path) == Array(key.utf8))
    }
    #expect(try run(fake.client(), place, Self.requests(keys)).present == keys.count)
    #expect(Set(place.names()).isSubset(of: [".plumb", "bucket"]))
  }

  // MARK: What fails

  @Test func whatFailsForGoodIsAskedOnceAndToldOnce() throws {
    let fake = try FakeS3(Self.objects(10)) { request in
      if request.path.hasSuffix("denied.jpg") { return FakeS3.error(403, "AccessDenied") }
      if request.path.hasSuffix("archived.jpg") { return FakeS3.error(403, "InvalidObjectState") }
      if request.path.hasSuffix("large.jpg") {
        return [.answer(200, ["ETag": "\"x\""], [1], length: 99_000_000)]
      }
      return nil
    }
    let keys =
      Self.objects(10).keys.sorted() + ["set/none.jpg", "denied.jpg", "archived.jpg", "large.jpg"]
    let outcome = try run(fake.client(signed: true), try TemporaryFolder(), Self.requests(keys))
    #expect(outcome.fetched == 10)
    #expect(outcome.failures.map(\.error.code) == [.notFound, .accessDenied, .archived, .tooLarge])
    #expect(outcome.failures.map(\.line) == [11, 12, 13, 14])
    #expect(outcome.failures.map(\.uri).first == "s3://bucket/set/none.jpg")
    #expect(outcome.failures.allSatisfy { $0.error.description.hasPrefix($0.uri) })
    #expect(outcome.stopped == nil && outcome.stoppedBuckets.isEmpty)
    #expect(fake.server.requests.count == 14)
  }

  @Test func whatMayPassIsTriedInPasses() throws {
    let fake = try FakeS3(Self.objects(5)) { request in
      request.path.hasSuffix("bad.jpg") ? FakeS3.error(500, "InternalError") : nil
    }
    let keys = Self.objects(5).keys.sorted() + ["bad.jpg"]
    let outcome = try run(fake.client(), try TemporaryFolder(), Self.requests(keys))
    #expect(outcome.fetched == 5)
    #expect(outcome.failures.map(\.error.code) == [.serverError])
    #expect(fake.server.requests.filter { $0.path.hasSuffix("bad.jpg") }.count == 12)
  }

  /// A bucket that is not there is asked a few times, not 1,000.
  @Test(arguments: [
    (404, "NoSuchBucket", 8), (403, "InvalidAccessKeyId", 8), (403, "SignatureDoesNotMatch", 8),
    (403, "AccessDenied", 28), (301, "PermanentRedirect", 16), (302, "Found", 8),
  ])
  func aBucketThatRefusesEverythingIsGivenUp(
    _ status: Int, _ code: String, _ mostRequests: Int
  ) throws {
    let fake = try FakeS3 { _ in FakeS3.error(status, code) }
    let requests = Self.requests((0..<1_000).map(String.init))
    let outcome = try run(fake.client(signed: true), try TemporaryFolder(), requests)
    #expect(fake.server.requests.count <= mostRequests)
    #expect(outcome.fetched == 0)
    #expect(outcome.failures.map(\.line) == Array(1...1_000))
    #expect(outcome.stoppedBuckets.map(\.bucket) == ["bucket"])
    #expect(outcome.stopped == nil)
    let notAsked = outcome.failures.filter { $0.error.message.hasPrefix("not requested") }
    #expect(notAsked.count >= 1_000 - mostRequests)
  }

  @Test func noConnectionGivesTheBucketUp() throws {
    let fake = try FakeS3()
    let client = fake.client()
    fake.server.stop()
    let requests = Self.requests((0..<1_000).map(String.init))
    let outcome = try run(client, try TemporaryFolder(), requests)
    #expect(outcome.stoppedBuckets.map(\.error.code) == [.noConnection])
    #expect(outcome.failures.count == 1_000)
    let notAsked = outcome.failures.filter { $0.error.message.hasPrefix("not requested") }
    #expect(notAsked.count >= 1_000 - 28)
  }

  @Test func aBucketThatGivesSomethingIsNotGivenUp() throws {
    let objects = Self.objects(1)
    let fake = try FakeS3(objects) { request in
      request.path.hasSuffix("set/0.jpg") ? nil : FakeS3.error(403, "AccessDenied")
    }
    var options = Self.options
    options.concurrency = 1
    let requests = Self.requests(["set/0.jpg"] + (0..<100).map(String.init))
    let outcome = try run(fake.client(), try TemporaryFolder(), requests, options: options)
    #expect(outcome.fetched == 1)
    #expect(outcome.stoppedBuckets.isEmpty)
    #expect(fake.server.requests.count == 101)
  }

  @Test func otherBucketsGoOn() throws {
    let objects = Self.objects(30)
    let fake = try FakeS3(objects)
    let good = Self.requests(objects.keys.sorted())
    let bad = Self.requests((0..<300).map(String.init), bucket: "missing-bucket")
    let mixed = zip(good, bad).flatMap { [$0, $1] } + bad.dropFirst(30)
    let outcome = try run(fake.client(), try TemporaryFolder(), mixed)
    #expect(outcome.fetched == 30)
    #expect(outcome.stoppedBuckets.map(\.bucket) == ["missing-bucket"])
    #expect(outcome.failures.count == 300)
  }

  // MARK: Credentials

  @Test func aTokenThatEndsMeanwhileIsRenewed() throws {
    let fresh = AWSCredentials(accessKeyID: "AKIDFRESH", secretAccessKey: "s")
    let count = Atomic<Int>(0)
    let objects = Self.objects(60)
    let fake = try FakeS3(objects) { request in
      if request.field("authorization")?.contains("AKIDFRESH") == true { return nil }
      let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
      return number < 20 ? nil : FakeS3.error(400, "ExpiredToken")
    }
    let provider = FixedCredentials(.example, fresh)
    let requests = Self.requests(objects.keys.sorted())
    let outcome = try run(fake.client(credentials: provider), try TemporaryFolder(), requests)
    #expect(outcome.fetched == 60 && outcome.failures.isEmpty)
  }

  @Test func aTokenThatCannotBeRenewedEndsTheRunWithOneMessage() throws {
    let count = Atomic<Int>(0)
    let objects = Self.objects(1_000, size: 10)
    let fake = try FakeS3(objects) { _ in
      let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
      return number < 20 ? nil : FakeS3.error(400, "ExpiredToken")
    }
    let requests = Self.requests(objects.keys.sorted())
    let outcome = try run(fake.client(signed: true), try TemporaryFolder(), requests)
    #expect(outcome.fetched == 20)
    #expect(outcome.stopped?.code == .expiredCredentials)
    #expect(outcome.failures.count == 980)
    #expect(fake.server.requests.count < 60)
  }

  // MARK: The end

  @Test func theEndCanBeAskedForAndTheRestFollows() throws {
    let objects = Self.objects(300, size: 10)
    let slow = try FakeS3(objects)
    let place = try TemporaryFolder()
    let stop = CancellationFlag()
    let requests = Self.requests(objects.keys.sorted())
    let outcome = try run(slow.client(), place, requests, stop: stop) { progress in
      if progress.done >= 0 { stop.stop() }
    }
    #expect(outcome.isInterrupted && outcome.stopped == nil)
    #expect(outcome.fetched + outcome.failures.count == 300)
    #expect(outcome.failures.allSatisfy { $0.error.code == .stopped })
    #expect(place.names(".plumb/temporary") == [])
    let rest = try run(slow.client(), place, requests)
    #expect(rest.present == outcome.fetched && rest.fetched == 300 - outcome.fetched)
  }

  @Test func aServerThatStandsStillDoesNotKeepTheEndWaiting() throws {
    let fake = try FakeS3 { _ in [.wait(60)] }
    let stop = CancellationFlag()
    var options = Self.options
    options.limits.headSeconds = 60
    let requests = Self.requests((0..<20).map(String.init))
    let client = fake.client(transport: CurlTransport(stop: stop))
    let outcome = try run(
      client, try TemporaryFolder(), requests, options: options, stop: stop
    ) { _ in stop.stop() }
    #expect(outcome.isInterrupted && outcome.failures.count == 20)
    // Who was kept waiting until the limit would say that the server does not answer.
    #expect(outcome.failures.allSatisfy { $0.error.code == .stopped })
  }

  @Test func anOutageEndsTheRun() throws {
    let fake = try FakeS3 { _ in FakeS3.error(500, "InternalError") }
    var options = Self.options
    options.outageSeconds = 0.2
    options.passes = 1_000_000
    let requests = Self.requests((0..<50).map(String.init))
    let outcome = try run(fake.client(), try TemporaryFolder(), requests, options: options)
    #expect(outcome.stopped?.code == .serverError)
    #expect(outcome.stopped?.message.contains("nothing was received for") == true)
    #expect(outcome.failures.count == 50)
  }

  @Test func progressOnlyGrows() throws {
    let objects = Self.objects(100)
    let fake = try FakeS3(objects)
    var all: [FetchProgress] = []
    let requests = Self.requests(objects.keys.sorted() + ["none"])
    let outcome = try run(fake.client(), try TemporaryFolder(), requests) { all.append($0) }
    for (one, next) in zip(all, all.dropFirst()) {
      #expect(one.done <= next.done && one.bytes <= next.bytes && one.seconds <= next.seconds)
    }
    let last = try #require(all.last)
    #expect(last.done == 101 && last.total == 101 && last.failures == 1)
    #expect(last.bytes == outcome.bytes)
  }

  @Test func withoutAFolderThereIsNoRun() throws {
    let fake = try FakeS3()
    #expect(throws: StoreError.self) { try fetcher(fake.client(), nil, []).run([FetchRequest]()) }
  }

  // MARK: One at a time

  @Test func oneImageComesAsFileOrBytes() throws {
    let objects = Self.objects(3)
    let fake = try FakeS3(objects)
    let place = try TemporaryFolder()
    let folder = try FetchFolder(path: place.path)
    let requests = Self.requests(objects.keys.sorted())
    let fetcher = fetcher(fake.client(), folder, requests)
    let bytes = try #require(objects["set/0.jpg"])
    #expect(fetcher.fetchOne(requests[0].reference, keep: false) == .success(.bytes(bytes)))
    #expect(place.names() == [".plumb"])
    let path = place.path + "/bucket/set/0.jpg"
    #expect(fetcher.fetchOne(requests[0].reference, keep: true) == .success(.file(path)))
    #expect(try place.bytes("bucket/set/0.jpg") == bytes)
    let other = (key: objects.keys.sorted()[1], path: place.path + "/bucket/set/1.jpg")
    #expect(
      fetcher.fetchOne(requests[1].reference, keep: true, memory: 1 << 20)
        == .success(.written(other.path, try #require(objects[other.key]))))
    // Larger ones are not kept in memory.
    #expect(
      fetcher.fetchOne(requests[2].reference, keep: true, memory: 10)
        == .success(.file(place.path + "/bucket/set/2.jpg")))
    // What is there is used, whether it is to be kept or not.
    #expect(fetcher.fetchOne(requests[0].reference, keep: false) == .success(.file(path)))
    #expect(fake.server.requests.count == 4)
    let without = self.fetcher(fake.client(), nil, requests)
    #expect(without.fetchOne(requests[0].reference, keep: true) == .success(.bytes(bytes)))
    #expect(throws: StoreError.self) { try fetcher.fetchOne(.path("/a"), keep: true).get() }
  }

  @Test func manyThreadsAskForOneEach() throws {
    let objects = Self.objects(64, size: 100)
    let seen = Atomic<Int>(0)
    let fake = try FakeS3(objects) { _ in
      // Every fifth answer is wrong.
      seen.wrappingAdd(1, ordering: .relaxed).oldValue % 5 == 4
        ? FakeS3.error(500, "InternalError") : nil
    }
    let place = try TemporaryFolder()
    let keys = objects.keys.sorted()
    let fetcher = fetcher(
      fake.client(signed: true), try FetchFolder(path: place.path), Self.requests(keys))
    let right = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 64) { number in
      let keep = number % 2 == 0
      let key = keys[number]
      switch fetcher.fetchOne(.object(bucket: "bucket", key: key), keep: keep) {
      case .success(.bytes(let bytes)) where !keep && bytes == objects[key]:
        right.add(1, ordering: .relaxed)
      case .success(.file(let path)) where keep && path.hasSuffix("/bucket/" + key):
        right.add(1, ordering: .relaxed)
      default: break
      }
    }
    #expect(right.load(ordering: .relaxed) == 64)
    #expect(FetchIndex.load(place.path).count == 32)
  }

  @Test func oneImageFailsAsInARun() throws {
    let fake = try FakeS3 { request in
      request.path.hasSuffix("none") ? nil : FakeS3.error(503, "SlowDown")
    }
    let fetcher = fetcher(fake.client(), nil, [])
    let none = fetcher.fetchOne(.object(bucket: "bucket", key: "none"), keep: false)
    #expect(throws: StoreError.self) { try none.get() }
    #expect(fake.server.requests.count == 1)
    guard
      case .failure(let error) = fetcher.fetchOne(
        .object(bucket: "bucket", key: "slow"), keep: false)
    else {
      Issue.record("no failure")
      return
    }
    #expect(error.code == .throttled)
    #expect(fake.server.requests.count == 13)
  }
}
