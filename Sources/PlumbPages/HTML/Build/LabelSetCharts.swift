import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// The part of the page about sets of classes: how many classes images have, and which occur together;
/// nil if images have one class each.
func labelSetSection(_ evidence: Evidence) -> ReportPage.Section? {
  guard let sets = evidence.summary.labelSets else { return nil }
  let builder = LabelSetCharts(evidence: evidence, sets: sets)
  var section = ReportPage.Section(id: "sets", title: "Classes per image")
  section.facts = builder.facts
  section.charts = builder.charts
  return section
}

private struct LabelSetCharts {
  let evidence: Evidence
  let sets: LabelSetSummary

  /// The maximum number of pairs in the table; summary.json has more.
  private static let mostPairs = 50
  /// Up to this many classes an image, sizes that no image has are shown too.
  private static let mostGaps = 30
  /// Narrow enough to be read on a telephone without scrolling sideways, in points.
  private static let width = 310.0

  // MARK: Key figures

  var facts: [ReportPage.Fact] {
    let coverage = evidence.summary.coverage
    let mean = sets.mean.map { "\(NumberText.decimal($0, places: 2)) on average" } ?? "none"
    let used = sets.sizes.indices.filter { sets.sizes[$0] > 0 }
    return [
      .init("images with a label", NumberText.whole(sets.imageCount)),
      .init("classes per image", mean + ", from \(used.first ?? 0) to \(used.last ?? 0)"),
      .init(
        "labelled with no class",
        counted(sets.emptyCount, "image")
          + (sets.emptyCount > 0 ? ": the label is an empty set" : "")),
      .init(
        "without a label",
        counted(coverage.failed + coverage.unlabelled, "image")
          + (coverage.failed > 0 ? ", of which \(NumberText.whole(coverage.failed)) failed" : "")),
    ]
  }

  // MARK: Sizes

  /// The numbers of classes that are shown, ascending.
  private var shownSizes: [Int] {
    sets.sizes.count <= Self.mostGaps
      ? Array(sets.sizes.indices) : sets.sizes.indices.filter { sets.sizes[$0] > 0 }
  }

  var charts: [ReportPage.Chart] {
    guard sets.imageCount > 0 else { return [] }
    return [sizes, pairs].compactMap(\.self)
  }

  private var sizes: ReportPage.Chart {
    let shown = shownSizes
    let series = CountSeries(
      name: "images", style: .neutral, values: shown.map { sets.sizes[$0] })
    var chart = CategoryBarsChart(
      words: ChartWords(title: ""), categories: shown.map(String.init),
      panels: [
        CategoryPanel(title: "", caption: "", content: .counts(series: [series], scale: .linear))
      ],
      rankWord: "first")
    chart.categoryNoun = "numbers of classes"
    chart.links = shown.map { sets.sizes[$0] > 0 ? filter(size: $0).address : "" }
    let drawing = chart.drawing(
      metrics: evidence.metrics, fitting: Size(width: Self.width, height: Drawing.maximumSide))
    let title = "Images by number of classes"
    return ReportPage.Chart(
      id: "set-sizes", title: title, caption: "Click a number of classes to see its images.",
      views: [
        ReportPage.Chart.View(
          Drawing(
            size: drawing.size, background: nil, title: title,
            alternativeText: "\(title). The table below the chart lists the numbers.",
            marks: drawing.marks))
      ],
      table: ReportPage.Table(
        header: ["classes", "images", "share", "95 % interval"], rows: shown.map(row)))
  }

  private func filter(size: Int) -> ReportPage.GalleryFilter {
    var filter = ReportPage.GalleryFilter()
    filter.classCount = size
    return filter
  }

  private func row(size: Int) -> [ReportPage.Table.Cell] {
    let share = Proportion(sets.sizes[size], of: sets.imageCount)
    return [
      .init(String(size), filter: share.count > 0 ? filter(size: size) : nil),
      .init(NumberText.whole(share.count)), .init(share.share.map(percent) ?? ""),
      .init(
        share.interval.map { "\(percent($0.lowerBound)) – \(percent($0.upperBound))" } ?? ""),
    ]
  }

  // MARK: Pairs

  /// The pairs farthest from independence; nil if there is nothing to say about pairs.
  private var pairs: ReportPage.Chart? {
    guard evidence.summary.classes.count > 1 else { return nil }
    let shown = sets.pairs.prefix(Self.mostPairs)
    let rest = sets.notablePairCount - shown.count
    let more = rest > 0 ? " The other \(counted(rest, "pair")) are in summary.json." : ""
    return ReportPage.Chart(
      id: "pairs", title: "Classes that occur together", caption: sets.pairNote + more, views: [],
      table: ReportPage.Table(
        header: ["class", "and class", "images with both", "expected", "residual"],
        rows: shown.map(row)))
  }

  private func row(_ pair: LabelSetSummary.Pair) -> [ReportPage.Table.Cell] {
    var both = ReportPage.GalleryFilter(classes: [pair.firstID, pair.secondID])
    both.hasAllClasses = true
    return [
      .init(displayName(pair.first, limit: 60), filter: .init(classes: [pair.firstID])),
      .init(displayName(pair.second, limit: 60), filter: .init(classes: [pair.secondID])),
      .init(NumberText.whole(pair.count), filter: pair.count > 0 ? both : nil),
      .init(NumberText.decimal(pair.expected, places: 1)),
      .init((pair.residual > 0 ? "+" : "") + NumberText.decimal(pair.residual, places: 1)),
    ]
  }
}
