import TestSupport
import Testing

@testable import PlumbLabels

struct ByteStringColumnTests {
  private func column(_ parts: [[String]]) -> ByteStringColumn {
    var column = ByteStringColumn()
    for part in parts {
      var segment = ByteStringColumn.Segment()
      for text in part { Array(text.utf8).withUnsafeBytes { segment.append($0) } }
      column.append(segment)
    }
    return column
  }

  @Test func rowsRunThroughAllSegments() {
    let parts = [["a", "bc"], [], ["", "def"], [""], ["é"]]
    let column = column(parts)
    #expect(column.count == 6)
    #expect((0..<column.count).map(column.string) == parts.flatMap(\.self))
  }

  @Test func selectingKeepsTheGivenRowsInTheirOrder() {
    var numbers = SeededNumbers(seed: 2)
    let parts = (0..<7).map { part in
      (0..<part * 3).map { "\(part)/\($0)" + String(repeating: "x", count: $0) }
    }
    let column = column(parts)
    let texts = parts.flatMap(\.self)
    for _ in 0..<50 {
      let rows = texts.indices.filter { _ in Bool.random(using: &numbers) }
      let selected = column.selecting(rows)
      #expect(selected.count == rows.count)
      #expect((0..<selected.count).map(selected.string) == rows.map { texts[$0] })
    }
  }

  @Test func selectingMoreThanASegmentHolds() {
    let long = String(repeating: "k", count: 1_000)
    let texts = (0..<9_000).map { "\($0)-\(long)" }
    let selected = column([texts]).selecting(Array(0..<9_000))
    #expect(selected.count == texts.count)
    for row in stride(from: 0, to: 9_000, by: 97) { #expect(selected.string(row) == texts[row]) }
  }
}
