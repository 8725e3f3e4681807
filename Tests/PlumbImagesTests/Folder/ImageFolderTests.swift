import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbImages

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct ImageFolderTests {
  private func object(_ key: String, _ bucket: String = "bucket") -> ImageReference {
    .object(bucket: bucket, key: key)
  }

  private func find(
    _ reference: ImageReference, in folder: String, among others: [ImageReference] = []
  ) -> Result<String, ImageFailure> {
    ImageFolder(root: folder, references: [reference] + others).path(reference)
  }

  private func code(_ result: Result<String, ImageFailure>) -> ImageFailureCode? {
    if case .failure(let failure) = result { failure.code } else { nil }
  }

  @Test func theThreePlacesAreTriedInOrder() throws {
    let folder = try TemporaryFolder()
    let wanted = object("a/1.jpg")
    #expect(code(find(wanted, in: folder.path)) == .missing)
    for place in ["1.jpg", "a/1.jpg", "bucket/a/1.jpg"] {
      let path = try folder.write(place, [1])
      #expect(find(wanted, in: folder.path) == .success(path))
    }
  }

  @Test func aMissingImageSaysWhatWasTried() throws {
    let folder = try TemporaryFolder()
    guard case .failure(let failure) = find(object("a/1.jpg"), in: folder.path) else {
      Issue.record("found")
      return
    }
    #expect(failure.kind == .missing)
    #expect(failure.message.hasSuffix("tried bucket/a/1.jpg, a/1.jpg, 1.jpg"))
  }

  @Test func aNameAloneIsTakenOnlyWhereItIsUnique() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("1.jpg", [1])
    let one = object("a/1.jpg")
    #expect(find(one, in: folder.path, among: [one, object("a/2.jpg")]) == .success(path))
    #expect(code(find(one, in: folder.path, among: [object("b/1.jpg")])) == .missing)
    #expect(code(find(one, in: folder.path, among: [object("a/1.jpg", "other")])) == .missing)
    // The same letters in two normal forms are two names.
    let composed = object("a/\u{E9}.jpg")
    let decomposed = object("b/e\u{301}.jpg")
    let accent = try folder.write("\u{E9}.jpg", [1])
    #expect(find(composed, in: folder.path, among: [decomposed]) == .success(accent))
    #expect(composed != object("a/e\u{301}.jpg"))
  }

  @Test func nothingOutsideIsEverFound() throws {
    let outer = try TemporaryFolder()
    try outer.write("secret.jpg", [1])
    try outer.write("images/inside.jpg", [1])
    try outer.write("images/deep/er/x.jpg", [1])
    try outer.write("images-too/y.jpg", [1])
    try outer.link("images/leaf.jpg", to: outer.path + "/secret.jpg")
    try outer.link("images/up", to: "..")
    try outer.link("images/beside", to: outer.path + "/images-too")
    let root = outer.path + "/images"
    for key in [
      "../secret.jpg", "a/../../secret.jpg", "deep/../../secret.jpg", "..", "leaf.jpg",
      "up/secret.jpg", "beside/y.jpg", "deep/er/../../../secret.jpg",
    ] {
      #expect(code(find(object(key), in: root)) == .outsideFolder, "\(key)")
      #expect(code(find(.path(key), in: root)) == .outsideFolder, "\(key)")
    }
    for path in [outer.path + "/secret.jpg", "/etc/hostname", outer.path + "/images-too/y.jpg"] {
      #expect(code(find(.path(path), in: root)) == .missing, "\(path)")
    }
    #expect(code(find(object("secret.jpg", ".."), in: root)) == .outsideFolder)
  }

  @Test func linksThatStayInsideAreFollowed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("real/1.jpg", [1])
    try folder.link("bucket", to: "real")
    try folder.link("2.jpg", to: "real/1.jpg")
    #expect(find(object("1.jpg"), in: folder.path) == .success(folder.path + "/bucket/1.jpg"))
    #expect(find(object("2.jpg"), in: folder.path) == .success(path))
  }

  @Test func aManifestOfLocalPathsWorks() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a/1.jpg", [1])
    for text in ["a/1.jpg", "./a/1.jpg", path] {
      #expect(find(.path(text), in: folder.path) == .success(path), "\(text)")
    }
    #expect(find(.path("/elsewhere/a/1.jpg"), in: folder.path + "/a") == .success(path))
  }

  @Test func emptyPartsAreNothing() throws {
    let outer = try TemporaryFolder()
    try outer.write("secret.jpg", [1])
    try outer.write("images/a/b.jpg", [1])
    try outer.link("images/up", to: "..")
    let root = outer.path + "/images"
    let others = [object("other/b.jpg")]
    for key in ["a//b.jpg", "/a/b.jpg", "//a///b.jpg"] {
      guard case .success(let path) = find(object(key), in: root, among: others) else {
        Issue.record("\(key) is not found")
        continue
      }
      #expect(resolvedPath(path) == root + "/a/b.jpg")
    }
    #expect(code(find(object("a//c.jpg"), in: root)) == .missing)
    #expect(code(find(object("/"), in: root)) == .missing)
    for key in ["up//secret.jpg", "a//..//b.jpg", "//up/secret.jpg"] {
      #expect(code(find(object(key), in: root, among: others)) == .outsideFolder, "\(key)")
    }
  }

  @Test func aPartThatClimbsIsCalledThat() throws {
    let folder = try TemporaryFolder()
    try folder.write("pics/0004.jpg", [1])
    let wanted = object("../pics/0004.jpg", "pics")
    guard case .failure(let failure) = find(wanted, in: folder.path, among: [object("0004.jpg")])
    else {
      Issue.record("found")
      return
    }
    #expect(failure.code == .outsideFolder)
    #expect(failure.message == "pics/../pics/0004.jpg has a part '..', which is not followed")
  }

  @Test func oddNamesAreMissingAndHarmless() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/b.jpg", [1])
    for key in [
      "", "/", "//", "a/", "a//", "a/./b.jpg", "a//./b.jpg", "a/b.jpg/", "a/b.jpg\0.png",
      String(repeating: "k", count: 1024), String(repeating: "d/", count: 500) + "x", "a\0",
    ] {
      #expect(code(find(object(key), in: folder.path)) == .missing, "\(key.debugDescription)")
    }
    #expect(code(find(object("x"), in: folder.path + "/none")) == .missing)
    #expect(ImageFolder(root: folder.path + "/none", references: []).problem != nil)
    #expect(ImageFolder(root: folder.path + "/a/b.jpg", references: []).problem != nil)
  }

  @Test func onlyRegularFilesAreImages() async throws {
    let folder = try TemporaryFolder()
    try folder.write("folder.jpg/x", [1])
    #expect(mkfifo(folder.path + "/pipe.jpg", 0o600) == 0)
    try folder.link("device.jpg", to: "/dev/zero")
    #expect(code(find(object("folder.jpg"), in: folder.path)) == .notAFile)
    #expect(code(find(object("pipe.jpg"), in: folder.path)) == .notAFile)
    #expect(code(find(object("device.jpg"), in: folder.path)) == .outsideFolder)
  }
}
