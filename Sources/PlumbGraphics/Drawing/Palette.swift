/// The colours of every chart, in one place.
///
/// Human and machine are two colours of Okabe and Ito's set, which eyes of every kind tell apart;
/// they also differ in lightness and in texture (hatched, plain), so that grey print keeps them
/// apart. Text colours have a contrast of 4.5 or more against the ground that they are drawn on.
public enum Palette {
  /// The ground of a page or figure.
  public static let paper = Color(hexadecimal: 0xFFFFFF)
  /// Titles, names and numbers.
  public static let ink = Color(hexadecimal: 0x1F2933)
  /// Text that explains: subtitles, axis numbers, notes.
  public static let quietInk = Color(hexadecimal: 0x52606D)
  /// The line from which bars start.
  public static let axis = Color(hexadecimal: 0x7B8794)
  /// Grid lines and rules.
  public static let grid = Color(hexadecimal: 0xDDE2E8)
  /// The ground of every second row.
  public static let stripe = Color(hexadecimal: 0xF5F7FA)
  /// The ground of a tile whose image cannot be shown.
  public static let placeholder = Color(hexadecimal: 0xEDF0F3)
  /// Labels by people: Okabe and Ito's vermilion, for lines and points.
  public static let human = Color(hexadecimal: 0xC75300)
  /// The ground between the hatch lines of human bars.
  public static let humanGround = Color(hexadecimal: 0xFFEAD3)
  /// Labels by the machine: Okabe and Ito's blue.
  public static let machine = Color(hexadecimal: 0x0072B2)
  /// Values without a source, or of both.
  public static let neutral = Color(hexadecimal: 0x5F6E7D)
}
