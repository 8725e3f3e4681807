import CPango

/// The glyphs of one font at one size for texts that need no shaping: ASCII and a few signs.
///
/// A page of thumbnails has 200 captions. Setting them letter by letter, without kerning, takes a
/// fifth of the time that Pango needs; at the size of a caption nobody can tell.
final class SimpleFont {
  private struct Letter {
    let glyph: UInt
    let advance: Double
  }

  /// Signs beyond ASCII that captions have: ellipsis, dash, middle dot, minus, times.
  private static let signs: [Unicode.Scalar] = ["…", "–", "·", "−", "×"]

  private let font: OpaquePointer
  private let pangoFont: UnsafeMutablePointer<PangoFont>
  private let ascii: [Letter?]
  private let others: [Unicode.Scalar: Letter]
  private var glyphs: [cairo_glyph_t] = []
  private var clusters: [cairo_text_cluster_t] = []

  /// Asks the layout, which has the font set, for the letters; nil if it has no font at all.
  init?(layout: OpaquePointer?) {
    guard let base = SimpleFont.shape("0", layout: layout),
      let scaled = plumb_scaled_font(base.font)
    else { return nil }
    func letter(_ scalar: Unicode.Scalar) -> Letter? {
      guard let shaped = SimpleFont.shape(scalar, layout: layout), shaped.font == base.font else {
        return nil
      }
      return shaped.letter
    }
    ascii = (UInt8(0x20)..<0x7F).map { letter(Unicode.Scalar($0)) }
    var others: [Unicode.Scalar: Letter] = [:]
    for sign in SimpleFont.signs { others[sign] = letter(sign) }
    self.others = others
    pangoFont = base.font
    g_object_ref(base.font)
    font = cairo_scaled_font_reference(scaled)
  }

  deinit {
    cairo_scaled_font_destroy(font)
    g_object_unref(pangoFont)
  }

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

  /// The one glyph of a character, and its font; nil where it has several or none.
  private static func shape(
    _ scalar: Unicode.Scalar, layout: OpaquePointer?
  ) -> (font: UnsafeMutablePointer<PangoFont>, letter: Letter)? {
    let text = String(scalar)
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    guard let runs = pango_layout_get_line_readonly(layout, 0)?.pointee.runs,
      runs.pointee.next == nil, let data = runs.pointee.data
    else { return nil }
    let run = data.assumingMemoryBound(to: PangoGlyphItem.self).pointee
    guard let font = run.item?.pointee.analysis.font, let glyphs = run.glyphs,
      glyphs.pointee.num_glyphs == 1, let glyph = glyphs.pointee.glyphs?.pointee,
      glyph.glyph < PANGO_GLYPH_UNKNOWN_FLAG
    else { return nil }
    let advance = Double(glyph.geometry.width) / Double(PANGO_SCALE)
    return (font, Letter(glyph: UInt(glyph.glyph), advance: advance))
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
