/// Any text as one line of visible characters.
///
/// Names in a manifest come from anywhere. Characters that break a line, hide, or turn the text
/// around them (control characters, line separators, bidirectional overrides, zero-width
/// characters) become escapes such as `\u{1B}`; so do combining marks beyond four in a row, which
/// would otherwise cover the lines above. Characters that scripts and emoji need stay: joiners
/// between letters or emoji, variation selectors, tags of flags. A text of more than `limit`
/// Unicode scalars is shortened in the middle with an ellipsis. Applied again, the result does not
/// change.
package func displayText(_ text: String, limit: Int = 400) -> String {
  if text.utf8.count <= limit, text.unicodeScalars.allSatisfy(\.isPlainlyVisible) { return text }
  var escaper = DisplayEscaper()
  for scalar in text.unicodeScalars.limited(to: limit) { escaper.add(scalar) }
  return escaper.finish()
}

/// The same for a name on its own: an invisible one is put in quotation marks.
package func displayName(_ name: String, limit: Int = 400) -> String {
  let text = displayText(name, limit: limit)
  return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "“\(text)”" : text
}

/// Walks over scalars with a look at the one before and the one after.
private struct DisplayEscaper {
  private static let longestRunOfMarks = 4
  private var result = String.UnicodeScalarView()
  /// The scalar before, if it is shown; nil after an escape, whose signs need nothing invisible.
  private var previous: Unicode.Scalar?
  private var waiting: Unicode.Scalar?
  private var marksInARow = 0

  mutating func add(_ scalar: Unicode.Scalar) {
    if let waiting { settle(waiting, next: scalar) }
    waiting = scalar
  }

  mutating func finish() -> String {
    if let waiting { settle(waiting, next: nil) }
    waiting = nil
    return String(result)
  }

  private mutating func settle(_ scalar: Unicode.Scalar, next: Unicode.Scalar?) {
    marksInARow = scalar.isCombiningMark ? marksInARow + 1 : 0
    let isShown =
      marksInARow <= DisplayEscaper.longestRunOfMarks
      && scalar.isShown(after: previous, before: next)
    if isShown {
      result.append(scalar)
    } else {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
    }
    previous = isShown ? scalar : nil
  }
}

extension Unicode.Scalar {
  /// True for blocks without any invisible character; asking the Unicode tables takes far longer.
  fileprivate var isPlainlyVisible: Bool {
    switch value {
    case 0x20..<0x7F, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x3041...0x3096, 0x30A1...0x30FA,
      0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// Whether the scalar is drawn over or under the one before it.
  package var isCombiningMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  fileprivate func isShown(after previous: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return false
    default: break
    }
    if properties.isNoncharacterCodePoint { return false }
    guard properties.isDefaultIgnorableCodePoint else { return true }
    return isNeeded(after: previous, before: next)
  }

  /// Invisible characters that change how their neighbours are drawn, where they do.
  private func isNeeded(after previous: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    guard let previous else { return false }
    switch value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return previous.takesSelector
    case 0x200C, 0x200D: return previous.takesJoiner && (next?.isJoined ?? false)
    case 0xE0020...0xE007F:
      return previous.value == 0x1F3F4 || (0xE0020...0xE007E).contains(previous.value)
    default: return false
    }
  }

  private var takesSelector: Bool {
    !properties.isDefaultIgnorableCodePoint && !properties.isWhitespace && !isCombiningMark
  }

  /// Whether a joiner may come before: another invisible character would be escaped itself.
  private var isJoined: Bool { takesJoiner && !properties.isDefaultIgnorableCodePoint }

  private var takesJoiner: Bool {
    value > 0x2FF
      && (properties.isAlphabetic || properties.isEmoji || isCombiningMark || value == 0xFE0F)
  }
}

extension String.UnicodeScalarView {
  /// All scalars, or the first and the last ones around an ellipsis if there are too many.
  fileprivate func limited(to limit: Int) -> String.UnicodeScalarView {
    // Counting takes as long as the text; a text this short in bytes cannot have too many.
    guard String(self).utf8.count > limit, count > limit, limit > 1 else { return self }
    let head = (limit - 1 + 1) / 2
    var result = String.UnicodeScalarView(prefix(head))
    result.append("…")
    result.append(contentsOf: suffix(limit - 1 - head))
    return result
  }
}
