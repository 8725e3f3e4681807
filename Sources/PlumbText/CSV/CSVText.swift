/// Writes comma-separated values (RFC 4180, with LF line ends).
package enum CSVText {
  /// The byte order mark (U+FEFF), without which Excel does not read a file as UTF-8; it belongs
  /// before the first record.
  package static let byteOrderMark = "\u{FEFF}"

  /// One record, with its line end.
  ///
  /// - Parameters:
  ///   - cells: The cells' texts.
  ///   - guarded: Whether a cell that a spreadsheet would run as a formula gets a leading
  ///     apostrophe. On for files that people open; use JSON Lines where bytes must be exact.
  package static func record(_ cells: [String], guarded: Bool = true) -> String {
    cells.map { cell($0, guarded: guarded) }.joined(separator: ",") + "\n"
  }

  /// One cell, quoted where it has to be.
  package static func cell(_ text: String, guarded: Bool) -> String {
    let text = guarded && startsLikeFormula(text) ? "'" + text : text
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether a spreadsheet would take a cell for a formula: `=`, `+`, `-`, `@`, their full-width
  /// forms, TAB, CR or LF in front; white space before them is skipped by some programs.
  private static func startsLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{FEFF}" }) else {
      return false
    }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      return !isPlainNumber(text)
    default: return false
    }
  }

  /// Negative numbers are data, not formulas.
  private static func isPlainNumber(_ text: String) -> Bool {
    text.unicodeScalars.dropFirst().allSatisfy { ("0"..."9").contains($0) || $0 == "." }
      && text.utf8.first == UInt8(ascii: "-") && Double(text) != nil
  }
}
