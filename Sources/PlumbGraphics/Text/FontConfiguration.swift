import CPango

/// The fonts of the machine, except for some.
///
/// Fontconfig's configurations may be read from every thread, and this one is never changed.
struct FontConfiguration: @unchecked Sendable {
  /// The fonts that everything is drawn with: those without colours.
  ///
  /// Cairo 1.16 writes a colour glyph that occurs twice on a page as a duplicate key into the PDF,
  /// which checkers complain about. Fonts in outlines (Symbola, Noto Emoji, DejaVu) draw the same
  /// emoji in the colour of the text, and so PNG and PDF look alike.
  static let shared = FontConfiguration(
    rejecting: "<pattern><patelt name=\"color\"><bool>true</bool></patelt></pattern>")

  /// Nil if fontconfig has no configuration at all.
  let pointer: OpaquePointer?

  /// Loads the machine's configuration without the fonts of a rule.
  ///
  /// It lives as long as the process.
  init(rejecting rule: String) {
    pointer = FcInitLoadConfig()
    let rules = """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><selectfont><rejectfont>\(rule)</rejectfont></selectfont></fontconfig>
      """
    guard let pointer else { return }
    FcConfigParseAndLoadFromMemory(pointer, rules, FcBool(FcFalse))
    FcConfigBuildFonts(pointer)
  }

  /// How many fonts there are; without one, Pango gives no widths and draws at random.
  var fontCount: Int {
    // Without a configuration, fontconfig would answer for one of its own.
    guard let pointer, let fonts = FcConfigGetFonts(pointer, FcSetSystem) else { return 0 }
    return Int(fonts.pointee.nfont)
  }

  /// Throws unless text can be drawn.
  func requireFonts() throws {
    guard fontCount == 0 else { return }
    throw GraphicsError(
      what: "cannot draw text",
      cause: "this machine has no fonts; install one, such as DejaVu Sans (fonts-dejavu-core)")
  }
}
