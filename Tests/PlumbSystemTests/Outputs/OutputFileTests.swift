import TestSupport
import Testing

@testable import PlumbSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct OutputFileTests {
  @Test func aFileAppearsOnlyWhenItIsWhole() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a/b/out.pdf"
    let output = try OutputFile(path: path)
    try [1, 2, 3].withUnsafeBytes { try output.write($0) }
    #expect(!folder.names("a/b").contains("out.pdf"))
    try output.commit()
    #expect(folder.names("a/b") == ["out.pdf"])
    #expect(try folder.bytes("a/b/out.pdf").count == [1, 2, 3].count * MemoryLayout<Int>.size)
    #expect(output.byteCount == 24)
  }

  @Test func anAbandonedFileLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("out", [7])
    do {
      let output = try OutputFile(path: folder.path + "/out")
      try [UInt8](repeating: 1, count: 100).withUnsafeBytes { try output.write($0) }
    }
    #expect(folder.names() == ["out"])
    #expect(try folder.bytes("out") == [7])
  }

  /// In a process of its own, since it takes away the files of other tests as well.
  @Test func anInterruptTakesUnfinishedFilesAway() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let output = try OutputFile(path: folder.path + "/out")
      #expect(folder.names().count == 1)
      TemporaryFiles.removeAll()
      #expect(folder.names() == [])
      #expect(throws: OutputError.self) { try output.commit() }
    }
  }

  @Test func manyFilesAtOnceAreFine() throws {
    let folder = try TemporaryFolder()
    let outputs = try (0..<20).map { try OutputFile(path: folder.path + "/\($0)") }
    for output in outputs { try output.commit() }
    #expect(folder.names().count == 20)
    #expect(folder.names().allSatisfy { Int($0) != nil })
  }

  @Test func aLinkKeepsPointingWhereItDoes() throws {
    let folder = try TemporaryFolder()
    try folder.write("real", [1])
    try folder.link("link", to: "real")
    try OutputFile.write([2, 2], to: folder.path + "/link")
    #expect(try folder.bytes("real") == [2, 2])
    #expect(folder.names() == ["link", "real"])
  }

  @Test func devicesAreWrittenToDirectly() throws {
    try OutputFile.write([1], to: "/dev/null")
    var facts = stat()
    #expect(stat("/dev/null", &facts) == 0)
    #expect(!facts.isRegular)
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full here"))
  func aFullDiskIsSaidPlainly() throws {
    let error = #expect(throws: OutputError.self) { try OutputFile.write([1], to: "/dev/full") }
    #expect(error?.path == "/dev/full")
    #expect(error?.description.contains(systemCause(ENOSPC)) == true)
  }

  @Test func badPlacesAreSaidPlainly() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", [1])
    for path in [folder.path, folder.path + "/file/below/out"] {
      #expect(throws: OutputError.self) { try OutputFile.write([1], to: path) }
    }
    #expect(throws: OutputError.self) { try OutputFile.prepareFolder(folder.path + "/file") }
    try OutputFile.prepareFolder(folder.path + "/new/er")
    #expect(folder.names("new") == ["er"])
    #expect(folder.names() == ["file", "new"])
  }

  @Test func namesThatAreNoFilesAreRefusedFirst() throws {
    let folder = try TemporaryFolder()
    for name in ["new/", "new//", "new/.", "new/.."] {
      let path = folder.path + "/" + name
      let error = #expect(throws: OutputError.self) { try OutputFile(path: path) }
      #expect(error?.description.contains("pass a file, not a folder") == true)
      #expect(error?.path == path)
    }
    let slash = #expect(throws: OutputError.self) { try OutputFile(path: folder.path + "/new/") }
    #expect(slash?.cause == "the name ends in '/'")
    let empty = #expect(throws: OutputError.self) { try OutputFile(path: "") }
    #expect(empty?.description == "the output name is empty; pass a file name.")
    #expect(folder.names() == [])
  }

  @Test func anEmptyFolderNameIsRefused() {
    let error = #expect(throws: OutputError.self) { try OutputFile.prepareFolder("") }
    #expect(error?.cause == "the output folder name is empty")
    #expect(error?.description.hasPrefix("the output folder name is empty; ") == true)
  }

  @Test func aLinkToNothingYetIsWrittenThrough() throws {
    let folder = try TemporaryFolder()
    try folder.link("one", to: "below/two")
    try folder.write("below/there", [1])
    try folder.link("below/two", to: folder.path + "/below/real")
    try OutputFile.write([2, 2], to: folder.path + "/one")
    #expect(try folder.bytes("below/real") == [2, 2])
    #expect(folder.names() == ["below", "one"])
    #expect(folder.names("below") == ["real", "there", "two"])
    #expect(try folder.bytes("one") == [2, 2])
  }

  @Test func linksThatLeadNowhereAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.link("round", to: "round")
    try folder.link("folder", to: "new/")
    for name in ["round", "folder"] {
      #expect(throws: OutputError.self) { try OutputFile(path: folder.path + "/" + name) }
    }
    #expect(folder.names() == ["folder", "round"])
  }
}
