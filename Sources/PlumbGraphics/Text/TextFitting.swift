import PlumbText

extension TextMetrics {
  /// The text as one visible line, shortened with an ellipsis until it is at most this wide.
  ///
  /// Whole characters go, never parts of one. Where not even the ellipsis fits, nothing is left.
  package func fitted(
    _ text: String, style: TextStyle, maximumWidth: Double, truncation: Truncation = .end
  ) -> String {
    let shown = displayText(text)
    guard width(of: shown, style: style) > maximumWidth else { return shown }
    let characters = Array(shown)
    var (fits, tooMany) = (-1, characters.count)
    while tooMany - fits > 1 {
      let middle = (fits + tooMany) / 2
      let candidate = truncation.shorten(characters, to: middle)
      if width(of: candidate, style: style) <= maximumWidth {
        fits = middle
      } else {
        tooMany = middle
      }
    }
    return fits < 0 ? "" : truncation.shorten(characters, to: fits)
  }

  /// The text broken at spaces into lines at most this wide; the last line is shortened if need be.
  package func wrapped(
    _ text: String, style: TextStyle, maximumWidth: Double, maximumLines: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    let words = displayText(text, limit: 4_000).split(separator: " ").map(String.init)
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? word : line + " " + word
      if line.isEmpty || width(of: longer, style: style) <= maximumWidth {
        line = longer
        continue
      }
      if lines.count == maximumLines - 1 {
        line = ([line] + words[index...]).joined(separator: " ")
        break
      }
      lines.append(line)
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { fitted($0, style: style, maximumWidth: maximumWidth) }
  }
}

extension Truncation {
  /// `count` of the characters and an ellipsis in the place of the others.
  func shorten(_ characters: [Character], to count: Int) -> String {
    switch self {
    case .end:
      return String(characters.prefix(count)) + "…"
    case .middle:
      let tail = (count + 1) / 2
      return String(characters.prefix(count - tail)) + "…" + String(characters.suffix(tail))
    }
  }
}
