import PlumbText

/// Metrics that need no fonts and are the same on every machine; for tests and golden files.
///
/// A character takes 0.6 of its size, a wide one (Chinese, Japanese, Korean, emoji) all of it, a
/// combining one nothing; bold is 5 % wider.
package struct FixedTextMetrics: TextMetrics {
  /// Makes the metrics.
  package init() {}

  /// The advance width of one line of text, in points.
  package func width(of text: String, style: TextStyle) -> Double {
    let units = text.unicodeScalars.reduce(0) { $0 + FixedTextMetrics.units(of: $1) }
    return units * style.size * (style.weight == .bold ? 1.05 : 1)
  }

  /// Nine tenths of the size.
  package func ascent(of style: TextStyle) -> Double { style.size * 0.9 }

  /// A quarter of the size.
  package func descent(of style: TextStyle) -> Double { style.size * 0.25 }

  /// One and a quarter of the size.
  package func lineHeight(of style: TextStyle) -> Double { style.size * 1.25 }

  private static func units(of scalar: Unicode.Scalar) -> Double {
    if scalar.value < 0x300 { return 0.6 }
    if scalar.properties.isDefaultIgnorableCodePoint || scalar.isCombiningMark { return 0 }
    let isWide =
      (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xD7A3).contains(scalar.value)
      || (0xF900...0xFAFF).contains(scalar.value) || (0xFE30...0xFE6F).contains(scalar.value)
      || (0xFF00...0xFF60).contains(scalar.value) || scalar.value >= 0x1F300
    return isWide ? 1 : 0.6
  }
}
