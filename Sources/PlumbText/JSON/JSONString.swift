/// Texts as JSON strings (RFC 8259, section 7).
package enum JSONString {
  /// What is escaped besides quotation marks, backslashes and control characters, which JSON does not
  /// allow as they are.
  package enum Escaping: Sendable {
    /// Nothing else: for files that programs read.
    case minimal
    /// C1 controls, line separators and bidirectional marks, because JSON is also displayed on
    /// terminals and pasted into scripts; line ends and tabs are written as `\\n`, `\\r` and `\\t`.
    case visible
  }

  /// A text as a JSON string, with its quotation marks.
  package static func quoted(_ text: String, escaping: Escaping = .minimal) -> String {
    var result = ""
    append(text, to: &result, escaping: escaping)
    return result
  }

  /// Appends a text as a JSON string, with its quotation marks.
  package static func append(_ text: String, to result: inout String, escaping: Escaping) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where needsEscape(scalar, escaping):
        result += escaped(scalar, escaping)
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }

  private static func needsEscape(_ scalar: Unicode.Scalar, _ escaping: Escaping) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F: true
    case 0x80..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF:
      escaping == .visible
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar, _ escaping: Escaping) -> String {
    if escaping == .visible {
      switch scalar {
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      default: break
      }
    }
    let digits = Hexadecimal.digits(of: UInt16(truncatingIfNeeded: scalar.value))
    return "\\u" + String(decoding: digits, as: UTF8.self)
  }
}
