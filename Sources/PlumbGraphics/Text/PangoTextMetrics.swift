import Synchronization

/// Metrics of the fonts that the PNG and PDF renderers draw with, on this machine.
///
/// May be shared by threads, which then wait for each other. Widths of plain texts are sums of
/// remembered letter widths, without kerning: fast, and at most a hair too wide. On a machine without
/// fonts, where only SVG can be drawn, the numbers are those of ``FixedTextMetrics``.
public final class PangoTextMetrics: TextMetrics {
  fileprivate struct State: ~Copyable {
    let typesetter: PangoTypesetter
    var tables: [TextStyle.Weight: FontTable] = [:]
  }

  private let state: Mutex<State>
  private let fallback: FixedTextMetrics?

  /// Makes metrics with a font map of their own (some milliseconds the first time in a process).
  public convenience init() {
    self.init(configuration: .shared)
  }

  /// Makes metrics of the fonts of a configuration of fontconfig.
  init(configuration: FontConfiguration) {
    state = Mutex(State(typesetter: PangoTypesetter(configuration: configuration)))
    fallback = configuration.fontCount > 0 ? nil : FixedTextMetrics()
  }

  /// The advance width of one line of text, in points.
  public func width(of text: String, style: TextStyle) -> Double {
    if let fallback { return fallback.width(of: text, style: style) }
    return state.withLock { state in
      let table = state.table(for: style.weight)
      if let width = table.width(of: text) { return width * style.size }
      return state.typesetter.width(of: text, style: style)
    }
  }

  /// How far letters of the base font reach above the baseline, in points.
  public func ascent(of style: TextStyle) -> Double {
    if let fallback { return fallback.ascent(of: style) }
    return state.withLock { $0.table(for: style.weight).ascent * style.size }
  }

  /// How far letters of the base font reach below the baseline, in points.
  public func descent(of style: TextStyle) -> Double {
    if let fallback { return fallback.descent(of: style) }
    return state.withLock { $0.table(for: style.weight).descent * style.size }
  }

  /// Ascent and descent together, in points.
  public func lineHeight(of style: TextStyle) -> Double {
    ascent(of: style) + descent(of: style)
  }

  /// How many characters of the text no font of this machine can draw; they appear as boxes.
  ///
  /// Use it to tell the user that a font is missing.
  public func missingGlyphs(in text: String) -> Int {
    let shown = displayText(text)
    return state.withLock { state in
      state.typesetter.missingGlyphs(in: shown, style: TextStyle(size: 10))
    }
  }
}

extension PangoTextMetrics.State {
  fileprivate mutating func table(for weight: TextStyle.Weight) -> FontTable {
    if let known = tables[weight] { return known }
    let made = FontTable(typesetter: typesetter, weight: weight)
    tables[weight] = made
    return made
  }
}

/// What one weight of the base font says, for a text of size 1.
private struct FontTable {
  /// Outlines scale evenly without hinting, so one large size stands for all.
  private static let size = 100.0

  let ascent: Double
  let descent: Double
  private let font: SimpleFont?

  init(typesetter: PangoTypesetter, weight: TextStyle.Weight) {
    let style = TextStyle(size: FontTable.size, weight: weight)
    let extents = typesetter.extents(of: style)
    ascent = extents.ascent / FontTable.size
    descent = extents.descent / FontTable.size
    font = typesetter.simpleFont(for: style)
  }

  /// The width at size 1; nil for a text that needs Pango.
  func width(of text: String) -> Double? {
    font?.width(of: text).map { $0 / FontTable.size }
  }
}
