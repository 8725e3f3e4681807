import TestSupport
import Testing

@testable import PlumbLabels

struct ImageReferenceTests {
  @Test(arguments: [
    ("s3://bucket/key", "bucket", "key"),
    ("s3://bucket/a/b/c.jpg", "bucket", "a/b/c.jpg"),
    ("s3://bucket//double//slash", "bucket", "/double//slash"),
    ("s3://bucket/a%20b+c?versionId=1#part", "bucket", "a%20b+c?versionId=1#part"),
    ("s3://bucket/../up/./here", "bucket", "../up/./here"),
    ("s3://bucket/ends/", "bucket", "ends/"),
  ])
  func aKeyIsTakenAsItStands(_ text: String, _ bucket: String, _ key: String) {
    #expect(ImageReference(Array(text.utf8)) == .object(bucket: bucket, key: key))
  }

  @Test func whatHasNoSchemeIsAPath() {
    #expect(ImageReference(Array("images/a.jpg".utf8)) == .path("images/a.jpg"))
    #expect(ImageReference(Array("/data/a.jpg".utf8)) == .path("/data/a.jpg"))
  }

  @Test(arguments: [
    ("s3://b/a/b/cat.jpg", "cat.jpg"), ("s3://b/cat.jpg", "cat.jpg"), ("s3://b/a/", ""),
    ("images/cat.jpg", "cat.jpg"), ("cat.jpg", "cat.jpg"), ("s3://b/猫/ねこ.jpg", "ねこ.jpg"),
    ("s3://b/a\\b.jpg", "a\\b.jpg"),
  ])
  func theFileNameIsBehindTheLastSlash(_ text: String, _ name: String) {
    #expect(ImageReference(Array(text.utf8)).fileName == name)
  }

  @Test func namesThatLookTheSameStayApart() {
    let composed = ImageReference(Array("s3://b/caf\u{E9}.jpg".utf8))
    let decomposed = ImageReference(Array("s3://b/cafe\u{301}.jpg".utf8))
    #expect(!composed.fileName.utf8.elementsEqual(decomposed.fileName.utf8))
    #expect(composed.fileName.utf8.count == 9)
  }
}

struct ReferenceJudgeTests {
  private func verdict(_ text: String) -> ReferenceVerdict {
    var judge = ImageReferenceValidator()
    return Array(text.utf8).withUnsafeBytes { judge.judge($0) }
  }

  private func code(_ text: String) -> ProblemCode? {
    if case .refused(let code, _) = verdict(text) { return code }
    return nil
  }

  @Test(arguments: [
    "s3://bucket/key", "s3://my.bucket-1/key", "s3://abc/k", "s3://1a2/k", "s3://bucket/ key ",
    "s3://bucket//", "s3://bucket/a?b#c", "s3://bucket/%2e%2e/x", "s3://bucket/../x",
    "s3://name-abcdefghijklmnopqrstuvwxyz012-s3alias/fig.jpg", "s3://bucket/line\nend",
    "s3://bucket/$(id)`id`;id|id&id", "s3://bucket/\u{202E}gpj.exe",
  ])
  func anObjectOfAnyKeyIsTaken(_ text: String) {
    #expect(verdict(text) == .object)
  }

  @Test func bucketNamesFollowTheRulesOfS3() {
    let good = ["abc", String(repeating: "b", count: 63), "a.b", "a-b", "0a0", "10.0.0.1a"]
    for name in good { #expect(verdict("s3://\(name)/k") == .object, "\(name)") }
    let bad = [
      "", "ab", String(repeating: "b", count: 64), "Abc", "a_b", "a b", "-abc", "abc-", ".abc",
      "abc.", "a..b", "a.-b", "a-.b", "10.0.0.1", "123", "xn--abc", "abc--x-s3", "attacker.test#",
      "attacker.test?", "attacker.test:8443", "me@attacker.test", "a\\b", "a%2fb", "a\r\nHost: b",
      "bücket",
    ]
    for name in bad { #expect(code("s3://\(name)/k") == .badSourceRef, "\(name)") }
  }

  @Test(arguments: [
    "", "s3://", "s3:///", "s3:///fig.jpg", "s3://bucket", "s3://bucket/", "s3:/bucket/fig", "s3:",
    "//bucket/fig", " s3://bucket/fig", "\ts3://bucket/fig", "\ns3://bucket/fig",
    "\u{FEFF}s3://b/f",
    "\u{A0}s3://bucket/k", "s3://bucket/a\0b", "a\0b",
  ])
  func brokenReferencesAreRefused(_ text: String) {
    #expect(code(text) == .badSourceRef)
  }

  @Test func theLengthOfAKeyIsCountedInBytes() {
    let limit = "s3://bucket/" + String(repeating: "k", count: 1024)
    #expect(verdict(limit) == .object)
    #expect(code(limit + "k") == .badSourceRef)
    let umlauts = "s3://bucket/" + String(repeating: "ü", count: 512)
    #expect(verdict(umlauts) == .object)
    #expect(code(umlauts + "ü") == .badSourceRef)
  }

  @Test(arguments: [
    "s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/name/key",
    "s3://arn:aws:s3::111122223333:accesspoint/name.mrap/key",
  ])
  func accessPointsAreNamed(_ text: String) { #expect(code(text) == .accessPointARN) }

  @Test(arguments: [
    "http://169.254.169.254/latest/", "https://host/a", "file:///etc/hostname", "ftp://h/a",
    "data:image/jpeg;base64,AAAA", "javascript:void(0)", "jar:file:///a.zip", "C:\\fig.jpg",
    "s3a://bucket/key", "gs://bucket/key", "images/a.jpg", "a", "/data/a.jpg", "../a.jpg", "1:2",
    "a b:c", "s3", "\\\\h\\a",
  ])
  func whatIsNotInS3IsJudgedLater(_ text: String) { #expect(verdict(text) == .elsewhere) }

  @Test(arguments: [
    "https://host.test/a.jpg", "HTTP://h.org/x/y.JPEG?size=1", "https://h.org/a%20b.webp#x",
  ])
  func aPictureOnTheWebIsTaken(_ text: String) { #expect(verdict(text) == .webImage) }

  @Test(arguments: [
    ("/etc/hostname", ProblemCode.unsupportedScheme), ("\\\\h\\a", .unsupportedScheme),
    ("../../a", .unsupportedScheme), ("bucket/key", .badSourceRef), ("s3 ://b/k", .badSourceRef),
    ("C:\\fig.jpg", .unsupportedScheme), ("http://localhost/admin", .unsupportedScheme),
    ("file:///etc/hostname", .unsupportedScheme), ("gs://bucket/a.jpg", .unsupportedScheme),
  ])
  func amongObjectsAPathIsAMistake(_ text: String, _ expected: ProblemCode) throws {
    let data = try dataset([line("s3://bucket/a.jpg"), line(text)])
    #expect(data.count == 1)
    #expect(data.problems.map(\.line) == [2])
    #expect(data.codes == [expected])
  }

  @Test func aManifestOfPathsAloneIsTaken() throws {
    let data = try dataset([line("images/a.jpg"), line("/data/b.jpg")])
    #expect(data.labelledCount == 2)
    #expect(data.problems.isEmpty)
    #expect(data.reference(1) == .path("/data/b.jpg"))
  }

  @Test(arguments: [
    "https://host/fig", "file:///data/fig.jpg", "C:\\figs\\fig.jpg", "gs://bucket/fig.jpg",
  ])
  func aManifestOfOtherAddressesKeepsItsLabels(_ text: String) throws {
    let data = try dataset([line(text.replacing("\\", with: "\\\\")), line("fig2.jpg")])
    #expect(data.labelledCount == 2)
    #expect(data.codes == [.unreachableImage])
    #expect(data.problems.map(\.line) == [1])
    #expect(["fig", "fig.jpg"].contains(data.reference(0).fileName))
  }

  @Test func aPictureOnTheWebKeepsItsLabelAmongObjects() throws {
    let data = try dataset([line("s3://bucket/a.jpg"), line("https://host.test/x/b.jpg?w=3")])
    #expect(data.labelledCount == 2)
    #expect(data.codes == [.unreachableImage])
    #expect(data.reference(1).fileName == "b.jpg")
  }

  @Test(arguments: [
    ("S3://bucket/a%20b.jpg", "s3://bucket/a%20b.jpg"),
    ("https://bucket.s3.eu-west-1.amazonaws.com/a%20b.jpg", "s3://bucket/a b.jpg"),
    ("https://my.bucket.s3.amazonaws.com/a+b.jpg?X-Amz-Expires=9", "s3://my.bucket/a+b.jpg"),
    ("https://s3.eu-west-1.amazonaws.com/bucket/x/y.jpg", "s3://bucket/x/y.jpg"),
    ("https://s3-us-west-2.amazonaws.com/bucket/y.jpg", "s3://bucket/y.jpg"),
    ("http://bucket.s3.dualstack.us-east-1.amazonaws.com/y", "s3://bucket/y"),
    ("https://bucket.s3.cn-north-1.amazonaws.com.cn/y", "s3://bucket/y"),
  ])
  func everyAddressOfS3IsReadAsOne(_ text: String, _ expected: String) throws {
    let data = try dataset([line(text), line("s3://bucket/another.jpg")])
    #expect(data.references.string(0) == expected)
    #expect(data.problems.isEmpty)
  }

  @Test(arguments: [
    "https://s3.example.com/bucket/a.jpg", "https://amazonaws.com/bucket/a.jpg",
    "https://bucket.s3.amazonaws.com.evil.test/a.jpg", "https://bucket.s3.amazonaws.com:8443/a.jpg",
  ])
  func otherHostsAreNotS3(_ text: String) { #expect(ReferenceForm.usual(text.utf8) == nil) }

  /// The judge remembers the last good bucket; that must not let others pass.
  @Test func aKnownBucketChangesNoVerdict() {
    var judge = ImageReferenceValidator()
    let texts = [
      "s3://bucket/a", "s3://bucket/b", "s3://Bucket/a", "s3://bucket2/a", "s3:///a",
      "s3://bucket/",
      "s3://bucket", "s3://arn:aws:s3:::x/y", "s3://bucket/a",
    ]
    let together = texts.map { text in Array(text.utf8).withUnsafeBytes { judge.judge($0) } }
    #expect(together == texts.map(verdict))
  }
}
