import CPango

/// The font that Pango chooses for plain letters of one weight, available at any size without
/// asking Pango again: for every new size, it searches all fonts of the machine.
final class BaseFace {
  /// Outlines scale evenly without hinting, so one size is enough.
  static let size = 100.0

  private let pangoFont: UnsafeMutablePointer<PangoFont>
  private let font: OpaquePointer

  /// Asks the layout, which has the font set at ``size``; nil if the machine has no fonts.
  init?(layout: OpaquePointer?) {
    pango_layout_set_text(layout, "0", 1)
    guard let runs = pango_layout_get_line_readonly(layout, 0)?.pointee.runs,
      let item = runs.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self).pointee.item,
      let pangoFont = item.pointee.analysis.font, let font = plumb_scaled_font(pangoFont)
    else { return nil }
    g_object_ref(pangoFont)
    self.pangoFont = pangoFont
    self.font = font
  }

  deinit { g_object_unref(pangoFont) }

  /// The font at a size on a canvas of a scale; to be destroyed by the caller.
  func scaled(size: Double, scale: Double) -> OpaquePointer? {
    var (matrix, canvas) = (cairo_matrix_t(), cairo_matrix_t())
    cairo_matrix_init_scale(&matrix, size, size)
    cairo_matrix_init_scale(&canvas, scale, scale)
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_scaled_font_get_font_options(font, options)
    guard
      let made = cairo_scaled_font_create(
        cairo_scaled_font_get_font_face(font), &matrix, &canvas, options)
    else { return nil }
    guard cairo_scaled_font_status(made) == CAIRO_STATUS_SUCCESS else {
      cairo_scaled_font_destroy(made)
      return nil
    }
    return made
  }
}
