import Foundation
import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// Golden files that the tests of the page's script read too (Tests/PageAssetsTests/Scripts): what
/// Swift writes, and what the script has to make of it.
struct PageGoldenTests {
  /// The data of pages as the script gets it.
  @Test func dataOfThePage() throws {
    let galleries = try galleries()
    let texts = try galleries.map { try GoldenGallery.data($0.page) }
    try Fixtures.expect(list(names: galleries.map(\.name), texts), matches: "page-data.json")
  }

  /// What this data says, row by row, from the dataset itself.
  @Test func meaningOfTheData() throws {
    let galleries = try galleries()
    let texts = galleries.map { GoldenGallery($0.page).text }
    try Fixtures.expect(list(names: galleries.map(\.name), texts), matches: "page-expected.json")
  }

  /// Each input with the text that Swift and the script show for it; for texts also as a name.
  @Test func displayedTexts() throws {
    let text = list(
      names: ["texts", "decimals", "wholes"],
      [
        cases(DisplayCases.texts) {
          [.string($0), .string(displayText($0)), .string(displayName($0))]
        },
        cases(DisplayCases.numbers) { [.number($0), .string(decimal($0))] },
        cases(DisplayCases.counts) { [.integer($0), .string(NumberText.whole($0))] },
      ])
    try Fixtures.expect(text, matches: "page-texts.json")
  }

  /// Addresses of charts and findings, and what they are to show.
  @Test func addresses() throws {
    let filters: [ReportPage.GalleryFilter] = [
      .init(), .init(classes: [0]), .init(classes: [2, 0], source: "human"),
      .init(source: "machine", isGrouped: false), .init(finding: "worst"),
      .init(finding: "cell", row: 7, isGrouped: false), .init(row: 0), Self.both, Self.empty,
    ]
    let lines = filters.map { filter in
      JSONValue.object([
        "address": .string(filter.address),
        "classes": .array(filter.classes.map(JSONValue.integer)),
        "source": filter.source.map(JSONValue.string) ?? .null,
        "finding": filter.finding.map(JSONValue.string) ?? .null,
        "all": .bool(filter.hasAllClasses),
        "size": filter.classCount.map(JSONValue.integer) ?? .null,
        "row": filter.row.map(JSONValue.integer) ?? .null, "group": .bool(filter.isGrouped),
      ]).compact
    }
    try Fixtures.expect(
      "[\n" + lines.joined(separator: ",\n") + "\n]\n", matches: "page-addresses.json")
  }

  private static let both = {
    var filter = ReportPage.GalleryFilter(classes: [1, 3])
    filter.hasAllClasses = true
    return filter
  }()

  private static let empty = {
    var filter = ReportPage.GalleryFilter()
    filter.classCount = 0
    return filter
  }()

  /// Every hostile manifest of reasonable size, and a gallery with everything that a page can have.
  private func galleries() throws -> [(name: String, page: ReportPage)] {
    var result = [
      ("everything", try GoldenPage.page()), ("sets", try GoldenPage.pageOfSets()),
      ("attributes", try GoldenPage.pageOfAttributes()),
    ]
    for name in try Fixtures.readableManifests() {
      let dataset = try Fixtures.hostile(name)
      if dataset.count <= 100, dataset.labelling.kind != .box {
        result.append((name, ReportPage(Evidence(of: dataset))))
      }
    }
    return result
  }

  private func cases<Value>(_ values: [Value], _ json: (Value) -> [JSONValue]) -> String {
    "[\n" + values.map { JSONValue.array(json($0)).compact }.joined(separator: ",\n") + "\n]"
  }

  private func list(names: [String], _ texts: [String]) -> String {
    let members = zip(names, texts).map { "\(JSONValue.string($0).compact):\($1)" }
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }
}

/// Inputs that Swift and the script have to show alike.
private enum DisplayCases {
  static let texts: [String] = {
    // What the rules of DisplayText.swift are about, alone and between neighbours of all kinds.
    var signs: [String] = [
      "", " ", "\u{A0}", "\u{3000}", "a", "é", "猫", "🐈", "<b>", "\n", "\u{0}", "\u{1B}", "\u{85}",
      "\u{AD}", "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2066}",
      "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FE0F}", "\u{E0100}", "\u{E0067}", "\u{E007F}",
      "\u{1F3F4}", "\u{301}", "\u{20DD}", "\u{301}\u{301}\u{301}\u{301}",
      "❤", "👩", "🔬", "ी", "خ", "می", "\\u{1B}",
    ]
    // Literals cannot hold noncharacters.
    signs += [0xFDD0, 0xFFFE].compactMap(Unicode.Scalar.init).map(String.init)
    var texts = signs
    for left in signs { for right in signs { texts.append(left + right) } }
    for middle in ["\u{200C}", "\u{200D}", "\u{FE0F}", "\u{301}", "\u{E0067}"] {
      for left in signs { texts.append(left + middle + "猫") }
      for right in signs { texts.append("👩" + middle + right) }
    }
    return texts
  }()

  static let numbers: [Double] =
    [
      0, 1, 0.00004999, 0.00005, 0.0001, 0.00499, 0.005, 0.045, 0.145, 0.155, 0.285, 0.995, 0.99994,
      0.99995, 0.99996,
    ] + (0...1_000).map { Double($0) / 1_000 }

  static let counts = [0, 1, 12, 123, 999, 1_000, 12_345, 999_999, 1_000_000, 123_456_789]
}
