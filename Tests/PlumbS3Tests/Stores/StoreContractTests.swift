import Foundation
import PlumbS3
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// What every store does, whatever is behind it.
@Suite struct StoreContractTests {
  /// Names below a folder, with their bytes.
  private static let objects: [String: [UInt8]] = [
    "in/a.txt": Array("hello".utf8), "in/b/c.bin": (0..<300_000).map { UInt8($0 % 251) },
    "in/b/empty": [], "in/b/é ü+.txt": [7], "in-between": [1, 2, 3], "other/x": [9],
  ]

  /// A store with these objects, and what a location begins with.
  struct Subject {
    var name: String
    var store: any ByteStore
    var prefix: String
    var canList = true
    /// How the path of an object is written in a location.
    var encode: (String) -> String = { $0 }
    /// Kept alive.
    var owners: [AnyObject]
  }

  private static func subjects() throws -> [Subject] {
    let folder = try TemporaryFolder()
    for (name, bytes) in objects { try folder.write(name, bytes) }
    let s3 = try FakeS3(objects, pageSize: 2)
    let web = try FakeS3(objects)
    let stores = Stores(client: s3.client(signed: true), transport: CurlTransport(), policy: .quick)
    let encode: (String) -> String = { S3Query.path($0) }
    var subjects: [Subject] = []
    for store in stores.all {
      switch store {
      case is FileStore:
        subjects.append(
          Subject(name: "files", store: store, prefix: folder.path + "/", owners: [folder]))
      case is S3Store:
        subjects.append(Subject(name: "S3", store: store, prefix: "s3://bucket/", owners: [s3]))
      case is HTTPSStore:
        subjects.append(
          Subject(
            name: "web", store: store, prefix: web.server.url + "/bucket/", canList: false,
            encode: encode, owners: [web]))
      default: Issue.record("a store without a test: \(store)")
      }
    }
    #expect(subjects.count == stores.all.count)
    return subjects
  }

  private func forEachStore(_ body: (Subject) throws -> Void) throws {
    for subject in try Self.subjects() {
      // Twice, for those that remember.
      try body(subject)
      try body(subject)
    }
  }

  @Test func aLocationIsTakenByOneStoreOnly() throws {
    let stores = try Self.subjects()
    for subject in stores {
      #expect(stores.filter { $0.store.takes(subject.prefix + "x") }.map(\.name) == [subject.name])
    }
    for location in ["gs://bucket/key", "ftp://host/x", "file:///etc/passwd"] {
      #expect(!stores.contains { $0.store.takes(location) }, "\(location)")
    }
    for path in ["a", "/a", "./s3://x", "a:b", "-", "C:\\x", ""] {
      #expect(stores.filter { $0.store.takes(path) }.map(\.name) == ["files"], "\(path)")
    }
  }

  @Test func everyObjectIsDescribed() throws {
    try forEachStore { subject in
      for (name, bytes) in Self.objects {
        let location = subject.prefix + subject.encode(name)
        let description = try subject.store.describe(location)
        #expect(description.location == location)
        #expect(description.byteCount == bytes.count, "\(subject.name) \(name)")
        #expect(description.entityTag?.isEmpty == false)
        let again = try subject.store.describe(location)
        #expect(again == description)
      }
    }
  }

  @Test func everyObjectIsReadWhole() throws {
    try forEachStore { subject in
      for (name, bytes) in Self.objects {
        let location = subject.prefix + subject.encode(name)
        let whole = try subject.store.read(location, limit: bytes.count)
        #expect(whole == bytes, "\(subject.name) \(name)")
        let source = try subject.store.open(location)
        #expect(source.name == location)
        let streamed = try source.readAll()
        #expect(streamed == bytes, "\(subject.name) \(name)")
      }
    }
  }

  @Test func partsAreRead() throws {
    try forEachStore { subject in
      for (name, bytes) in Self.objects {
        let location = subject.prefix + subject.encode(name)
        for range in [0..<1, 0..<0, 1..<4, 2..<1_000_000, 100_000..<200_001, 900_000..<900_001] {
          let expected = Array(bytes[range.clamped(to: 0..<bytes.count)])
          let part = try subject.store.read(location, range: range)
          #expect(part == expected, "\(subject.name)")
        }
      }
    }
  }

  @Test func tooMuchIsRefused() throws {
    try forEachStore { subject in
      let location = subject.prefix + "in/a.txt"
      let error = #expect(throws: StoreError.self) { try subject.store.read(location, limit: 4) }
      #expect(error?.code == .tooLarge, "\(subject.name)")
    }
  }

  @Test func whatIsNotThereIsNotFound() throws {
    try forEachStore { subject in
      let location = subject.prefix + "none"
      let calls: [() throws -> Void] = [
        { _ = try subject.store.describe(location) },
        { _ = try subject.store.read(location, limit: 10) },
        { _ = try subject.store.read(location, range: 0..<1) },
        { _ = try subject.store.open(location) },
      ]
      for call in calls {
        let error = #expect(throws: StoreError.self) { try call() }
        #expect(error?.code == .notFound, "\(subject.name): \(error.debugDescription)")
        #expect(error?.description.hasPrefix(location) == true)
        #expect(error?.description.hasSuffix(".") == true)
      }
    }
  }

  @Test func listsAreCompleteAndInOrder() throws {
    try forEachStore { subject in
      for prefix in ["", "in", "in/", "in/b", "in/b/", "other/x", "none"] {
        guard subject.canList else {
          let error = #expect(throws: StoreError.self) {
            try subject.store.list(subject.prefix + prefix)
          }
          #expect(error?.code == .refused)
          continue
        }
        let expected = Self.objects.keys.filter { $0.hasPrefix(prefix) }
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let listed = try subject.store.list(subject.prefix + prefix)
        #expect(
          listed.map(\.location) == expected.map { subject.prefix + $0 },
          "\(subject.name) \(prefix)")
        for object in listed {
          let description = try subject.store.describe(object.location)
          #expect(description == object)
        }
      }
    }
  }
}

extension S3Query {
  /// A path as it stands in a URL.
  fileprivate static func path(_ text: String) -> String {
    text.split(separator: "/", omittingEmptySubsequences: false).map { encoded(String($0)) }
      .joined(separator: "/")
  }
}
