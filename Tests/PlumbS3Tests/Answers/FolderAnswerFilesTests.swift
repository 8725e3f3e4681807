import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct FolderAnswerFilesTests {
  private func list(_ folder: TemporaryFolder, below top: String = "a", depth: Int = 2) throws
    -> AnswerListing
  {
    var listing = try FolderAnswerFiles(path: folder.path).list(below: top, depth: depth)
    listing.paths.sort()
    return listing
  }

  private func bytes(_ folder: TemporaryFolder, _ path: String) throws -> [UInt8] {
    let buffer = AnswerBuffer()
    try FolderAnswerFiles(path: folder.path).read(path, into: buffer)
    return Array(buffer.bytes)
  }

  private func refusal(_ folder: TemporaryFolder, _ path: String) -> VoteProblemCode? {
    #expect(throws: AnswerFileError.self) { try bytes(folder, path) }?.code
  }

  @Test func everyFileBelowIsListed() throws {
    let folder = try TemporaryFolder()
    let names = ["a/i/1/x.json", "a/i/1/y.json", "a/i/2/x.json", "a/j/2/x.json"]
    for name in names + ["b/i/1/x.json", "x.json"] { try folder.write(name, [1]) }
    #expect(try list(folder).paths == names)
    #expect(try list(folder).problems.isEmpty)
    let whole = try list(folder, below: "", depth: 3)
    #expect(whole.paths == names + ["b/i/1/x.json", "x.json"])
  }

  @Test func manyFoldersAreListed() throws {
    let folder = try TemporaryFolder()
    for number in 0..<900 { try folder.write("a/i/\(number)/x.json", [1]) }
    let listing = try list(folder)
    #expect(Set(listing.paths) == Set((0..<900).map { "a/i/\($0)/x.json" }))
    #expect(listing.paths.count == 900)
  }

  @Test func aMissingFolderHasNoFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", [1])
    #expect(try list(folder).paths.isEmpty)
    #expect(try list(folder, below: "file").paths.isEmpty)
    #expect(throws: InputError.self) { try FolderAnswerFiles(path: folder.path + "/none") }
    #expect(throws: InputError.self) { try FolderAnswerFiles(path: folder.path + "/file") }
  }

  @Test func foldersBelowTheFilesAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/deeper/x.json", [1])
    let listing = try list(folder)
    #expect(listing.paths.isEmpty)
    #expect(listing.problems.map(\.code) == [.unknownName])
    #expect(listing.problems.map(\.file) == ["a/i/1/deeper"])
  }

  @Test func namesWithADotAreNotLookedAt() throws {
    let folder = try TemporaryFolder()
    for name in ["a/.DS_Store", "a/i/.x/1.json", "a/i/1/._x.json"] { try folder.write(name, [1]) }
    let listing = try list(folder)
    #expect(listing.paths.isEmpty && listing.problems.isEmpty)
  }

  @Test func linksAreFollowedInsideTheFolderOnly() throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    try outside.write("1/secret.json", [9])
    try folder.write("a/i/1/x.json", [1])
    try folder.link("a/i/2", to: folder.path + "/a/i/1")
    try folder.link("a/i/3", to: outside.path + "/1")
    try folder.link("a/i/1/y.json", to: "x.json")
    try folder.link("a/i/1/z.json", to: outside.path + "/1/secret.json")
    try folder.link("a/i/1/gone.json", to: "nowhere.json")
    let listing = try list(folder)
    #expect(
      listing.paths == ["a/i/1/x.json", "a/i/1/y.json", "a/i/2/x.json", "a/i/2/y.json"])
    let outsiders = listing.problems.filter { $0.code == .outsideFolder }.map(\.file)
    #expect(Set(outsiders) == ["a/i/3", "a/i/1/z.json", "a/i/2/z.json"])
    let unreadable = listing.problems.filter { $0.code == .unreadable }.map(\.file)
    #expect(Set(unreadable) == ["a/i/1/gone.json", "a/i/2/gone.json"])
    for path in listing.paths { #expect(try bytes(folder, path) == [1]) }
    #expect(refusal(folder, "a/i/1/z.json") == .outsideFolder)
    #expect(refusal(folder, "a/i/1/gone.json") == .unreadable)
  }

  @Test func aFolderThatIsALinkIsTheFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("job/a/i/1/x.json", [1])
    try folder.link("link", to: "job")
    let files = try FolderAnswerFiles(path: folder.path + "/link")
    #expect(try files.list(below: "a", depth: 2).paths == ["a/i/1/x.json"])
  }

  @Test func linksThatGoRoundEnd() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/x.json", [1])
    try folder.link("a/i/2", to: folder.path + "/a")
    try folder.link("a/i/1/self.json", to: "self.json")
    let listing = try list(folder)
    #expect(listing.paths == ["a/i/1/x.json"])
    #expect(Set(listing.problems.map(\.file)) == ["a/i/2/i", "a/i/1/self.json"])
  }

  @Test func pipesAreNotWaitedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/x.json", [1])
    #expect(mkfifo(folder.path + "/a/i/1/pipe.json", 0o600) == 0)
    let listing = try list(folder)
    #expect(listing.paths == ["a/i/1/x.json"])
    #expect(listing.problems.map(\.code) == [.unknownName])
    #expect(try bytes(folder, "a/i/1/pipe.json") == [])
  }

  @Test func namesThatAreNotUTF8AreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/x.json", [1])
    let path = Array((folder.path + "/a/i/1/").utf8) + [0xFF] + Array(".json\0".utf8)
    let file = open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
    // Some file systems have no such names.
    guard file >= 0 else { return }
    close(file)
    let listing = try list(folder)
    #expect(listing.paths == ["a/i/1/x.json"])
    #expect(listing.problems.map(\.file) == ["a/i/1/\u{FFFD}.json"])
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func whatMayNotBeReadIsTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/i/1/x.json", [1])
    try folder.write("a/i/2/x.json", [1])
    #expect(chmod(folder.path + "/a/i/1", 0) == 0)
    #expect(chmod(folder.path + "/a/i/2/x.json", 0) == 0)
    let listing = try list(folder)
    #expect(listing.paths == ["a/i/2/x.json"])
    #expect(listing.problems.map(\.code) == [.unreadable])
    #expect(refusal(folder, "a/i/2/x.json") == .unreadable)
    #expect(chmod(folder.path + "/a/i/1", 0o700) == 0)
  }

  @Test(arguments: [0, 1, 65_471, 65_472, 65_473, 65_536, 131_072, 1_000_003])
  func filesOfAnySizeAreReadWhole(_ size: Int) throws {
    let folder = try TemporaryFolder()
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try folder.write("x.json", content)
    #expect(try bytes(folder, "x.json") == content)
  }

  @Test func filesThatAreTooLargeAreRefusedAndTheBufferGoesOn() throws {
    let folder = try TemporaryFolder()
    try folder.write("big.json", [UInt8](repeating: 7, count: AnswerParser.maximumBytes + 1))
    try folder.write("x.json", [1, 2])
    let files = try FolderAnswerFiles(path: folder.path)
    let buffer = AnswerBuffer()
    #expect(throws: AnswerFileError.tooLarge) { try files.read("big.json", into: buffer) }
    try files.read("x.json", into: buffer)
    #expect(Array(buffer.bytes) == [1, 2])
  }
}
