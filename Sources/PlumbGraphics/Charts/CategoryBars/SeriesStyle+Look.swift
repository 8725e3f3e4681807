extension SeriesStyle {
  /// How surfaces of the series are filled.
  ///
  /// Human and machine differ in texture and lightness too.
  var fill: Fill {
    switch self {
    case .human:
      .hatched(line: Palette.human, background: Palette.humanGround, spacing: 3.2, width: 1.1)
    case .machine: .solid(Palette.machine)
    case .neutral: .solid(Palette.neutral)
    case .ordered(let step, let count): .solid(Palette.contested.color(step, of: count))
    }
  }

  /// The colour of outlines and points.
  var color: Color {
    switch self {
    case .human: Palette.human
    case .machine: Palette.machine
    case .neutral: Palette.neutral
    // The lightest step would not stand out from paper without it.
    case .ordered: Palette.axis
    }
  }

  /// The background of a number on such a surface; nil if it is legible on the surface itself.
  var labelGround: Color? {
    switch self {
    case .human: Palette.humanGround
    case .machine, .neutral, .ordered: nil
    }
  }

  /// The colour of a number on such a surface.
  var labelColor: Color {
    switch self {
    case .human: Palette.ink
    case .machine, .neutral: Palette.paper
    case .ordered(let step, let count):
      Palette.text(on: Palette.contested.color(step, of: count))
    }
  }
}
