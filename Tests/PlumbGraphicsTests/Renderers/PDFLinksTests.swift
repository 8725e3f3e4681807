import TestSupport
import Testing

@testable import PlumbGraphics

@Suite struct PDFLinksTests {
  private let file = """
    %PDF-1.4
    3 0 obj
    << /Type /Page % 1
       /Parent 1 0 R
    >>
    endobj
    4 0 obj
    (<< /Type /Page % 9)
    endobj
    5 0 obj
    << /Type /Page % 2
    >>
    endobj
    xref
    0 4
    0000000000 65535 f\u{20}
    0000000009 00000 n\u{20}
    0000000061 00000 n\u{20}
    0000000096 00000 n\u{20}
    trailer
    startxref
    134
    %%EOF

    """

  private func links() throws -> PDFLinks {
    var links = PDFLinks()
    let target = try #require(LinkTarget("s3://b/k"))
    links.add([(Rectangle(x: 0, y: 0, width: 1, height: 1), target)], pageHeight: 10)
    links.add([(Rectangle(x: 0, y: 0, width: 2, height: 2), target)], pageHeight: 10)
    return links
  }

  /// In pieces that end anywhere, since Cairo's writes do.
  @Test(arguments: 0..<20) func piecesDoNotShow(seed: UInt64) throws {
    let whole = Array(file.utf8)
    var once = try links()
    let expected = whole.withUnsafeBytes { once.pass($0) } + once.finish()
    #expect(once.isComplete)
    var numbers = SeededNumbers(seed: seed)
    var pieces = try links()
    var out: [UInt8] = []
    var start = 0
    while start < whole.count {
      let end = min(whole.count, start + Int.random(in: 1...30, using: &numbers))
      out += whole[start..<end].withUnsafeBytes { pieces.pass($0) }
      start = end
    }
    #expect(out + pieces.finish() == expected)
    #expect(pieces.isComplete)
  }

  @Test func offsetsAreRaised() throws {
    var links = try links()
    let out = Array(file.utf8).withUnsafeBytes { links.pass($0) } + links.finish()
    let text = String(decoding: out, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let table = try #require(lines.firstIndex(of: "xref"))
    let inserted = (out.count - file.utf8.count) / 2
    #expect(lines[table + 2] == "0000000000 65535 f ")
    #expect(lines[table + 3] == "0000000009 00000 n ")
    #expect(Int(lines[table + 4].prefix(10)) == 61 + inserted)
    #expect(Int(lines[table + 5].prefix(10)) == 96 + inserted)
    #expect(lines.contains { $0 == String(134 + 2 * inserted) })
  }

  @Test func anUnknownFormIsNoticed() throws {
    var links = try links()
    _ = Array("%PDF-1.7 objects in streams\n".utf8).withUnsafeBytes { links.pass($0) }
    #expect(!links.isComplete)
  }
}
