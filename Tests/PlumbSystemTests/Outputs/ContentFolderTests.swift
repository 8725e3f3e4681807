import Foundation
import TestSupport
import Testing

@testable import PlumbSystem

struct ContentFolderTests {
  @Test(arguments: [false, true])
  func filesAreWrittenOnce(_ isSharded: Bool) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = isSharded ? "thumbs/ab/abcdef0123456789.jpg" : "thumbs/abcdef0123456789.jpg"
    for _ in 0..<2 {
      let files = ContentFolder(path: folder.path + "/thumbs", suffix: ".jpg", isSharded: isSharded)
      try files.add("abcdef0123456789", [1, 2, 3])
      try files.add("abcdef0123456789", [9, 9, 9])
      #expect(try folder.bytes(path) == [1, 2, 3])
    }
    #expect(try folder.files().count == 1)
  }

  /// A file that was cut off is written again: only one of the same size is taken for the same.
  @Test func aFileOfAnotherSizeIsReplaced() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("thumbs/abcdef0123456789.jpg", [1])
    let files = ContentFolder(path: folder.path + "/thumbs", suffix: ".jpg", isSharded: false)
    try files.add("abcdef0123456789", [1, 2, 3])
    #expect(try folder.bytes("thumbs/abcdef0123456789.jpg") == [1, 2, 3])
  }

  @Test(arguments: [false, true])
  func onlyFilesOfItsOwnKindAreRemoved(_ isSharded: Bool) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let foreign = ["a.jpg", "0123456789ABCDEF.jpg", "0123456789abcdef.png", "cd/x.jpg", "zz/y"]
    let stale = ["0123456789abcdef.jpg", "ab/abcdef0123456789.jpg", "01/0123456789abcde0.jpg"]
    for name in foreign + stale { try folder.write("thumbs/" + name, [1]) }
    let files = ContentFolder(path: folder.path + "/thumbs", suffix: ".jpg", isSharded: isSharded)
    try files.add("ab00000000000000", [2])
    files.removeOthers()
    let kept = isSharded ? "ab/ab00000000000000.jpg" : "ab00000000000000.jpg"
    #expect(Set(try folder.files().keys) == Set((foreign + [kept]).map { "thumbs/" + $0 }))
  }

  @Test func aFolderThatIsNotThereIsNoTrouble() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    ContentFolder(path: folder.path + "/none", suffix: ".jpg", isSharded: true).removeOthers()
    #expect(folder.names().isEmpty)
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("thumbs", [1])
    let files = ContentFolder(path: folder.path + "/thumbs", suffix: ".jpg", isSharded: false)
    #expect(throws: OutputError.self) { try files.add("abcdef0123456789", [1]) }
  }
}
