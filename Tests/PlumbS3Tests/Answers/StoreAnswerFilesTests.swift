import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

@Suite struct StoreAnswerFilesTests {
  /// A folder read as a store must look as it does to the file system.
  @Test func aStoreIsListedAsAFolderIs() throws {
    let folder = try TemporaryFolder()
    let names = [
      "a/i/1/x.json", "a/i/2/y.json", "a/i/.hidden", "a/.i/1/x.json", "a/x.json", "b/i/1/x.json",
    ]
    for name in names { try folder.write(name, Array(name.utf8)) }
    let direct = try FolderAnswerFiles(path: folder.path).list(below: "a", depth: 2)
    let stored = StoreAnswerFiles(FileStore(), prefix: folder.path + "/")
    let listing = try stored.list(below: "a", depth: 2)
    #expect(listing.paths.sorted() == direct.paths.sorted())
    #expect(listing.paths.sorted() == ["a/i/1/x.json", "a/i/2/y.json", "a/x.json"])
    #expect(listing.problems.isEmpty)
    #expect(try stored.list(below: "none", depth: 2).paths.isEmpty)
  }

  @Test func filesThatLieDeeperAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/2/x.json", [1])
    let listing = try StoreAnswerFiles(FileStore(), prefix: folder.path + "/")
      .list(below: "a", depth: 2)
    #expect(listing.paths.isEmpty)
    #expect(listing.problems.map(\.code) == [.unknownName])
  }

  @Test func anObjectIsReadWhole() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try folder.write("a/x.json", bytes)
    let files = StoreAnswerFiles(FileStore(), prefix: folder.path + "/")
    let buffer = AnswerBuffer()
    try files.read("a/x.json", into: buffer)
    #expect(Array(buffer.bytes) == bytes)
    let refusal = #expect(throws: AnswerFileError.self) {
      try files.read("a/none.json", into: buffer)
    }
    #expect(refusal?.code == .unreadable)
  }
}
