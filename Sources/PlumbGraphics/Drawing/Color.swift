/// An opaque colour in the sRGB space, each component from 0 (none) to 1 (full).
package struct Color: Sendable, Hashable {
  /// The red component, 0...1.
  package let red: Double
  /// The green component, 0...1.
  package let green: Double
  /// The blue component, 0...1.
  package let blue: Double

  /// Makes a colour; components are clamped to 0...1, NaN becomes 0.
  package init(red: Double, green: Double, blue: Double) {
    self.red = Color.component(red)
    self.green = Color.component(green)
    self.blue = Color.component(blue)
  }

  /// Makes a colour from a number such as `0x0072B2` (red, green, blue, a byte each).
  package init(hexadecimal: UInt32) {
    self.init(
      red: Double((hexadecimal >> 16) & 0xFF) / 255,
      green: Double((hexadecimal >> 8) & 0xFF) / 255,
      blue: Double(hexadecimal & 0xFF) / 255)
  }

  /// The six hexadecimal digits of the colour, in lower case, without a number sign.
  package var hexadecimalText: String {
    [red, green, blue].map { component in
      let digits = String(UInt8((component * 255).rounded()), radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private static func component(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, 0), 1)
  }
}

extension Color {
  /// The relative luminance, 0 (black) to 1 (white), as WCAG 2.1 defines it.
  package var luminance: Double {
    0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  /// The contrast of two colours, 1...21, as WCAG 2.1 defines it; text wants 4.5 or more.
  package func contrast(with other: Color) -> Double {
    let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }

  private static func linear(_ component: Double) -> Double {
    component <= 0.03928 ? component / 12.92 : power((component + 0.055) / 1.055, 2.4)
  }
}
