import PlumbText

/// How large a ``CategoryBarsChart`` becomes.
struct CategoryBarsOptions {
  /// The most width, in points.
  let width: Double
  /// The most height, in points; nil for as much as the categories need.
  let height: Double?
  let type: ChartType
  let margin: Double
  /// The least width of a panel beside others, in points.
  let panelWidth: Double
  /// The height of the plot of upright bars, in points.
  let uprightHeight: Double
  /// The numbers of panels per row to try, best first; the last is used if none fits.
  let columnChoices: [Int]

  /// For a screen.
  static let figure = figure(width: FigureFrame.maximumWidth)

  /// For a screen, narrower.
  static func figure(width: Double) -> CategoryBarsOptions {
    CategoryBarsOptions(
      width: width, height: nil, type: .figure, margin: FigureFrame.figureMargin, panelWidth: 150,
      uprightHeight: 190, columnChoices: [4, 2])
  }

  /// For a part of a page.
  static func page(_ room: Size) -> CategoryBarsOptions {
    CategoryBarsOptions(
      width: side(room.width), height: side(room.height), type: ChartType(size: 8), margin: 0,
      panelWidth: 84, uprightHeight: min(130, max(side(room.height) * 0.25, 60)),
      columnChoices: [2, 4])
  }

  /// A length that a drawing can have and text fits into.
  private static func side(_ length: Double) -> Double {
    min(max(length.isNaN ? 0 : length, 100), Drawing.maximumSide)
  }
}

/// Chooses the arrangement of a ``CategoryBarsChart`` and draws it.
struct CategoryBarsLayout {
  let chart: CategoryBarsChart
  let metrics: any TextMetrics
  let options: CategoryBarsOptions

  private var type: ChartType { options.type }
  private var contentWidth: Double { frame.contentWidth }

  private var frame: FigureFrame {
    FigureFrame(
      words: chart.words, legend: LegendEntry.entries(for: drawnPanels),
      metrics: metrics, type: type, width: options.width, margin: options.margin)
  }

  func drawing() -> Drawing {
    frame.drawing(alternativeText: alternativeText) { builder, top in
      guard let plan = plan(top: top) else { return (top, notes(shown: 0)) }
      let bottom = grid(plan).draw(
        x: frame.left, top: top, width: contentWidth, into: &builder)
      return (bottom, notes(shown: plan.count))
    }
  }

  // MARK: Words

  private func notes(shown: Int) -> [String] {
    var notes: [String] = []
    let all = chart.categories.count
    if shown < all, shown > 0 {
      notes.append(
        "Showing the \(NumberText.whole(shown)) \(chart.rankWord) of \(NumberText.whole(all)) "
          + "\(chart.categoryNoun); \(chart.remainderNote).")
    }
    if all == 0 { notes.append("There are no \(chart.categoryNoun) to show.") }
    let empty = chart.panels.filter { !$0.hasValues }.map(\.title)
    if all > 0, !empty.isEmpty {
      notes.append("Left out, because there is nothing to show: \(empty.joined(separator: "; ")).")
    }
    return notes + (chart.words.note.isEmpty ? [] : [chart.words.note])
  }

  private var alternativeText: String {
    let names = chart.categories.prefix(5).map { displayName($0, limit: 60) }
    let panels = chart.panels.map(\.title).joined(separator: "; ")
    let singular = chart.categoryNoun.dropLast(chart.categoryNoun.hasSuffix("sses") ? 2 : 1)
    return NumberText.counted(
      chart.categories.count, String(singular), plural: chart.categoryNoun)
      + (names.isEmpty ? "" : ", first: \(names.joined(separator: ", "))")
      + ". Panels: \(panels). \(chart.words.subtitle)"
  }

  // MARK: Arrangement

  private var drawnPanels: [CategoryPanel] {
    chart.categories.isEmpty ? [] : chart.panels.filter(\.hasValues)
  }

  /// The arrangement; nil if there is nothing to draw.
  private func plan(top: Double) -> PanelPlan? {
    let panels = drawnPanels
    guard !panels.isEmpty else { return nil }
    return uprightPlan(panels, top: top) ?? lyingPlan(panels, top: top)
  }

  /// The height left for panels between the header and the notes; nil for unlimited.
  private func heightLeft(top: Double) -> Double? {
    guard let height = options.height else { return nil }
    var scratch = DrawingBuilder(metrics: metrics)
    // The notes are longest when not all categories are drawn.
    let notes = frame.drawNotes(notes(shown: 1), top: 0, into: &scratch)
    return height - top - notes - options.margin
  }

  private func columns(_ panels: [CategoryPanel]) -> [Int] {
    var columns = options.columnChoices.map { min($0, panels.count) }
    if panels.count == 3 { columns.insert(3, at: 0) }
    return columns
  }

  /// Upright bars; nil if names or numbers do not fit.
  private func uprightPlan(_ panels: [CategoryPanel], top: Double) -> PanelPlan? {
    let count = chart.categories.count
    guard count <= 12, count <= chart.maximumCategories else { return nil }
    for columns in columns(panels) {
      let plan = PanelPlan(
        direction: .upwards, panels: panels, columns: columns, count: count, nameWidth: 0,
        band: options.uprightHeight)
      let isLowEnough = heightLeft(top: top).map { height(of: plan) <= $0 } ?? true
      if isLowEnough, grid(plan).uprightLabelsFit(width: contentWidth) { return plan }
    }
    return nil
  }

  /// Rows: at a comfortable height, or else tighter, or else with more panels side by side, or else
  /// fewer rows.
  private func lyingPlan(_ panels: [CategoryPanel], top: Double) -> PanelPlan {
    let count = min(chart.categories.count, max(chart.maximumCategories, 1))
    let comfortable = count <= 6 ? 2.9 : count <= 30 ? 2.2 : 1.75
    let widest = widestLying(panels, count: count)
    guard let left = heightLeft(top: top) else {
      return lyingPlan(panels, columns: widest, count: count, band: comfortable)
    }
    for columns in columns(panels).map({ min($0, widest) }) {
      for band in [2.9, 2.2, 1.75] where band <= comfortable {
        let plan = lyingPlan(panels, columns: columns, count: count, band: band)
        if height(of: plan) <= left { return plan }
      }
    }
    let tight = 1.45
    let empty = height(of: lyingPlan(panels, columns: widest, count: 0, band: tight))
    let lines = Double((panels.count + widest - 1) / widest)
    let fitting = wholeNumber((left - empty) / lines / (tight * type.size), in: 1...count)
    return lyingPlan(panels, columns: widest, count: fitting, band: tight)
  }

  private func lyingPlan(
    _ panels: [CategoryPanel], columns: Int, count: Int, band: Double
  ) -> PanelPlan {
    PanelPlan(
      direction: .rightwards, panels: panels, columns: columns, count: count,
      nameWidth: nameWidth(count: count), band: band * type.size)
  }

  /// The most panels that are wide enough beside each other.
  private func widestLying(_ panels: [CategoryPanel], count: Int) -> Int {
    let room = contentWidth - nameWidth(count: count) - PanelGrid.nameGap
    let columns = (room + PanelGrid.gap) / (options.panelWidth + PanelGrid.gap)
    return wholeNumber(columns, in: 1...panels.count)
  }

  private func nameWidth(count: Int) -> Double {
    let names = chart.categories.prefix(count).map { displayName($0) }
    return min(metrics.maximumWidth(of: names, style: type.name), contentWidth * 0.24)
  }

  private func height(of plan: PanelPlan) -> Double {
    grid(plan).height(width: contentWidth)
  }

  private func grid(_ plan: PanelPlan) -> PanelGrid {
    PanelGrid(plan: plan, chart: chart, type: type, metrics: metrics)
  }
}

extension CategoryPanel {
  /// Whether there is anything to draw in the panel.
  var hasValues: Bool {
    switch content {
    case .counts(let series, _): series.contains { $0.values.contains { $0 > 0 } }
    case .intervals(let series, _): series.values.contains { $0 != nil }
    case .estimates(let series, _): series.values.contains { $0.value != nil }
    }
  }
}
