import Foundation
import PageAssets
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct PageDocumentTests {
  /// The policy allows the style sheet and the script of the page, and no others.
  @Test func thePolicyHoldsTheHashesOfWhatIsThere() throws {
    let page = ReportPage(Evidence(of: try dataset([line("s3://bucket/a")])))
    let text = try markup(page)
    let style = try between(text, "<style>", "</style>")
    let script = try between(text, "<script>", "</script>")
    for (name, part) in [("style-src", style), ("script-src", script)] {
      let hash = Array(part.utf8).withUnsafeBytes { ContentHash(of: $0) }.hexadecimal
      let bytes = stride(from: 0, to: 64, by: 2).compactMap { index in
        UInt8(hash.dropFirst(index).prefix(2), radix: 16)
      }
      #expect(text.contains("\(name) &#39;sha256-\(Data(bytes).base64EncodedString())&#39;"))
    }
    #expect(text.contains("default-src &#39;none&#39;"))
    #expect(!text.contains("unsafe-"))
  }

  @Test func assetsEndNoElementAndLoadNothing() {
    for asset in [PageAssets.style, PageAssets.script, PageAssets.gallery] {
      let text = String(decoding: asset, as: UTF8.self)
      #expect(!text.isEmpty && !text.contains("\r"))
      #expect(!text.contains("://") || text.contains("\"s3://\""))
      for word in [
        "</script", "</style", "@import", "url(", "innerHTML", "eval(", "fetch(", "<!--",
      ] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }

  /// Every fixture manifest, read by a real parser: no element, attribute or address that is not
  /// the page's own.
  @Test func hostileNamesLeaveNoActiveElement() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var paths: [String] = []
    for name in try Fixtures.readableManifests() {
      let dataset = try Fixtures.hostile(name)
      var page = ReportPage(Evidence(of: dataset))
      let checks = CheckEvidence(dataset)
      page.take(
        CheckReport(
          runChecks(allChecks, on: checks), on: checks,
          setup: .init(manifestName: name, version: "1")))
      page.provenance.files = ["<x>.csv", "a b.pdf", "javascript:alert(1)"]
      paths.append(try folder.write(name + ".html", Array(try markup(page).utf8)))
    }
    #expect(paths.count > 50)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scripts/check-pages.py")
    process.arguments = ["python3", script.path] + paths
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(
      process.terminationStatus == 0, "\(String(decoding: output.prefix(2_000), as: UTF8.self))")
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for name in try Fixtures.readableManifests().prefix(20) {
      let texts = try (0..<2).map { _ in
        try markup(ReportPage(Evidence(of: try Fixtures.hostile(name))))
      }
      #expect(texts[0] == texts[1], "\(name)")
    }
  }

  // MARK: Colours

  /// The page maps every colour of the charts to one of its own, for dark pages.
  @Test func everyColourOfTheChartsHasItsPlace() {
    let style = String(decoding: PageAssets.style, as: UTF8.self)
    for colour in PageColours.all {
      #expect(style.contains(".view:not(.paper) [fill=\"#\(colour.hexadecimalText)\"]"))
    }
  }

  /// A chart with other colours stands on white, where it can be read on a dark page too.
  @Test func chartsWithOtherColoursAreOnPaper() {
    func view(_ color: Color) -> ReportPage.Chart.View {
      ReportPage.Chart.View(
        Drawing(
          size: Size(width: 9, height: 9), background: nil, title: "", alternativeText: "",
          marks: [
            .rectangle(
              RectangleMark(
                frame: Rectangle(x: 0, y: 0, width: 9, height: 9), fill: .solid(color)))
          ]))
    }
    for colour in PageColours.all { #expect(!view(colour).isOnPaper) }
    #expect(view(Color(hexadecimal: 0x123456)).isOnPaper)
  }

  /// Contrast AA (WCAG 2.1, 1.4.3) of every text colour against the grounds that it stands on.
  @Test(arguments: [0, 1]) func textsCanBeRead(_ scheme: Int) throws {
    let style = String(decoding: PageAssets.style, as: UTF8.self)
    let blocks = style.components(separatedBy: ":root {").dropFirst().map {
      $0.components(separatedBy: "}")[0]
    }
    func colour(_ name: String) throws -> Color {
      let value = try between(Array(blocks)[scheme], "--\(name): #", ";")
      return Color(hexadecimal: try #require(UInt32(value, radix: 16), "\(name)"))
    }
    let pairs = [
      ("ink", ["paper", "stripe", "well", "good-ground", "caution-ground", "bad-ground"]),
      ("quiet", ["paper", "stripe", "well"]), ("link", ["paper", "stripe"]),
      ("bad", ["paper", "bad-ground", "well"]), ("caution", ["caution-ground"]),
      ("paper", ["bad", "ink"]),
    ]
    for (text, grounds) in pairs {
      for ground in grounds {
        let contrast = try colour(text).contrast(with: try colour(ground))
        #expect(contrast >= 4.5, "\(text) on \(ground): \(contrast)")
      }
    }
  }
}
