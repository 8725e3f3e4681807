import Foundation
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

/// The folder of downloads: what is in it, and what gets into it.
@Suite struct FetchFolderTests {
  private static func object(_ key: String) -> ObjectName { ObjectName(bucket: "bucket", key: key) }

  @discardableResult
  private static func put(
    _ folder: FetchFolder, _ key: String, _ bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 1],
    isPlain: Bool = true
  ) throws -> String {
    let sink = try FileSink(folder)
    try bytes.withUnsafeBytes { try sink.write($0) }
    return try folder.keep(
      sink.file, as: object(key), isPlain: isPlain, start: sink.start,
      facts: BodyFacts(byteCount: bytes.count, entityTag: "t\"\\\u{1}"))
  }

  @Test func aFileIsFoundAgainByItsIndex() throws {
    let place = try TemporaryFolder()
    do {
      let folder = try FetchFolder(path: place.path)
      try Self.put(folder, "a/1.jpg")
      try Self.put(folder, "a/../2.jpg", isPlain: false)
      try Self.put(folder, "line\nbreak\" \\ é", [0x89, 0x50, 0x4E, 0x47], isPlain: false)
    }
    let index = FetchIndex.load(place.path)
    #expect(index.count == 3)
    #expect(
      index.entry(bucket: "bucket", key: "a/1.jpg")
        == FetchIndex.Entry(path: "bucket/a/1.jpg", byteCount: 4))
    for key in ["a/../2.jpg", "line\nbreak\" \\ é"] {
      let entry = try #require(index.entry(bucket: "bucket", key: key))
      #expect(entry.path.hasPrefix(".plumb/objects/"))
      #expect(try place.bytes(entry.path).count == 4)
    }
    #expect(index.entry(bucket: "bucket", key: "2.jpg") == nil)
    let folder = try FetchFolder(path: place.path)
    #expect(folder.existing(Self.object("a/../2.jpg"))?.byteCount == 4)
  }

  @Test func theIndexIsJSON() throws {
    let place = try TemporaryFolder()
    try Self.put(try FetchFolder(path: place.path), "q\"\\\n\u{7F}.jpg", isPlain: false)
    let line = try place.bytes(".plumb/index.jsonl")
    let value = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
    #expect(value?["uri"] as? String == "s3://bucket/q\"\\\n\u{7F}.jpg")
    #expect(value?["size"] as? Int == 4)
    #expect(value?["etag"] as? String == "t\"\\\u{1}")
  }

  /// Wherever a killed process left the index, the lines before are good and new ones too.
  @Test func anIndexMayBeCutOffAnywhere() throws {
    let place = try TemporaryFolder()
    do {
      let folder = try FetchFolder(path: place.path)
      for number in 0..<3 { try Self.put(folder, "\(number).jpg") }
    }
    let whole = try place.bytes(".plumb/index.jsonl")
    let lineEnds = whole.indices.filter { whole[$0] == 0x0A }
    for count in 0...whole.count {
      try place.write(".plumb/index.jsonl", Array(whole[..<count]))
      // A line without its end is whole or no JSON.
      let complete = lineEnds.filter { $0 <= count }.count
      do {
        let folder = try FetchFolder(path: place.path)
        try Self.put(folder, "new.jpg")
      }
      let index = FetchIndex.load(place.path)
      #expect(index.count == complete + 1, "\(count)")
      #expect(index.entry(bucket: "bucket", key: "new.jpg") != nil)
    }
  }

  @Test func pathsInTheIndexAreNotBelieved() throws {
    let place = try TemporaryFolder()
    let lines = [
      #"{"uri":"s3://bucket/a","file":"../../etc/passwd","size":1}"#,
      #"{"uri":"s3://bucket/b","file":"/etc/passwd","size":1}"#,
      #"{"uri":"s3://bucket/c","file":"bucket/other","size":1}"#,
      #"{"uri":"s3://bucket/d","file":"bucket/d","size":-1}"#,
      #"{"uri":"/etc/passwd","file":"/etc/passwd","size":1}"#, "[]", "", "{", "{}",
      #"{"uri":"s3://bucket/e","file":"bucket/e","size":1}"#,
    ]
    try place.write(".plumb/index.jsonl", Array(lines.joined(separator: "\n").utf8 + [0x0A]))
    let index = FetchIndex.load(place.path)
    #expect(index.count == 1)
    #expect(index.entry(bucket: "bucket", key: "e")?.path == "bucket/e")
  }

  @Test func theLastLineOfAnObjectCounts() throws {
    let place = try TemporaryFolder()
    do {
      let folder = try FetchFolder(path: place.path)
      try Self.put(folder, "a.jpg", [1, 2, 3])
      try Self.put(folder, "a.jpg", [1, 2, 3, 4, 5])
    }
    #expect(FetchIndex.load(place.path).entry(bucket: "bucket", key: "a.jpg")?.byteCount == 5)
    #expect(try place.bytes("bucket/a.jpg") == [1, 2, 3, 4, 5])
  }

  @Test func anEmptyFolderIsKnownAsSuch() throws {
    let place = try TemporaryFolder()
    do {
      let folder = try FetchFolder(path: place.path)
      #expect(folder.wasEmpty)
      try Self.put(folder, "a.jpg")
      // What came since is known.
      #expect(folder.existing(Self.object("a.jpg"))?.byteCount == 4)
      #expect(folder.existing(Self.object("b.jpg")) == nil)
    }
    #expect(try !FetchFolder(path: place.path).wasEmpty)
    let other = try TemporaryFolder()
    try other.write("b.jpg", [1])
    #expect(try !FetchFolder(path: other.path).wasEmpty)
  }

  @Test func whatTheUserPutThereIsThere() throws {
    let place = try TemporaryFolder()
    try place.write("bucket/a/1.jpg", [1])
    try place.write("bucket/empty.jpg", [])
    try place.write("bucket/folder/x", [1])
    try place.link("bucket/link.jpg", to: "a/1.jpg")
    let folder = try FetchFolder(path: place.path)
    #expect(folder.existing(Self.object("a/1.jpg"))?.path == place.path + "/bucket/a/1.jpg")
    for key in ["empty.jpg", "folder", "link.jpg", "none.jpg", "a/../a/1.jpg"] {
      #expect(folder.existing(Self.object(key)) == nil, "\(key)")
    }
  }

  /// After a loss of power a file may have lost its end.
  @Test func aFileOfAnotherSizeIsNotThere() throws {
    let place = try TemporaryFolder()
    let folder = try FetchFolder(path: place.path)
    try Self.put(folder, "a.jpg", [1, 2, 3])
    #expect(folder.existing(Self.object("a.jpg")) != nil)
    try place.write("bucket/a.jpg", [1, 2])
    #expect(folder.existing(Self.object("a.jpg")) == nil)
    try FileManager.default.removeItem(atPath: place.path + "/bucket/a.jpg")
    #expect(folder.existing(Self.object("a.jpg")) == nil)
  }

  @Test func aNameThatIsTakenGivesWay() throws {
    let place = try TemporaryFolder()
    try place.write("bucket/folder/x", [1])
    try place.write("bucket/file", [1])
    try place.link("bucket/out", to: "/tmp")
    let folder = try FetchFolder(path: place.path)
    for key in ["folder", "file/below.jpg", "out/elsewhere.jpg"] {
      let path = try Self.put(folder, key)
      #expect(path.hasPrefix(place.path + "/.plumb/objects/"), "\(key)")
      #expect(folder.existing(Self.object(key))?.path == path)
    }
    #expect(try place.bytes("bucket/file") == [1])
    #expect(place.names("bucket") == ["file", "folder", "out"])
  }

  @Test func oneProcessAtATime() throws {
    let place = try TemporaryFolder()
    let first = try FetchFolder(path: place.path)
    let error = #expect(throws: StoreError.self) { try FetchFolder(path: place.path) }
    #expect(error?.code == .unwritable)
    #expect(error?.description.contains("another plumb") == true)
    withExtendedLifetime(first) {}
  }

  @Test func theLockEndsWithTheFolder() throws {
    let place = try TemporaryFolder()
    for _ in 0..<3 { _ = try FetchFolder(path: place.path) }
  }

  @Test func onlyTheLeftoversOfTheDeadGo() throws {
    let place = try TemporaryFolder()
    let child = try Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])
    child.waitUntilExit()
    let dead = child.processIdentifier
    let kept = [".plumb-1-7.tmp", ".plumb-\(getppid())-7.tmp", "other", ".plumb-x-1.tmp"]
    for name in [".plumb-\(dead)-7.tmp"] + kept { try place.write(".plumb/temporary/\(name)", [1]) }
    _ = try FetchFolder(path: place.path)
    #expect(place.names(".plumb/temporary") == kept.sorted())
  }

  @Test func anAttemptThatIsGivenUpLeavesNothing() throws {
    let place = try TemporaryFolder()
    let folder = try FetchFolder(path: place.path)
    do {
      let sink = try FileSink(folder)
      try [UInt8](repeating: 1, count: 100).withUnsafeBytes { try sink.write($0) }
      #expect(place.names(".plumb/temporary").count == 1)
    }
    #expect(place.names(".plumb/temporary") == [])
  }

  @Test func badPlacesAreSaidPlainly() throws {
    let place = try TemporaryFolder()
    try place.write("file", [1])
    for path in [place.path + "/file", place.path + "/file/below", ""] {
      let error = #expect(throws: StoreError.self) { try FetchFolder(path: path) }
      #expect(error?.code == .unwritable)
    }
  }
}
