import CPango

/// Draws a drawing as a PNG file.
package enum PNGRenderer {
  /// The most pixels that a picture may have: 100 MB of memory while it is drawn.
  package static let maximumPixels = 25_000_000.0
  /// The longest side that Cairo can draw, in pixels.
  package static let maximumSide = 32_767.0

  /// The bytes of a PNG file.
  ///
  /// - Parameters:
  ///   - drawing: What is drawn.
  ///   - scale: Pixels per point; 2 is sharp on today's screens. It is reduced to stay within
  ///     ``maximumPixels`` and ``maximumSide``.
  ///   - decodeJPEG: Decodes the bytes of an image mark; images that it refuses are left out.
  /// - Throws: ``GraphicsError`` if memory runs out, or the machine has no font.
  package static func render(
    _ drawing: Drawing, scale: Double = 2, decodeJPEG: @escaping JPEGDecoder = { _ in nil }
  ) throws -> [UInt8] {
    try FontConfiguration.shared.requireFonts()
    let scale = boundedScale(scale, for: drawing.size)
    let width = max(Int32((drawing.size.width * scale).rounded(.down)), 1)
    let height = max(Int32((drawing.size.height * scale).rounded(.down)), 1)
    let stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width)
    guard let memory = PixelMemory(byteCount: Int(stride) * Int(height)),
      let surface = cairo_image_surface_create_for_data(
        memory.start.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_RGB24, width, height, stride)
    else { throw GraphicsError(what: "cannot draw a PNG", cause: "out of memory") }
    defer { cairo_surface_destroy(surface) }
    try draw(drawing, on: surface, scale: scale, decodeJPEG)
    return try withExtendedLifetime(memory) {
      try PNGEncoder(memory, width: Int(width), height: Int(height), stride: Int(stride)).encode()
    }
  }

  private static func draw(
    _ drawing: Drawing, on surface: OpaquePointer, scale: Double,
    _ decodeJPEG: @escaping JPEGDecoder
  ) throws {
    guard let context = cairo_create(surface) else {
      throw GraphicsError(what: "cannot draw a PNG", cause: "out of memory")
    }
    defer { cairo_destroy(context) }
    // Paper: a drawing need not cover all of it.
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    cairo_scale(context, scale, scale)
    let typesetter = TypesetterPool.take()
    defer { TypesetterPool.give(typesetter) }
    CairoCanvas(
      context: context, typesetter: typesetter, imageHandling: .decode(decodeJPEG)
    ).draw(drawing)
    try check(cairo_status(context), what: "cannot draw a PNG")
    cairo_surface_flush(surface)
  }

  static func boundedScale(_ wanted: Double, for size: Size) -> Double {
    let bySide = maximumSide / max(size.width, size.height)
    let byArea = (maximumPixels / (size.width * size.height)).squareRoot()
    return min(wanted.isFinite && wanted > 0 ? wanted : 2, bySide, byArea)
  }
}

/// Throws if Cairo reports an error.
func check(_ status: cairo_status_t, what: @autoclosure () -> String) throws {
  guard status != CAIRO_STATUS_SUCCESS else { return }
  let cause = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown trouble"
  throw GraphicsError(what: what(), cause: cause)
}
