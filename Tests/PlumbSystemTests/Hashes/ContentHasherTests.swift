import TestSupport
import Testing

@testable import PlumbSystem

struct ContentHasherTests {
  @Test func piecesHashAsTheWhole() {
    var numbers = SeededNumbers(seed: 2)
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 0...5_000, using: &numbers)).map { _ in
        UInt8.random(in: .min ... .max, using: &numbers)
      }
      let hasher = ContentHasher()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Int.random(in: 1...999, using: &numbers)))
        piece.withUnsafeBytes { hasher.add($0) }
        rest = rest.dropFirst(piece.count)
        #expect(hasher.hash != ContentHash(words: [0, 0, 0, 0]))
      }
      #expect(hasher.hash == bytes.withUnsafeBytes { ContentHash(of: $0) })
    }
  }

  /// The hash of nothing, as FIPS 180-4's test vectors give it.
  @Test func nothingHasItsHash() {
    #expect(
      ContentHasher().hash.hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func waysBetweenFolders() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for name in ["a/b/c", "a/d", "é"] { try folder.write(name + "/x", [1]) }
    func way(_ start: String, _ end: String) -> String? {
      relativePath(from: folder.path + "/" + start, to: folder.path + "/" + end)
    }
    #expect(way("a/b/c", "a/d") == "../../d")
    #expect(way("a", "a/b/c") == "b/c")
    #expect(way("a", "a/") == ".")
    #expect(way("a/b", "é") == "../../é")
    #expect(way("a", "none") == nil)
  }
}
