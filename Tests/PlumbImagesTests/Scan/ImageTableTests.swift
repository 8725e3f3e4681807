import Foundation
import PlumbImageFacts
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbImages

/// One row of a table of images and what has to become of them.
struct ExpectedImage: Decodable {
  let file: String
  let expect: String
  /// A code with a question mark is allowed, not required.
  let codes: [String]
  let size: [Int]?
  /// Remarks for people; "optional allow" where a refused format may be read as well.
  let note: String?

  /// What an outcome has of this row that it should not have; nil where all is as expected.
  func difference(_ outcome: ImageOutcome) -> String? {
    let got = Seen(outcome)
    if note?.contains("optional allow") == true, got.expect == "ok" { return nil }
    let required = Set(codes.filter { !$0.hasSuffix("?") })
    let allowed = Set(codes.map { $0.replacingOccurrences(of: "?", with: "") })
    if got.expect == expect, required.isSubset(of: got.codes), got.codes.isSubset(of: allowed),
      size == nil || size == got.size
    {
      return nil
    }
    return "\(file): expected \(expect) \(codes) \(size ?? []), "
      + "got \(got.expect) \(got.codes.sorted()) \(got.size)"
  }

  private struct Seen {
    let expect: String
    let codes: Set<String>
    let size: [Int]

    init(_ outcome: ImageOutcome) {
      switch outcome {
      case .failed(let failure):
        expect = failure.kind.rawValue
        codes = [failure.code.rawValue]
        size = []
      case .shown(_, let facts):
        expect = facts.hasWarning ? "warn" : "ok"
        codes = Set(facts.notes.map(\.rawValue))
        size = [facts.width, facts.height]
      }
    }
  }
}

/// Scans the files of a table and returns every difference.
func differences(folder: String) async throws -> (differences: [String], count: Int) {
  let text = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected-images.json"))
  let rows = try JSONDecoder().decode([ExpectedImage].self, from: text)
  let requests = rows.enumerated().map { ImageRequest(row: $0, reference: .path($1.file)) }
  let scan = ImageScan(
    source: ImageFolder(root: folder, references: requests.map(\.reference)), cache: nil, jobs: 2)
  var found: [String] = []
  _ = try await scan.forEach(requests) { request, outcome in
    if let difference = rows[request.row].difference(outcome) { found.append(difference) }
    if case .shown(let thumbnail, let facts) = outcome {
      let pixels = decodeJPEG(thumbnail.jpeg)
      if pixels?.width != thumbnail.width || pixels?.height != thumbnail.height
        || max(thumbnail.width, thumbnail.height) > 128 || thumbnail.width > facts.width
      {
        found.append("\(rows[request.row].file): the thumbnail's size is wrong")
      }
    }
  }
  return (found, rows.count)
}

private let corpus = ProcessInfo.processInfo.environment["PLUMB_CORPUS"]

@Suite struct ImageTableTests {
  @Test func everyFixtureEndsAsItsTableSays() async throws {
    let result = try await differences(folder: fixturesFolder())
    #expect(result.differences == [])
    #expect(result.count > 100)
  }

  @Test(
    .enabled(
      if: corpus != nil,
      "set PLUMB_CORPUS to a folder with expected-images.json and images/ to check it too"))
  func everyFileOfTheCorpusEndsAsItsTableSays() async throws {
    let result = try await differences(folder: #require(corpus))
    #expect(result.differences == [])
  }

  @Test func hostileBytesAlwaysEndAndAlwaysTheSame() throws {
    var numbers = SeededNumbers(seed: 1)
    for name in [
      "rgb.jpg", "progressive.jpg", "cmyk.jpg", "rgb.png", "interlaced.png",
      "palette.png", "rgba.png", "lossy.webp", "white-drawing.webp", "frames.webp",
      "orientation-6-big-endian.jpg", "profile-junk.jpg",
    ] {
      let original = try fixture(name)
      for _ in 0..<60 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &numbers) {
          bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = .random(
            in: 0...255, using: &numbers)
        }
        if Bool.random(using: &numbers) {
          bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers))
        }
        let first = Result { try decoded(bytes).thumbnail }.mapError { Trouble(words: "\($0)") }
        let second = Result { try decoded(bytes).thumbnail }.mapError { Trouble(words: "\($0)") }
        #expect(first == second, "\(name)")
      }
    }
  }
}
