/// A table for the terminal, its columns as wide as their widest cell.
package struct TextTable {
  private var rows: [[String]]
  private let isRight: [Bool]

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - header: The first row.
  ///   - isRight: For each column, whether its cells are set to the right.
  package init(header: [String], isRight: [Bool]) {
    rows = [header]
    self.isRight = isRight
  }

  /// Adds a row of as many cells as the header has.
  package mutating func append(_ cells: [String]) { rows.append(cells) }

  /// The lines, without trailing spaces.
  package var lines: [String] {
    let widths = isRight.indices.map { column in
      rows.map { terminalWidth($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - terminalWidth(cell))
        return isRight[column] ? space + cell : cell + space
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// How many cells of a terminal a text takes: wide East Asian characters and emoji take two,
/// combining marks and joiners none (after Unicode's UAX #11).
package func terminalWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + width($1) }
}

private func width(_ character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  if character.unicodeScalars.contains(where: \.properties.isEmojiPresentation) { return 2 }
  if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .nonspacingMark }) {
    return 0
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}
