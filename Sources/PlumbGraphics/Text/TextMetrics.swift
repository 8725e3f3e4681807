/// How much room a text takes; layouts ask it, so that a chart never sees a font.
package protocol TextMetrics: Sendable {
  /// The advance width of one line of text, in points.
  func width(of text: String, style: TextStyle) -> Double
  /// How far letters reach above the baseline, in points.
  func ascent(of style: TextStyle) -> Double
  /// How far letters reach below the baseline, in points.
  func descent(of style: TextStyle) -> Double
  /// The distance between two baselines of a paragraph, in points.
  func lineHeight(of style: TextStyle) -> Double
}

extension TextMetrics {
  /// The distance from the middle of capital letters and digits down to the baseline, in points.
  ///
  /// Capitals of the usual sans-serif fonts are 0.72 of their size high.
  func centering(of style: TextStyle) -> Double { style.size * 0.36 }

  /// The width of the widest of these texts, in points; 0 for none.
  func maximumWidth(of texts: [String], style: TextStyle) -> Double {
    texts.reduce(0) { max($0, width(of: $1, style: style)) }
  }
}
