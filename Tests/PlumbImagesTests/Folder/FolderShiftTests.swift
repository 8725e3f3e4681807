import PlumbLabels
import TestSupport
import Testing

@testable import PlumbImages

@Suite struct FolderShiftTests {
  private func objects(_ keys: [String], _ bucket: String = "bucket") -> [ImageReference] {
    keys.map { .object(bucket: bucket, key: $0) }
  }

  private func found(_ folder: ImageFolder, _ references: [ImageReference]) -> Int {
    references.count { if case .success = folder.path($0) { true } else { false } }
  }

  private static let keys = (0..<20).map { "a/b\($0 % 2)/\($0 / 2).jpg" }

  @Test(arguments: [
    ("x", "x/", "", "0 notes"),
    ("x", "x/a/", "a/", "\" without the leading \"a/\" of their keys"),
    ("x", "x/sub/", "", "/sub\""),
    ("x", "x/one/two/", "", "/one/two\""),
    ("x", "x/sub/bucket/", "", "/sub\""),
    ("x", "x/other/", "a/", "/other\" without the leading \"a/\" of their keys"),
  ])
  func oneShiftIsUsedForAllImages(
    _ case: (root: String, place: String, dropped: String, words: String)
  ) throws {
    let outer = try TemporaryFolder()
    for key in Self.keys {
      try outer.write(`case`.place + key.dropFirst(`case`.dropped.count), [1])
    }
    let references = objects(Self.keys)
    let place = `case`.place == "x/a/" ? "/x/a" : "/x"
    let folder = ImageFolder(root: outer.path + place, references: references)
    #expect(found(folder, references) == 20)
    #expect(folder.absence == nil)
    if `case`.words == "0 notes" {
      #expect(folder.notes == [])
    } else {
      #expect(folder.notes.count == 1)
      #expect(folder.notes[0].hasPrefix("20 of 20 images were found in "))
      #expect(folder.notes[0].hasSuffix(`case`.words), "\(folder.notes)")
    }
  }

  @Test func twoPossibleShiftsAreNone() throws {
    let folder = try TemporaryFolder()
    for name in ["b/1.jpg", "b/2.jpg"] { try folder.write(name, [1]) }
    let references = objects(["a/b/1.jpg", "a/b/2.jpg", "c/b/1.jpg", "c/b/2.jpg"])
    let images = ImageFolder(root: folder.path, references: references)
    #expect(found(images, references) == 0)
    #expect(images.notes == [])
  }

  @Test func theNameOfTheFolderDecidesBetweenShifts() throws {
    let folder = try TemporaryFolder()
    for name in ["c/1.jpg", "c/2.jpg"] { try folder.write(name, [1]) }
    let references = objects(["a/b/1.jpg", "a/b/2.jpg", "a/c/1.jpg", "a/c/2.jpg"])
    let images = ImageFolder(root: folder.path + "/c", references: references)
    #expect(found(images, references) == 2)
    #expect(images.notes[0].hasSuffix("without the leading \"a/c/\" of their keys"))
  }

  @Test func fewMissingImagesAreNoShift() throws {
    let folder = try TemporaryFolder()
    for key in Self.keys.dropLast(5) { try folder.write(key, [1]) }
    for key in Self.keys.suffix(5) { try folder.write("sub/" + key, [1]) }
    let references = objects(Self.keys)
    let images = ImageFolder(root: folder.path, references: references)
    #expect(found(images, references) == 15)
    #expect(images.notes == [])
  }

  @Test func imagesInOneSubfolderAreFoundByTheirNames() throws {
    let folder = try TemporaryFolder()
    for number in 0..<6 { try folder.write("flat/\(number).jpg", [1]) }
    let references = objects((0..<6).map { "k\($0)/\($0).jpg" })
    let images = ImageFolder(root: folder.path, references: references)
    #expect(found(images, references) == 6)
    #expect(images.notes[0].hasSuffix("/flat\" by their file names alone"))
  }

  @Test func linksThatLeadOutAreNoShift() throws {
    let outer = try TemporaryFolder()
    for key in Self.keys { try outer.write("secret/" + key, [1]) }
    try outer.write("images/x.txt", [1])
    try outer.link("images/sub", to: outer.path + "/secret")
    let references = objects(Self.keys)
    let images = ImageFolder(root: outer.path + "/images", references: references)
    #expect(found(images, references) == 0)
    #expect(images.notes == [])
  }

  @Test func aFolderWithoutAnyImageSaysWhereTheyWouldBe() throws {
    let outer = try TemporaryFolder()
    for key in Self.keys { try outer.write("photos/" + key, [1]) }
    try outer.write("photos/images/deep/readme.txt", [1])
    let root = outer.path + "/photos"
    for folder in ["/images", "/images/deep"] {
      let images = ImageFolder(root: root + folder, references: objects(Self.keys))
      let words = "0 of 20 images found in \(root)\(folder); 20 would be in \(root). "
      #expect(images.absence == words + "Pass --images \(root).")
    }
    let other = ImageFolder(root: root + "/images", references: objects(["zzz.jpg"]))
    let words = "0 of 1 image found in \(root)/images. For the first, "
    #expect(other.absence?.hasPrefix(words) == true)
    #expect(ImageFolder(root: root, references: objects([])).absence == nil)
    // What is there, but cannot be used, is a matter of each image.
    let refused = ImageFolder(root: root, references: objects(["../x.jpg"]))
    #expect(refused.absence == nil)
  }
}
