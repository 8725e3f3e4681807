import TestSupport
import Testing

@testable import PlumbText

struct TextTableTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("猫", 2), ("é", 1), ("e\u{301}", 1), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
    ("👩‍🚀", 2), ("🇩🇪", 2), ("日本語 abc", 10), ("мир", 3), ("\u{20BB7}", 2), ("–…", 2),
  ])
  func widthsOfATerminal(_ text: String, _ width: Int) { #expect(terminalWidth(text) == width) }

  @Test func columnsAreAsWideAsTheirWidestCell() {
    var table = TextTable(header: ["name", "n", "share"], isRight: [false, true, false])
    table.append(["猫", "1,000", "5 %"])
    table.append(["e\u{301}", "7", ""])
    table.append(["👩‍🚀 long", "12", "100 %"])
    #expect(
      table.lines == [
        "name         n  share", "猫       1,000  5 %", "e\u{301}            7",
        "👩‍🚀 long     12  100 %",
      ])
  }

  @Test func everyColumnBeginsAtTheSamePlace() {
    var numbers = SeededNumbers(seed: 6)
    let pieces = ["a", "猫", "e\u{301}", "👩‍🚀", "Ａ", "-", "한", "ß"]
    var table = TextTable(header: ["one", "two", "end"], isRight: [false, true, false])
    for _ in 0..<60 {
      let cells = (0..<2).map { _ in
        (0..<Int.random(in: 0..<9, using: &numbers)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &numbers)]
        }.joined()
      }
      table.append(cells + ["|"])
    }
    let ends = table.lines.dropFirst().map { terminalWidth(String($0.dropLast())) }
    #expect(Set(ends).count == 1)
    for line in table.lines { #expect(line.last != " ") }
  }
}
