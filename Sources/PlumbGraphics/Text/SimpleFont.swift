import CPango

/// The glyphs of one font at one size for texts that need no shaping: ASCII and a few signs.
///
/// A page of thumbnails has 200 captions. Setting them letter by letter, without kerning, takes a
/// fifth of the time that Pango needs; at caption size, the difference is invisible.
final class SimpleFont {
  private struct Letter {
    let glyph: UInt
    let advance: Double
  }

  /// Signs beyond ASCII that captions have: ellipsis, dash, middle dot, minus, times.
  private static let signs: [Unicode.Scalar] = ["…", "–", "·", "−", "×"]

  private let font: OpaquePointer
  private let ascii: [Letter?]
  private let others: [Unicode.Scalar: Letter]
  private var glyphs: [cairo_glyph_t] = []
  private var clusters: [cairo_text_cluster_t] = []

  /// Asks a face for its letters at one size; nil if Cairo cannot make that.
  ///
  /// - Parameters:
  ///   - face: The base font.
  ///   - size: The size in points.
  ///   - scale: The pixels a point of the canvas that is drawn on.
  init?(face: BaseFace, size: Double, scale: Double) {
    guard let font = face.scaled(size: size, scale: scale) else { return nil }
    self.font = font
    ascii = (UInt8(0x20)..<0x7F).map { Self.letter(Unicode.Scalar($0), of: font) }
    var others: [Unicode.Scalar: Letter] = [:]
    for sign in SimpleFont.signs { others[sign] = Self.letter(sign, of: font) }
    self.others = others
  }

  deinit { cairo_scaled_font_destroy(font) }

  /// Draws the text with its anchor at the origin; false, and nothing drawn, if the text needs
  /// Pango or is too wide.
  func draw(_ mark: TextMark, share: Double, on canvas: OpaquePointer) -> Bool {
    guard let width = layOut(mark.text) else { return false }
    if let limit = mark.maximumWidth, width > limit + 0.5 { return false }
    let left = mark.origin.x - share * width
    for index in glyphs.indices {
      glyphs[index].x += left
      glyphs[index].y = mark.origin.y
    }
    cairo_set_scaled_font(canvas, font)
    var text = mark.text
    let count = Int32(glyphs.count)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          canvas, characters.baseAddress, Int32(characters.count), glyphs, count, clusters, count,
          cairo_text_cluster_flags_t(0))
      }
    }
    return true
  }

  /// The sum of the letters' widths, in points; nil if a letter is unknown.
  func width(of text: String) -> Double? {
    var width = 0.0
    for scalar in text.unicodeScalars {
      guard let letter = letter(for: scalar) else { return nil }
      width += letter.advance
    }
    return width
  }

  private func letter(for scalar: Unicode.Scalar) -> Letter? {
    let index = Int(scalar.value) - 0x20
    return ascii.indices.contains(index) ? ascii[index] : others[scalar]
  }

  /// Fills glyphs and clusters from x = 0; gives the width, or nil if a letter is unknown.
  private func layOut(_ text: String) -> Double? {
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    var x = 0.0
    for scalar in text.unicodeScalars {
      guard let letter = letter(for: scalar) else { return nil }
      glyphs.append(cairo_glyph_t(index: letter.glyph, x: x, y: 0))
      clusters.append(
        cairo_text_cluster_t(num_bytes: Int32(UTF8.width(scalar)), num_glyphs: 1))
      x += letter.advance
    }
    return x
  }

  /// The glyph of a character; nil if the font has none.
  private static func letter(_ scalar: Unicode.Scalar, of font: OpaquePointer) -> Letter? {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let text = String(scalar)
    let status = cairo_scaled_font_text_to_glyphs(
      font, 0, 0, text, Int32(text.utf8.count), &glyphs, &count, nil, nil, nil)
    defer { cairo_glyph_free(glyphs) }
    guard status == CAIRO_STATUS_SUCCESS, count == 1, let glyphs, glyphs[0].index != 0 else {
      return nil
    }
    var extents = cairo_text_extents_t()
    cairo_scaled_font_glyph_extents(font, glyphs, 1, &extents)
    return Letter(glyph: UInt(glyphs[0].index), advance: extents.x_advance)
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
