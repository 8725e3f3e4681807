import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

/// Images that were downloaded are found under whatever name they have.
@Suite struct DownloadedImageTests {
  private static let strange = ImageReference.object(bucket: "bucket", key: "../x.jpg")
  private static let twin = ImageReference.object(bucket: "bucket", key: "Twin.jpg")

  private static func hashedPath(_ reference: ImageReference) throws -> String {
    LocalName.hashed(.jpeg).path(try #require(ObjectName(reference)))
  }

  /// A folder with a line in its index for each reference, and a file of three bytes.
  private static func folder(_ references: [ImageReference]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var index = ""
    for reference in references {
      let object = try #require(ObjectName(reference))
      let path = try hashedPath(reference)
      index += "{\"uri\":\"\(object.uri)\",\"file\":\"\(path)\",\"size\":3}\n"
      try folder.write(path, [1, 2, 3])
    }
    try folder.write(".plumb/index.jsonl", Array(index.utf8))
    return folder
  }

  private static func find(_ reference: ImageReference, in folder: TemporaryFolder) -> String? {
    let images = ImageFolder(root: folder.path, references: [strange, twin])
    return try? images.path(reference).get()
  }

  @Test func aHashedNameIsFound() throws {
    let folder = try Self.folder([Self.strange])
    #expect(
      Self.find(Self.strange, in: folder) == "\(folder.path)/\(try Self.hashedPath(Self.strange))")
    #expect(Self.find(Self.twin, in: folder) == nil)
  }

  /// Where `Twin.jpg` was put elsewhere, `bucket/Twin.jpg` may be `twin.jpg` to the file system.
  @Test func theIndexComesBeforeTheName() throws {
    let folder = try Self.folder([Self.twin])
    try folder.write("bucket/Twin.jpg", [9])
    #expect(Self.find(Self.twin, in: folder) == "\(folder.path)/\(try Self.hashedPath(Self.twin))")
  }

  @Test func aFileOfAnotherSizeIsNotTheDownload() throws {
    let folder = try Self.folder([Self.twin, Self.strange])
    try folder.write("bucket/Twin.jpg", [9])
    for reference in [Self.twin, Self.strange] {
      try folder.write(try Self.hashedPath(reference), [1, 2])
    }
    #expect(Self.find(Self.twin, in: folder) == "\(folder.path)/bucket/Twin.jpg")
    #expect(Self.find(Self.strange, in: folder) == nil)
  }

  @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    try other.write("secret.jpg", [1, 2, 3])
    let path = try Self.hashedPath(Self.strange)
    try folder.write(path + ".placeholder", [])
    try folder.link(path, to: other.path + "/secret.jpg")
    let line = "{\"uri\":\"s3://bucket/../x.jpg\",\"file\":\"\(path)\",\"size\":3}\n"
    try folder.write(".plumb/index.jsonl", Array(line.utf8))
    #expect(Self.find(Self.strange, in: folder) == nil)
  }
}
