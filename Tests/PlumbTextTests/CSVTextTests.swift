import TestSupport
import Testing

@testable import PlumbText

struct CSVTextTests {
  private static let plain = [
    "", "a", "a,b", "say \"hi\"", "\"", "\"\"", "two\nlines", "cr\rlf\r\n", "é", "e\u{301}",
    "\"\u{301}", ",\u{301}", "猫", "-5", "-0.5", "-12.75", "a=b", "1+1", "'=1", "'", "0.5", "a\tb",
    "\u{0}", "end ", "x\u{2028}y", "🇩🇪,👩‍🚀", "1-2", "_=1", "−5",
  ]

  private static let formulas = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1", "  @x",
    "\u{FEFF}=1", "-", "-x", "=HYPERLINK(\"http://x\",\"y\")", "+", "@", "=", "-5-5", "--1", "-1,5",
    "=\u{301}1", "-٣",
  ]

  private func read(_ cells: [String], guarded: Bool) throws -> [[UInt8]] {
    let records = try #require(readCSV(CSVText.record(cells, guarded: guarded)))
    #expect(records.count == 1)
    return try #require(records.first)
  }

  @Test func whatIsWrittenReadsBack() throws {
    let all = Self.plain + Self.formulas
    #expect(try read(all, guarded: false) == all.map { Array($0.utf8) })
    for text in all { #expect(try read(["x", text], guarded: false)[1] == Array(text.utf8)) }
  }

  @Test(arguments: plain) func dataStaysAsItIs(_ text: String) throws {
    #expect(try read(["x", text, "y"], guarded: true)[1] == Array(text.utf8))
  }

  @Test(arguments: formulas) func formulasAreDisarmed(_ text: String) throws {
    #expect(try read(["x", text, "y"], guarded: true)[1] == Array("'".utf8) + Array(text.utf8))
  }

  @Test func everyRandomTextReadsBack() throws {
    var numbers = SeededNumbers(seed: 4)
    let alphabet = ["\"", ",", "\n", "\r", "=", " ", "a", "é", "\u{301}", "'", "-", "\t", "猫"]
    for _ in 0..<2_000 {
      let texts = (0..<3).map { _ in
        (0..<Int.random(in: 0..<6, using: &numbers)).map { _ in
          alphabet[Int.random(in: alphabet.indices, using: &numbers)]
        }.joined()
      }
      #expect(try read(texts, guarded: false) == texts.map { Array($0.utf8) })
      for (text, cell) in zip(texts, try read(texts, guarded: true)) {
        #expect(cell == Array(text.utf8) || cell == Array("'".utf8) + Array(text.utf8))
        let first = cell.first { $0 != UInt8(ascii: " ") }
        let digits = cell.dropFirst().contains { (0x30...0x39).contains($0) }
        #expect(digits || first.map { !Array("=+-@\t\r\n".utf8).contains($0) } ?? true)
      }
    }
  }
}
