import Testing

@testable import PlumbPages
@testable import PlumbReports

struct HTMLWriterTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'--><!--", "]]>", "&lt;",
    "&#60;",
    "</title><svg onload=1>", "\u{0}\u{1}\u{1B}[31m", "\u{202E}evil\u{2066}", "\u{2028}\u{2029}",
    "a\nb\tc",
    "javascript:alert(1)", "猫 ärger 🐈",
  ]

  @Test(arguments: hostile)
  func textsAndValuesStayTexts(_ text: String) {
    let node = HTMLNode.tag(
      .a, [.href(PageAddress(file: text)), HTMLAttribute(.title, text)], [.text(text), .name(text)])
    let markup = HTMLWriter.text(of: node)
    #expect(markup.utf8.count { $0 == UInt8(ascii: "<") } == 4, "\(markup)")
    #expect(markup.utf8.count { $0 == UInt8(ascii: ">") } == 4, "\(markup)")
    #expect(markup.utf8.count { $0 == UInt8(ascii: "\"") } == 4, "\(markup)")
    #expect(!markup.unicodeScalars.contains { $0.value < 0x20 }, "\(markup)")
  }

  @Test(
    arguments: hostile + ["//evil.example/x", "http://evil.example", "a:b", "?x", "#x", "%2e%2e"])
  func addressesOfFilesAreRelative(_ name: String) {
    let text = PageAddress(file: name).text
    let signs = Array("/.-_~%".utf8)
    #expect(
      text.utf8.allSatisfy {
        signs.contains($0) || Character(Unicode.Scalar($0)).isASCIILetterOrDigit
      })
    #expect(text.hasPrefix("./"))
    #expect(!text.contains(":"))
  }

  @Test func attributesWithoutAValueAndEmptyElements() {
    let node = HTMLNode.tag(.input, [HTMLAttribute(.checked), nil, HTMLAttribute(.type, "radio")])
    #expect(HTMLWriter.text(of: node) == "<input checked type=\"radio\">")
    #expect(HTMLWriter.text(of: .tag(.span, class: "x", [.nothing])) == "<span class=\"x\"></span>")
  }

  @Test func filtersAreAddresses() {
    typealias Filter = ReportPage.GalleryFilter
    #expect(Filter().address == "#images")
    #expect(
      Filter(classes: [3, 10], source: "human", finding: "a-b", row: 7).address
        == "#images?class=3.10&source=human&finding=a-b&row=7")
  }
}

extension Character {
  fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
