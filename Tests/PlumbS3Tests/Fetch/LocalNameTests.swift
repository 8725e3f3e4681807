import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

/// Which objects lie under their own names.
@Suite struct LocalNameTests {
  private static func isPlain(_ key: String, among keys: [String] = []) -> Bool {
    let plan = NamePlan(
      ([key] + keys).map { ImageReference.object(bucket: "bucket", key: $0) })
    return plan.allowsPlainName(ObjectName(bucket: "bucket", key: key))
  }

  @Test(arguments: [
    "a.jpg", "a/b/c.jpg", "a b+c.jpg", "日本語/é.jpg", "-x", "~", "a..b", "...", "a/.hidden", "CON",
    String(repeating: "a", count: 255), "a:b", "a\\b", "$(rm)", "*?",
  ])
  func ordinaryKeysKeepTheirNames(_ key: String) { #expect(Self.isPlain(key)) }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "../../etc/passwd", "./a", "a/.", "a\0b",
    "a\nb",
    "a\u{1B}[2J", "\u{7F}", String(repeating: "a", count: 256), ".plumb", ".plumb/index.jsonl",
    "a/.plumb-1-2.tmp", ".plumbing",
    (0..<200).map { _ in "abcdefgh" }.joined(separator: "/"),
  ])
  func dangerousKeysDoNot(_ key: String) { #expect(!Self.isPlain(key)) }

  @Test(arguments: [
    ["a.jpg", "A.jpg"], ["e\u{301}.jpg", "é.jpg"], ["ΑΣ", "ας"], ["straße", "STRASSE"],
    ["dir/a", "DIR/A"], ["Å", "A\u{30A}", "\u{212B}"],
  ])
  func twinsGetOutOfEachOthersWay(_ keys: [String]) {
    for key in keys { #expect(!Self.isPlain(key, among: keys), "\(key)") }
  }

  @Test func theSameObjectTwiceIsNoTwin() {
    #expect(Self.isPlain("a.jpg", among: ["a.jpg", "b.jpg"]))
  }

  @Test func aFileIsNoFolder() {
    let keys = ["a", "a/b", "a/b/c", "ab"]
    #expect(!Self.isPlain("a", among: keys))
    #expect(!Self.isPlain("a/b", among: keys))
    #expect(Self.isPlain("a/b/c", among: keys))
    #expect(Self.isPlain("ab", among: keys))
    // The folder of another case is the same folder on some file systems.
    #expect(!Self.isPlain("A", among: keys))
  }

  @Test func otherBucketsAreOtherFolders() {
    let plan = NamePlan(
      ["one", "two"].map { ImageReference.object(bucket: $0, key: "a.jpg") })
    #expect(plan.allowsPlainName(ObjectName(bucket: "one", key: "a.jpg")))
    #expect(plan.allowsPlainName(ObjectName(bucket: "two", key: "a.jpg")))
  }

  @Test func hashedNamesAreHarmlessAndDiffer() {
    var numbers = SeededNumbers(seed: 6)
    var seen: Set<String> = []
    let parts = ["..", ".", "/", "a", "A", "\0", "\n", "é", "e\u{301}", "%2e", "\\"]
    for _ in 0..<3_000 {
      let key = (0..<Int.random(in: 0...8, using: &numbers)).compactMap { _ in
        parts.randomElement(using: &numbers)
      }.joined()
      let path = LocalName.hashed(.jpeg).path(ObjectName(bucket: "bucket", key: key))
      #expect(path.hasPrefix(".plumb/objects/") && path.hasSuffix(".jpg"))
      #expect(path.utf8.count == ".plumb/objects/ab/.jpg".utf8.count + 32)
      #expect(!path.contains(".."))
      seen.insert(path + "|" + Array(key.utf8).description)
    }
    let paths = Set(seen.map { $0.prefix { $0 != "|" } })
    #expect(paths.count == seen.count)
  }

  @Test func whereBucketAndKeyMeetMatters() {
    let one = ObjectName(bucket: "ab", key: "c").fingerprint
    #expect(one != ObjectName(bucket: "a", key: "bc").fingerprint)
    #expect(one == ObjectName(bucket: "ab", key: "c").fingerprint)
  }

  @Test func theEndOfANameIsThatOfTheContent() {
    #expect(LocalName.Extension([0xFF, 0xD8, 0xFF, 0xE0][...]) == .jpeg)
    #expect(LocalName.Extension([0x89, 0x50, 0x4E, 0x47][...]) == .png)
    #expect(LocalName.Extension([][...]) == .other)
    #expect(LocalName.Extension(Array("<html>".utf8)[...]) == .other)
  }
}
