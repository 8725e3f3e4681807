/// The text styles of a chart, all from one size.
struct ChartType {
  /// The size of names, in points.
  let size: Double

  /// For a screen.
  static let figure = ChartType(size: 9.5)

  var title: TextStyle { TextStyle(size: size * 1.7, weight: .bold) }
  var subtitle: TextStyle { TextStyle(size: size * 1.1, color: Palette.quietInk) }
  var panelTitle: TextStyle { TextStyle(size: size * 1.1, weight: .bold) }
  var caption: TextStyle { TextStyle(size: size * 0.92, color: Palette.quietInk) }
  var name: TextStyle { TextStyle(size: size) }
  var value: TextStyle { TextStyle(size: size * 0.85) }
  var tick: TextStyle { TextStyle(size: size * 0.85, color: Palette.quietInk) }
  var note: TextStyle { TextStyle(size: size * 0.95, color: Palette.quietInk) }
}
