import TestSupport
import Testing

@testable import PlumbSystem

struct FolderListingTests {
  @Test func everyEntryIsListedWithItsKind() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(mkdir(folder.path + "/sub", 0o777) == 0)
    #expect(symlink("nowhere", folder.path + "/link") == 0)
    #expect(openFile(folder.path + "/.hidden", O_CREAT | O_WRONLY)?.close() == true)
    let entries = try #require(FolderListing.entries(of: folder.path))
    let kinds = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.kind) })
    #expect(kinds == ["sub": .folder, "link": .other, ".hidden": .file])
    #expect(entries.filter(\.isHidden).map(\.name) == [".hidden"])
    #expect(Set(FolderListing.names(of: folder.path)) == Set(kinds.keys))
  }

  @Test func namesThatAreNotUTF8AreKeptAsBytes() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let name: [UInt8] = [0x61, 0xFF]
    let path = folder.path.utf8CString.dropLast() + [0x2F, 0x61, -1, 0]
    #expect(Array(path).withUnsafeBufferPointer { $0.baseAddress.map { mkdir($0, 0o777) } } == 0)
    let entry = try #require(FolderListing.entries(of: folder.path)?.first)
    #expect(entry.bytes == name && entry.validName == nil && entry.name == "a\u{FFFD}")
  }

  @Test func aFolderThatIsNotThereHasNoEntries() {
    #expect(FolderListing.entries(of: "/no/such/folder") == nil)
    #expect(FolderListing.names(of: "/no/such/folder").isEmpty)
  }
}
