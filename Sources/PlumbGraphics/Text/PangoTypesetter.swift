import CPango

/// Sets single lines of text with Pango; the same font settings for measuring, PNG and PDF.
///
/// One font map of its own, 72 units an inch, no hinting: else a text would have different widths
/// on different surfaces. Not thread-safe.
final class PangoTypesetter {
  private struct FontKey: Hashable {
    let size: Double
    let weight: TextStyle.Weight
  }

  private let fontMap: UnsafeMutablePointer<PangoFontMap>?
  private let context: OpaquePointer?
  private let layout: OpaquePointer?
  private var descriptions: [FontKey: OpaquePointer] = [:]
  private var currentFont: FontKey?
  private var faces: [TextStyle.Weight: BaseFace?] = [:]
  private var simpleFonts: [FontKey: SimpleFont?] = [:]
  private var scale = 1.0
  /// Up to this size, in points, plain texts are set without kerning; see ``SimpleFont``.
  private static let largestSimpleSize = 10.0

  init(configuration: FontConfiguration = .shared) {
    fontMap = plumb_font_map_new(configuration.pointer)
    context = pango_font_map_create_context(fontMap)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    // The locale must not choose between Chinese, Japanese and Korean letter forms.
    pango_context_set_language(context, pango_language_from_string("en"))
    pango_context_set_round_glyph_positions(context, 0)
    layout = pango_layout_new(context)
    pango_layout_set_single_paragraph_mode(layout, 1)
  }

  deinit {
    descriptions.values.forEach { pango_font_description_free($0) }
    if let layout { g_object_unref(UnsafeMutableRawPointer(layout)) }
    if let context { g_object_unref(UnsafeMutableRawPointer(context)) }
    if let fontMap { g_object_unref(fontMap) }
  }

  /// The advance width of the text, in points.
  func width(of text: String, style: TextStyle) -> Double {
    set(text, style: style)
    return currentWidth()
  }

  /// How many characters of the text no font of the machine has.
  func missingGlyphs(in text: String, style: TextStyle) -> Int {
    set(text, style: style)
    return Int(pango_layout_get_unknown_glyphs_count(layout))
  }

  /// Ascent and descent of the first font of the style, in points, both positive.
  func extents(of style: TextStyle) -> (ascent: Double, descent: Double) {
    let metrics = pango_context_get_metrics(context, description(of: style), nil)
    defer { pango_font_metrics_unref(metrics) }
    return (
      points(pango_font_metrics_get_ascent(metrics)),
      points(pango_font_metrics_get_descent(metrics))
    )
  }

  /// Draws the mark; the colour of its style is set on the canvas.
  func draw(_ mark: TextMark, on canvas: OpaquePointer) {
    guard mark.rotation == 0 else {
      drawTurned(mark, on: canvas)
      return
    }
    if mark.style.size <= PangoTypesetter.largestSimpleSize,
      let font = simpleFont(for: mark.style),
      font.draw(mark, share: mark.anchor.share, on: canvas)
    {
      return
    }
    drawLine(mark, on: canvas)
  }

  private func drawLine(_ mark: TextMark, on canvas: OpaquePointer) {
    set(mark.text, style: mark.style)
    var width = currentWidth()
    let isTooWide = mark.maximumWidth.map { width > $0 + 0.5 } ?? false
    if isTooWide, let limit = mark.maximumWidth {
      pango_layout_set_ellipsize(layout, mark.truncation.pangoMode)
      pango_layout_set_width(layout, Int32(max(limit, 0) * Double(PANGO_SCALE)))
      width = currentWidth()
    }
    cairo_move_to(canvas, mark.origin.x - mark.anchor.share * width, mark.origin.y)
    pango_cairo_show_layout_line(canvas, pango_layout_get_line_readonly(layout, 0))
    if isTooWide {
      pango_layout_set_width(layout, -1)
      pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE)
    }
  }

  /// Pango has to know of the turn: Cairo may take the last font as it is, with its upright letters.
  private func drawTurned(_ mark: TextMark, on canvas: OpaquePointer) {
    cairo_save(canvas)
    cairo_translate(canvas, mark.origin.x, mark.origin.y)
    cairo_rotate(canvas, mark.rotation * .pi / 180)
    updateContext(from: canvas)
    var level = mark
    level.origin = Point(x: 0, y: 0)
    drawLine(level, on: canvas)
    cairo_restore(canvas)
    updateContext(from: canvas)
  }

  private func updateContext(from canvas: OpaquePointer) {
    pango_cairo_update_context(canvas, context)
    pango_layout_context_changed(layout)
  }

  /// Passes the scale of the canvas to Pango; call it once a page has its transformation.
  func adapt(to canvas: OpaquePointer) {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(canvas, &matrix)
    guard matrix.xx != scale else { return }
    scale = matrix.xx
    simpleFonts.removeAll()
    updateContext(from: canvas)
  }

  /// The letters of the base font; nil if the machine has no fonts.
  func simpleFont(for style: TextStyle) -> SimpleFont? {
    let key = FontKey(size: style.size, weight: style.weight)
    if let known = simpleFonts[key] { return known }
    let made = face(of: style.weight).flatMap {
      SimpleFont(face: $0, size: style.size, scale: scale)
    }
    simpleFonts[key] = .some(made)
    return made
  }

  private func face(of weight: TextStyle.Weight) -> BaseFace? {
    if let known = faces[weight] { return known }
    setFont(of: TextStyle(size: BaseFace.size, weight: weight))
    let made = BaseFace(layout: layout)
    faces[weight] = .some(made)
    return made
  }

  private func setFont(of style: TextStyle) {
    let key = FontKey(size: style.size, weight: style.weight)
    guard key != currentFont else { return }
    pango_layout_set_font_description(layout, description(of: style))
    currentFont = key
  }

  private func set(_ text: String, style: TextStyle) {
    setFont(of: style)
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        pango_layout_set_text(layout, characters.baseAddress, Int32(characters.count))
      }
    }
  }

  private func currentWidth() -> Double {
    var logical = PangoRectangle()
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), nil, &logical)
    return points(logical.width)
  }

  private func description(of style: TextStyle) -> OpaquePointer? {
    let key = FontKey(size: style.size, weight: style.weight)
    if let known = descriptions[key] { return known }
    guard let made = pango_font_description_new() else { return nil }
    pango_font_description_set_family(made, TextFonts.families.joined(separator: ","))
    let size = min(max(style.size, 0.1), 2_000)
    pango_font_description_set_absolute_size(made, size * Double(PANGO_SCALE))
    let weight = style.weight == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL
    pango_font_description_set_weight(made, weight)
    descriptions[key] = made
    return made
  }

  private func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }
}

extension TextMark.Anchor {
  /// Which part of the width lies left of the origin.
  fileprivate var share: Double {
    switch self {
    case .start: 0
    case .middle: 0.5
    case .end: 1
    }
  }
}

extension Truncation {
  fileprivate var pangoMode: PangoEllipsizeMode {
    switch self {
    case .end: PANGO_ELLIPSIZE_END
    case .middle: PANGO_ELLIPSIZE_MIDDLE
    }
  }
}
