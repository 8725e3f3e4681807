import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

/// Every hostile manifest ends as the table says: usable rows and codes. (The exit codes are the
/// program's, and tested with it; so are the compressed files.)
struct CorpusTests {
  struct Expectation: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    var exit: Int
    var usable: Int
    var codes: [String]
    var optional: [String]
    var testDescription: String { file }
  }

  static func expectations() throws -> [Expectation] {
    let bytes = try fixture("manifests/expected.json")
    return try JSONDecoder().decode([Expectation].self, from: Data(bytes))
  }

  @Test(arguments: try expectations()) func endsAsExpected(_ expected: Expectation) throws {
    let bytes = try fixture("manifests/\(expected.file)")
    if bytes.starts(with: [0x1F, 0x8B]) { return }
    var usable = 0
    var codes: Set<String> = []
    do {
      let dataset = try readManifest(bytes).dataset(attribute: nil)
      usable = dataset.labelledCount
      codes = Set(dataset.codes.map(\.rawValue))
    } catch let error as ManifestError {
      codes = Set(error.problems.map(\.code.rawValue))
    }
    #expect(usable == expected.usable)
    #expect(Set(expected.codes).subtracting(codes) == [], "missing codes")
    #expect(codes.subtracting(expected.codes + expected.optional) == [], "unexpected codes")
  }

  @Test func coversEveryCodeOfTheManifest() throws {
    let expected = Set(try Self.expectations().flatMap { $0.codes + $0.optional })
    let all = Set(ProblemCode.allCases.map(\.rawValue))
    // Without a label attribute, and in a damaged stream, there is no manifest to speak of.
    // And nobody ships two billion lines.
    #expect(
      all.subtracting(expected) == ["no-label-attribute", "gzip-damaged", "too-many-lines"])
  }
}
