/// Text on its way into XML.
///
/// The only way to make one escapes, so none can be forgotten.
package struct XMLText: CustomStringConvertible {
  package let description: String

  /// Escapes for elements and attributes alike; what XML 1.0 forbids becomes U+FFFD.
  package init(_ text: String) {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n", "\r": result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default: result.append(XMLText.isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    description = String(result)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
