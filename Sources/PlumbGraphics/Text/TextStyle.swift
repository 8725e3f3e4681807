/// Size, weight and colour of a text.
///
/// The family is the same everywhere: see ``TextFonts``.
package struct TextStyle: Sendable, Hashable {
  /// How heavy the letters are.
  package enum Weight: Sendable, Hashable {
    /// For reading.
    case regular
    /// For titles and names that lead.
    case bold
  }

  /// The size of the letters, in points.
  package var size: Double
  /// How heavy the letters are.
  package var weight: Weight
  /// The colour of the letters.
  package var color: Color

  /// Makes a style; by default regular weight and the ink of ``Palette``.
  package init(size: Double, weight: Weight = .regular, color: Color = Palette.ink) {
    self.size = size
    self.weight = weight
    self.color = color
  }
}

/// Where a text that is too wide loses characters; an ellipsis takes their place.
package enum Truncation: Sendable, Hashable {
  /// At the end: for names that differ at the beginning.
  case end
  /// In the middle: for file names, which differ at the end.
  case middle
}

/// The fonts of every drawing.
package enum TextFonts {
  /// The families that are tried, in this order; a missing letter is taken from whichever font of
  /// the machine has it.
  package static let families = ["Noto Sans", "DejaVu Sans", "sans-serif"]
}
