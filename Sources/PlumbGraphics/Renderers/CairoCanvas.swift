import CPango

/// Draws marks on a Cairo context, for both PNG and PDF.
final class CairoCanvas {
  /// Whether the surface embeds JPEG files unchanged, or needs pixels.
  enum ImageHandling {
    case embedJPEG
    case decode(JPEGDecoder)
  }

  let context: OpaquePointer
  private let typesetter: PangoTypesetter
  private let imageHandling: ImageHandling
  /// The pictures of the page that is being drawn.
  private var images: [CairoImage] = []

  init(
    context: OpaquePointer, typesetter: PangoTypesetter, imageHandling: ImageHandling
  ) {
    self.context = context
    self.typesetter = typesetter
    self.imageHandling = imageHandling
  }

  /// Draws the background and all marks, with the drawing's points as units.
  func draw(_ drawing: Drawing) {
    if let background = drawing.background {
      setColor(background)
      cairo_paint(context)
    }
    typesetter.adapt(to: context)
    for mark in drawing.marks { draw(mark) }
  }

  /// Writes the page that was drawn, and begins the next.
  func showPage() {
    cairo_show_page(context)
    images.removeAll()
  }

  private func draw(_ mark: Mark) {
    switch mark {
    case .rectangle(let mark): drawRectangle(mark)
    case .line(let mark): drawLine(mark)
    case .path(let mark):
      mark.elements.forEach(add)
      finishPath(fill: mark.fill, stroke: mark.stroke)
    case .text(let mark):
      setColor(mark.style.color)
      typesetter.draw(mark, on: context)
    case .image(let mark): drawImage(mark)
    // Only a PDF has links, and PDFLinks puts them in.
    case .link: break
    }
  }

  // MARK: Shapes

  private func drawRectangle(_ mark: RectangleMark) {
    let frame = mark.frame
    if mark.cornerRadius > 0 {
      Path.roundedRectangle(frame, radius: mark.cornerRadius).forEach(add)
    } else {
      cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
    }
    finishPath(fill: mark.fill, stroke: mark.stroke)
  }

  private func drawLine(_ mark: LineMark) {
    cairo_move_to(context, mark.start.x, mark.start.y)
    cairo_line_to(context, mark.end.x, mark.end.y)
    finishPath(fill: nil, stroke: mark.stroke)
  }

  private func add(_ element: PathElement) {
    switch element {
    case .move(let point): cairo_move_to(context, point.x, point.y)
    case .line(let point): cairo_line_to(context, point.x, point.y)
    case .curve(let first, let second, let end):
      cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
    case .close: cairo_close_path(context)
    }
  }

  private func finishPath(fill: Fill?, stroke: Stroke?) {
    switch fill {
    case .solid(let color):
      setColor(color)
      cairo_fill_preserve(context)
    case .hatched(let line, let background, let spacing, let width):
      setColor(background)
      cairo_fill_preserve(context)
      hatch(Stroke(color: line, width: width), spacing: spacing)
    case nil: break
    }
    if let stroke {
      set(stroke)
      cairo_stroke_preserve(context)
    }
    cairo_new_path(context)
  }

  /// Lines over the current path.
  ///
  /// They are counted from the origin of the drawing, so that the
  /// pattern runs on from one bar to the next.
  private func hatch(_ stroke: Stroke, spacing: Double) {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_fill_extents(context, &left, &top, &right, &bottom)
    let path = cairo_copy_path(context)
    defer { cairo_path_destroy(path) }
    cairo_save(context)
    cairo_clip(context)
    for sum in Hatch.sums(from: left + top, to: right + bottom, spacing: spacing) {
      cairo_move_to(context, sum - bottom, bottom)
      cairo_line_to(context, sum - top, top)
    }
    set(stroke)
    cairo_stroke(context)
    cairo_restore(context)
    cairo_append_path(context, path)
  }

  private func set(_ stroke: Stroke) {
    setColor(stroke.color)
    cairo_set_line_width(context, stroke.width)
    cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0)
  }

  private func setColor(_ color: Color) {
    cairo_set_source_rgb(context, color.red, color.green, color.blue)
  }

  // MARK: Images

  private func drawImage(_ mark: ImageMark) {
    let surface: CairoImage? =
      switch imageHandling {
      case .embedJPEG:
        CairoImage(jpeg: mark.jpeg, width: mark.pixelWidth, height: mark.pixelHeight)
      case .decode(let decode): decode(mark.jpeg).flatMap(CairoImage.init(pixels:))
      }
    guard let surface, mark.frame.width > 0, mark.frame.height > 0 else { return }
    if case .embedJPEG = imageHandling { images.append(surface) }
    cairo_save(context)
    cairo_translate(context, mark.frame.x, mark.frame.y)
    cairo_scale(
      context, mark.frame.width / Double(surface.width), mark.frame.height / Double(surface.height))
    cairo_set_source_surface(context, surface.pointer, 0, 0)
    if case .decode = imageHandling {
      // Else the edge of a picture that is made larger fades into what lies under it. In a PDF it
      // would make Cairo redraw the picture, and forget the JPEG file.
      cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
    }
    cairo_rectangle(context, 0, 0, Double(surface.width), Double(surface.height))
    cairo_fill(context)
    cairo_restore(context)
  }
}

/// Where the lines of a hatched surface lie: on x + y = a multiple of the spacing times √2.
enum Hatch {
  /// With more lines, a surface looks like one colour and takes too long to draw.
  static let maximumLines = 4_000.0

  static func sums(from lower: Double, to upper: Double, spacing: Double) -> [Double] {
    let step = spacing * Double(2).squareRoot()
    guard step > 0, upper > lower, (upper - lower) / step < maximumLines else { return [] }
    return Array(stride(from: (lower / step).rounded(.down) * step, through: upper, by: step))
  }
}
