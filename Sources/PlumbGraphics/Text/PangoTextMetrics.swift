import Synchronization

/// Metrics of the fonts that the PNG and PDF renderers draw with, on this machine.
///
/// May be shared by threads, which then wait for each other. Widths of ASCII texts are sums of
/// remembered character widths, without kerning: fast, and at most a hair too wide.
public final class PangoTextMetrics: TextMetrics {
  fileprivate struct State: ~Copyable {
    let typesetter = PangoTypesetter()
    var tables: [TextStyle.Weight: AdvanceTable] = [:]
  }

  private let state: Mutex<State>

  /// Makes metrics with a font map of their own (some milliseconds the first time in a process).
  public init() {
    state = Mutex(State())
  }

  /// The advance width of one line of text, in points.
  public func width(of text: String, style: TextStyle) -> Double {
    state.withLock { state in
      let table = state.table(for: style.weight)
      if let width = table.width(of: text) { return width * style.size }
      return state.typesetter.width(of: text, style: style)
    }
  }

  /// How far letters of the base font reach above the baseline, in points.
  public func ascent(of style: TextStyle) -> Double {
    state.withLock { $0.table(for: style.weight).ascent * style.size }
  }

  /// How far letters of the base font reach below the baseline, in points.
  public func descent(of style: TextStyle) -> Double {
    state.withLock { $0.table(for: style.weight).descent * style.size }
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
  fileprivate mutating func table(for weight: TextStyle.Weight) -> AdvanceTable {
    if let known = tables[weight] { return known }
    let made = AdvanceTable(typesetter: typesetter, weight: weight)
    tables[weight] = made
    return made
  }
}

/// Widths of the printable ASCII characters, for a text of size 1.
private struct AdvanceTable {
  let ascent: Double
  let descent: Double
  private let advances: [Double]

  init(typesetter: PangoTypesetter, weight: TextStyle.Weight) {
    // Outlines scale evenly without hinting, so one large size stands for all.
    let size = 100.0
    let style = TextStyle(size: size, weight: weight)
    let extents = typesetter.extents(of: style)
    ascent = extents.ascent / size
    descent = extents.descent / size
    advances = (UInt8(0x20)..<0x7F).map { byte in
      typesetter.width(of: String(Unicode.Scalar(byte)), style: style) / size
    }
  }

  /// The width at size 1; nil for a text with other than printable ASCII characters.
  func width(of text: String) -> Double? {
    var sum = 0.0
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else { return nil }
      sum += advances[Int(byte) - 0x20]
    }
    return sum
  }
}
