import PlumbImageFacts
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbImages

@Suite struct NearNamesTests {
  private func object(_ key: String, _ bucket: String = "bucket") -> ImageReference {
    .object(bucket: bucket, key: key)
  }

  private func message(_ reference: ImageReference, in folder: ImageFolder) -> String {
    if case .failure(let failure) = folder.path(reference) { failure.message } else { "found" }
  }

  @Test(arguments: [
    ("a/Hund.jpg", "a/hund.JPG", "letter case"),
    ("A/x/hund.jpg", "a/X/hund.jpg", "letter case"),
    ("\u{E9}t\u{E9}/\u{FC}.jpg", "e\u{301}te\u{301}/u\u{308}.jpg", "Unicode form (NFC or NFD)"),
    ("e\u{301}/1.jpg", "\u{E9}/1.jpg", "Unicode form (NFC or NFD)"),
    ("\u{304C}.jpg", "\u{304B}\u{3099}.jpg", "Unicode form (NFC or NFD)"),
    ("\u{C9}.JPG", "e\u{301}.jpg", "letter case and Unicode form (NFC or NFD)"),
  ])
  func theOnlyFileThatFitsIsTakenAndNamed(_ key: String, _ file: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(file, [1])
    let images = ImageFolder(root: folder.path, references: [object(key), object("other.jpg")])
    #expect(images.path(object(key)) == .success(path))
    #expect(images.existing(object(key)) == nil)
    let difference = "found as \(file), which differs in \(words)"
    #expect(
      images.find(object(key)) == .success(.lookalike(path: path, difference: difference)))
    #expect(images.notes.count == 1)
    #expect(images.notes[0].hasPrefix("1 image was found under another spelling of the name"))
  }

  @Test func theExactNameComesFirst() throws {
    let folder = try TemporaryFolder()
    let exact = try folder.write("a/x.jpg", [1])
    try folder.write("a/X.jpg", [2])
    let images = ImageFolder(root: folder.path, references: [object("a/x.jpg")])
    #expect(images.find(object("a/x.jpg")) == .success(.file(path: exact)))
    #expect(images.notes == [])
  }

  @Test func severalFilesThatFitAreNamedAndNotTaken() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/x.jpg", [1])
    try folder.write("a/X.jpg", [2])
    let images = ImageFolder(root: folder.path, references: [object("a/x.JPG")])
    let message = message(object("a/x.JPG"), in: images)
    #expect(message.contains("; a/x.jpg differs in letter case"))
    #expect(message.contains("; a/X.jpg differs in letter case"))
  }

  @Test func theFileOfAnotherImageIsNotTaken() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/x.jpg", [1])
    try folder.write("flat.jpg", [1])
    let keys = ["a/x.jpg", "a/X.jpg", "b/Flat.jpg", "c/FLAT.jpg"].map { object($0) }
    let images = ImageFolder(root: folder.path, references: keys)
    #expect(
      message(keys[1], in: images).hasSuffix(
        "; a/x.jpg differs in letter case, but other images have names like it"))
    for key in keys[2...] {
      #expect(message(key, in: images).contains("flat.jpg differs in letter case, but"))
    }
  }

  @Test(arguments: [
    ("a%20b.jpg", "a b.jpg", "URL encoding"), ("a+b.jpg", "a b.jpg", "URL encoding"),
    ("a b.jpg", "a%20b.jpg", "URL encoding"), ("a.jpeg", "a.jpg", "its extension"),
    ("a .jpg", "a.jpg", "spaces"),
  ])
  func otherSpellingsAreNamedAndNotTaken(_ key: String, _ file: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("set/" + file, [1])
    let wanted = object("set/" + key)
    let images = ImageFolder(root: folder.path, references: [wanted])
    #expect(message(wanted, in: images).hasSuffix("; set/\(file) differs in \(words)"))
    #expect(images.notes == [])
  }

  @Test func foldersOutsideAreNeverListed() throws {
    let outer = try TemporaryFolder()
    try outer.write("secret/X.jpg", [1])
    try outer.write("images/y.jpg", [1])
    try outer.link("images/up", to: outer.path + "/secret")
    let wanted = object("UP/x.jpg")
    let images = ImageFolder(root: outer.path + "/images", references: [wanted])
    #expect(!message(wanted, in: images).contains("secret"))
    #expect(!message(wanted, in: images).contains("differs"))
  }

  @Test func theImageIsShownWithANoteThatNamesTheFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write("set/Hund.JPG", try fixture("rgb.jpg"))
    let wanted = object("set/hund.jpg")
    let scan = ImageScan(
      source: ImageFolder(root: folder.path, references: [wanted]), cache: nil, jobs: 1)
    let images = scan.images([ImageRequest(row: 0, reference: wanted)])
    for try await (_, outcome) in images {
      guard case .shown(_, let facts) = outcome else {
        Issue.record("not shown")
        continue
      }
      #expect(facts.notes == [.similarName])
      #expect(
        facts.words(.similarName) == "found as set/Hund.JPG, which differs in letter case")
    }
    #expect(images.statistics.notes.count == 1)
  }
}
