import CPango

/// The fonts of the machine without the coloured ones.
///
/// Cairo 1.16 writes a colour glyph that stands twice on a page as a duplicate key into the PDF,
/// which checkers complain about. Fonts in outlines (Symbola, Noto Emoji, DejaVu) draw the same
/// emoji in the colour of the text, and so PNG and PDF look alike.
enum FontConfiguration {
  /// Loaded once a process; fontconfig's configurations may be read from every thread.
  nonisolated(unsafe) static let shared: OpaquePointer? = load()

  private static let withoutColor = """
    <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
    <fontconfig><selectfont><rejectfont><pattern>
    <patelt name="color"><bool>true</bool></patelt>
    </pattern></rejectfont></selectfont></fontconfig>
    """

  private static func load() -> OpaquePointer? {
    guard let configuration = FcInitLoadConfig() else { return nil }
    FcConfigParseAndLoadFromMemory(configuration, withoutColor, FcBool(FcFalse))
    FcConfigBuildFonts(configuration)
    return configuration
  }
}
