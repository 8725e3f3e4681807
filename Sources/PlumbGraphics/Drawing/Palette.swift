/// The colours of every chart, in one place.
///
/// Human and machine are two colours of Okabe and Ito's set, which are distinguishable with any
/// colour vision; they also differ in lightness and texture (hatched, plain), so they stay distinct
/// in grey print. Text colours have a contrast of 4.5 or more against the ground that they are
/// drawn on.
package enum Palette {
  /// The ground of a page or figure.
  package static let paper = Color(hexadecimal: 0xFFFFFF)
  /// Titles, names and numbers.
  package static let ink = Color(hexadecimal: 0x1F2933)
  /// Text that explains: subtitles, axis numbers, notes.
  package static let quietInk = Color(hexadecimal: 0x52606D)
  /// The line from which bars start.
  package static let axis = Color(hexadecimal: 0x7B8794)
  /// Grid lines and rules.
  package static let grid = Color(hexadecimal: 0xDDE2E8)
  /// The ground of every second row.
  package static let stripe = Color(hexadecimal: 0xF5F7FA)
  /// The ground of a tile whose image cannot be shown.
  package static let placeholder = Color(hexadecimal: 0xEDF0F3)
  /// Labels by people: Okabe and Ito's vermilion, for lines and points.
  package static let human = Color(hexadecimal: 0xC75300)
  /// The ground between the hatch lines of human bars.
  package static let humanGround = Color(hexadecimal: 0xFFEAD3)
  /// Labels by the machine: Okabe and Ito's blue.
  package static let machine = Color(hexadecimal: 0x0072B2)
  /// Values without a source, or of both.
  package static let neutral = Color(hexadecimal: 0x5F6E7D)
  /// The ground of bars without a source that something dark is drawn on.
  package static let neutralGround = Color(hexadecimal: 0xC3CCD4)
  /// Flags: a dark violet that belongs to neither source.
  package static let flag = Color(hexadecimal: 0x7A1F5C)

  /// Two labels that are the same: Okabe and Ito's bluish green, from light to dark.
  package static let agreement = ColorRamp([0xE3F3ED, 0x9BD5C1, 0x4FB595, 0x007F60, 0x004A38])
  /// Two labels that differ: Okabe and Ito's reddish purple, from light to dark.
  package static let disagreement = ColorRamp([0xF9E6F0, 0xE9B8D4, 0xD184AF, 0x9C4079, 0x641A4A])
  /// From clear to contested: grey to violet, from light to dark.
  package static let contested = ColorRamp([0xE6EBEF, 0xC5BCDA, 0xA48BC0, 0x714699, 0x3F1366])
  /// From one to many: greys, from light to dark.
  package static let density = ColorRamp([0xD5DCE3, 0xAEBAC5, 0x83919F, 0x5A6977, 0x33414E])

  /// A colour for text on this ground, with a contrast of 4.5 or more.
  package static func text(on ground: Color) -> Color {
    let usual = [ink, paper].first { $0.contrast(with: ground) >= 4.5 }
    // Grounds of middle lightness take only black.
    return usual ?? Color(hexadecimal: 0x000000)
  }
}

/// A sequence of colours, each darker than the one before.
package struct ColorRamp: Sendable, Hashable {
  /// The colours from which the others are mixed, from light to dark.
  package let anchors: [Color]

  /// Makes a ramp of colours written as numbers such as `0x0072B2`, from light to dark.
  init(_ anchors: [UInt32]) { self.anchors = anchors.map(Color.init(hexadecimal:)) }

  /// One of `count` colours that are evenly apart, `step` from 0 for the lightest.
  ///
  /// Steps outside are clamped; a single step uses the second anchor, which is visible on white.
  package func color(_ step: Int, of count: Int) -> Color {
    guard count > 1 else { return anchors[min(1, anchors.count - 1)] }
    let place =
      Double(min(max(step, 0), count - 1)) / Double(count - 1) * Double(anchors.count - 1)
    let lower = min(Int(place), anchors.count - 2)
    let share = place - Double(lower)
    func mix(_ component: KeyPath<Color, Double>) -> Double {
      let (start, end) = (
        anchors[lower][keyPath: component], anchors[lower + 1][keyPath: component]
      )
      return start + (end - start) * share
    }
    return Color(red: mix(\.red), green: mix(\.green), blue: mix(\.blue))
  }
}
