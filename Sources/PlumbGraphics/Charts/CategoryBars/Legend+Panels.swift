extension LegendEntry {
  /// The legend entries that the panels of a ``CategoryBarsChart`` need.
  static func entries(for panels: [CategoryPanel]) -> [LegendEntry] {
    panels.flatMap { panel -> [LegendEntry] in
      switch panel.content {
      case .counts(let series, _):
        series.filter { $0.values.contains { $0 > 0 } }
          .map { LegendEntry($0.name, .series($0.style)) }
      case .intervals:
        [LegendEntry("mean, on a bar over the middle half of the values (quartiles)", .interval)]
      case .estimates(let series, _): series.legend
      }
    }
  }
}
