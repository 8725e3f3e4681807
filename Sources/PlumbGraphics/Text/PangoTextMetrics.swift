import Dispatch
import PlumbText
import Synchronization

/// Metrics of the fonts that the PNG and PDF renderers draw with, on this machine.
///
/// May be shared by threads, which then wait for each other. Widths of plain texts are sums of
/// remembered letter widths, without kerning: fast, and at most a hair too wide. On a machine without
/// fonts, where only SVG can be drawn, the numbers are those of ``FixedTextMetrics``.
package final class PangoTextMetrics: TextMetrics {
  fileprivate struct State: ~Copyable {
    let configuration: FontConfiguration?
    var known: PangoTypesetter?
    var tables: [TextStyle.Weight: FontTable] = [:]
  }

  private let state: Mutex<State>

  /// Makes metrics with a font map of their own, once something is measured (some milliseconds, and
  /// more the first time in a process; see ``prepare()``).
  package init() { state = Mutex(State(configuration: nil)) }

  /// Makes metrics of the fonts of a configuration of fontconfig.
  init(configuration: FontConfiguration) {
    state = Mutex(State(configuration: configuration))
  }

  /// Begins to look through the machine's fonts, on another thread.
  ///
  /// Call it early in a program that will draw: the first measurement or drawing then waits only
  /// for the rest of it.
  package static func prepare() {
    DispatchQueue.global().async {
      let typesetter = TypesetterPool.take()
      for weight in [TextStyle.Weight.regular, .bold] {
        _ = typesetter.simpleFont(for: TextStyle(size: 10, weight: weight))
      }
      TypesetterPool.give(typesetter)
    }
  }

  /// The advance width of one line of text, in points.
  package func width(of text: String, style: TextStyle) -> Double {
    state.withLock { state in
      guard state.hasFonts else { return FixedTextMetrics().width(of: text, style: style) }
      let table = state.table(for: style.weight)
      if let width = table.width(of: text) { return width * style.size }
      return state.typesetter.width(of: text, style: style)
    }
  }

  /// How far letters of the base font reach above the baseline, in points.
  package func ascent(of style: TextStyle) -> Double {
    state.withLock { state in
      guard state.hasFonts else { return FixedTextMetrics().ascent(of: style) }
      return state.table(for: style.weight).ascent * style.size
    }
  }

  /// How far letters of the base font reach below the baseline, in points.
  package func descent(of style: TextStyle) -> Double {
    state.withLock { state in
      guard state.hasFonts else { return FixedTextMetrics().descent(of: style) }
      return state.table(for: style.weight).descent * style.size
    }
  }

  /// Ascent and descent together, in points.
  package func lineHeight(of style: TextStyle) -> Double {
    ascent(of: style) + descent(of: style)
  }

  /// How many characters of the text no font of this machine can draw; they appear as boxes.
  ///
  /// Use it to report a missing font.
  package func missingGlyphs(in text: String) -> Int {
    let shown = displayText(text)
    return state.withLock { state in
      state.typesetter.missingGlyphs(in: shown, style: TextStyle(size: 10))
    }
  }
}

extension PangoTextMetrics.State {
  fileprivate init(configuration: FontConfiguration?) {
    self.configuration = configuration
    known = nil
  }

  fileprivate var hasFonts: Bool { (configuration ?? .shared).fontCount > 0 }

  fileprivate var typesetter: PangoTypesetter {
    mutating get {
      if let known { return known }
      let made = PangoTypesetter(configuration: configuration ?? .shared)
      known = made
      return made
    }
  }

  fileprivate mutating func table(for weight: TextStyle.Weight) -> FontTable {
    if let known = tables[weight] { return known }
    let made = FontTable(typesetter: typesetter, weight: weight)
    tables[weight] = made
    return made
  }
}

/// What one weight of the base font says, for a text of size 1.
private struct FontTable {
  let ascent: Double
  let descent: Double
  private let font: SimpleFont?

  init(typesetter: PangoTypesetter, weight: TextStyle.Weight) {
    let style = TextStyle(size: BaseFace.size, weight: weight)
    let extents = typesetter.extents(of: style)
    ascent = extents.ascent / BaseFace.size
    descent = extents.descent / BaseFace.size
    font = typesetter.simpleFont(for: style)
  }

  /// The width at size 1; nil for a text that needs Pango.
  func width(of text: String) -> Double? {
    font?.width(of: text).map { $0 / BaseFace.size }
  }
}
