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

  /// For a screen.
  static let figure = CategoryBarsOptions(
    width: 1_000, height: nil, type: ChartType(size: 9.5), margin: 24, panelWidth: 150,
    uprightHeight: 190)

  /// For a part of a page.
  static func page(_ room: Size) -> CategoryBarsOptions {
    CategoryBarsOptions(
      width: max(room.width, 100), height: room.height, type: ChartType(size: 8), margin: 0,
      panelWidth: 84, uprightHeight: min(130, max(room.height * 0.25, 60)))
  }
}

/// Chooses the arrangement of a ``CategoryBarsChart`` and draws it.
struct CategoryBarsLayout {
  let chart: CategoryBarsChart
  let metrics: any TextMetrics
  let options: CategoryBarsOptions

  private var type: ChartType { options.type }
  private var left: Double { options.margin }
  private var contentWidth: Double { options.width - 2 * options.margin }

  func drawing() -> Drawing {
    var builder = DrawingBuilder(metrics: metrics)
    var y = drawHeader(into: &builder)
    let plan = plan(top: y)
    if let plan {
      y = PanelGrid(plan: plan, chart: chart, type: type, metrics: metrics)
        .draw(x: left, top: y, width: contentWidth, into: &builder)
    }
    for note in notes(plan: plan) {
      y = builder.paragraph(
        note, x: left, top: y + 3, style: type.note, maximumWidth: contentWidth, maximumLines: 3)
    }
    return Drawing(
      size: Size(width: options.width, height: y + options.margin), title: chart.title,
      alternativeText: alternativeText, marks: builder.marks)
  }

  // MARK: Words

  private func drawHeader(into builder: inout DrawingBuilder) -> Double {
    var y = builder.paragraph(
      chart.title, x: left, top: options.margin, style: type.title, maximumWidth: contentWidth,
      maximumLines: 2)
    y = builder.paragraph(
      chart.subtitle, x: left, top: y + 1, style: type.subtitle, maximumWidth: contentWidth,
      maximumLines: 3)
    y = Legend(panels: drawnPanels, type: type, metrics: metrics)
      .draw(x: left, top: y + type.size * 0.5, width: contentWidth, into: &builder)
    return y + type.size * 0.7
  }

  private func notes(plan: PanelPlan?) -> [String] {
    var notes: [String] = []
    let (shown, all) = (plan?.count ?? 0, chart.categories.count)
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
    return notes + (chart.note.isEmpty ? [] : [chart.note])
  }

  private var alternativeText: String {
    let names = chart.categories.prefix(5).map { displayName($0, limit: 60) }
    let panels = chart.panels.map(\.title).joined(separator: "; ")
    return "\(NumberText.whole(chart.categories.count)) \(chart.categoryNoun)"
      + (names.isEmpty ? "" : ", first: \(names.joined(separator: ", "))")
      + ". Panels: \(panels). \(chart.subtitle)"
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

  /// How much height is left under the header for panels; the notes keep room for four lines.
  private func heightLeft(top: Double) -> Double? {
    options.height.map { $0 - top - 4 * metrics.lineHeight(of: type.note) - 6 }
  }

  /// Upright bars, all panels in a row or four in a square; nil where names or numbers do not fit.
  private func uprightPlan(_ panels: [CategoryPanel], top: Double) -> PanelPlan? {
    let count = chart.categories.count
    guard count <= 12, count <= chart.maximumCategories else { return nil }
    let choices = panels.count == 4 ? [4, 2] : [panels.count]
    for columns in choices {
      let plan = PanelPlan(
        direction: .upwards, panels: panels, columns: columns, count: count, nameWidth: 0,
        band: options.uprightHeight)
      let grid = PanelGrid(plan: plan, chart: chart, type: type, metrics: metrics)
      let isLowEnough = heightLeft(top: top).map { grid.height(width: contentWidth) <= $0 } ?? true
      if isLowEnough, grid.uprightLabelsFit(width: contentWidth) { return plan }
    }
    return nil
  }

  /// Rows, with as many panels beside each other as are wide enough.
  private func lyingPlan(_ panels: [CategoryPanel], top: Double) -> PanelPlan {
    let count = min(chart.categories.count, max(chart.maximumCategories, 1))
    let names = chart.categories.prefix(count).map { displayName($0) }
    let nameWidth = min(metrics.maximumWidth(of: names, style: type.name), contentWidth * 0.24)
    let room = contentWidth - nameWidth - PanelGrid.nameGap
    let columns = min(
      max(Int((room + PanelGrid.gap) / (options.panelWidth + PanelGrid.gap)), 1), panels.count)
    func plan(count: Int, band: Double) -> PanelPlan {
      PanelPlan(
        direction: .rightwards, panels: panels, columns: columns, count: count,
        nameWidth: nameWidth, band: band)
    }
    let comfortable = (count <= 6 ? 2.9 : count <= 30 ? 2.2 : 1.75) * type.size
    guard let left = heightLeft(top: top) else { return plan(count: count, band: comfortable) }
    // From comfortable to tight; then fewer categories.
    for band in [comfortable, 2.2 * type.size, 1.75 * type.size, 1.45 * type.size]
    where band <= comfortable {
      let plan = plan(count: count, band: band)
      if height(of: plan) <= left { return plan }
    }
    let tight = 1.45 * type.size
    let without = height(of: plan(count: 0, band: tight))
    let bands = Double((panels.count + columns - 1) / columns)
    let fitting = min(max(Int((left - without) / bands / tight), 1), count)
    return plan(count: fitting, band: tight)
  }

  private func height(of plan: PanelPlan) -> Double {
    PanelGrid(plan: plan, chart: chart, type: type, metrics: metrics).height(width: contentWidth)
  }
}

extension CategoryPanel {
  /// Whether there is anything to draw in the panel.
  var hasValues: Bool {
    switch content {
    case .counts(let series, _): series.contains { $0.values.contains { $0 > 0 } }
    case .intervals(let series, _): series.values.contains { $0 != nil }
    }
  }
}
