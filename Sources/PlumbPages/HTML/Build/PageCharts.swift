import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// The panels of the class histogram as charts of their own, narrow enough for a telephone, whose
/// rows lead to their images.
func classCharts(_ evidence: Evidence) -> [ReportPage.Chart] {
  let summary = evidence.summary
  guard !summary.classes.isEmpty else { return [] }
  let builder = PageCharts(evidence)
  return [builder.counts]
    + LabelSource.allCases.filter { (summary.sources[$0]?.count ?? 0) > 0 }.map(builder.confidence)
}

private struct PageCharts {
  private let evidence: Evidence
  private let chart: CategoryBarsChart
  /// The numbers of the classes in the order of the chart.
  private let classIDs: [Int]

  /// Narrow enough to be read on a telephone without scrolling sideways, in points.
  private static let width = 310.0

  init(_ evidence: Evidence) {
    self.evidence = evidence
    chart = ClassHistogram().chart(evidence)
    let index = NameIndex(evidence.dataset.classNames)
    classIDs = evidence.summary.classes.map { index.place(of: $0.name.utf8) ?? 0 }
  }

  // MARK: Charts

  var counts: ReportPage.Chart {
    ReportPage.Chart(
      id: "labels", title: "Labels by class", caption: "Click a class to see its images.",
      views: [
        view("linear axis", panel: 0, filters: filters(nil)),
        view("logarithmic axis", panel: 1, filters: filters(nil)),
      ],
      table: countTable)
  }

  func confidence(_ source: LabelSource) -> ReportPage.Chart {
    let index = 2 + (evidence.summary.shownSources.firstIndex(of: source) ?? 0)
    return ReportPage.Chart(
      id: "confidence-\(source.rawValue)", title: "Confidence of labels by \(source.words)",
      caption: Self.caption(source),
      views: [view("", panel: index, filters: filters(source))], table: confidenceTable(source))
  }

  private static func caption(_ source: LabelSource) -> String {
    switch source {
    case .human: "Do not compare it with the confidence of labels by machine: the scales differ."
    case .machine: "Do not compare it with the confidence of labels by people: the scales differ."
    case .unknown: "The source is not recorded, so it is not known what this confidence measures."
    }
  }

  private func filters(_ source: LabelSource?) -> [ReportPage.GalleryFilter] {
    classIDs.map { ReportPage.GalleryFilter(classes: [$0], source: source?.rawValue) }
  }

  /// One panel as a drawing without a ground, so that it suits a dark page too.
  private func view(
    _ name: String, panel: Int, filters: [ReportPage.GalleryFilter]
  ) -> ReportPage.Chart.View {
    var panel = chart.panels[panel]
    let title = panel.title
    panel.title = ""
    panel.caption = ""
    var single = CategoryBarsChart(
      words: ChartWords(title: ""), categories: chart.categories, panels: [panel],
      remainderNote: "the rest are in the table")
    single.links = filters.map(\.address)
    let drawing = single.drawing(
      metrics: evidence.metrics, fitting: Size(width: Self.width, height: Drawing.maximumSide))
    return ReportPage.Chart.View(
      name: name,
      Drawing(
        size: drawing.size, background: nil, title: title,
        alternativeText: "\(title), one bar for "
          + (chart.categories.count == 1
            ? "one class. " : "each of \(chart.categories.count) classes. ")
          + "The table below the chart lists the numbers.",
        marks: drawing.marks))
  }

  // MARK: Tables

  private var countTable: ReportPage.Table {
    let sources = evidence.summary.shownSources
    return ReportPage.Table(
      header: ["class"]
        + (evidence.summary.labelSets == nil
          ? ["labels", "share", "95 % interval"] : ["images", "of images", "95 % interval"])
        + sources.map { "by \($0.words)" },
      rows: zip(evidence.summary.classes, classIDs).map { one, id in
        let interval = one.share.interval.map {
          "\(percent($0.lowerBound)) – \(percent($0.upperBound))"
        }
        return [
          .init(displayName(one.name), filter: .init(classes: [id])),
          .init(NumberText.whole(one.share.count)), .init(one.share.share.map(percent) ?? ""),
          .init(interval ?? ""),
        ]
          + sources.map { source in
            let count = one.sources[source]?.share.count ?? 0
            return .init(
              NumberText.whole(count),
              filter: count > 0 ? .init(classes: [id], source: source.rawValue) : nil)
          }
      })
  }

  private func confidenceTable(_ source: LabelSource) -> ReportPage.Table {
    ReportPage.Table(
      header: ["class", "labels", "mean", "median", "quartiles", "minimum", "maximum", "without"],
      rows: zip(evidence.summary.classes, classIDs).compactMap { one, id in
        guard let labels = one.sources[source] else { return nil }
        let values = labels.confidence
        let numbers = [
          values.map { decimal($0.mean) }, values.map { decimal($0.median) },
          values.map { "\(decimal($0.lowerQuartile)) – \(decimal($0.upperQuartile))" },
          values.map { decimal($0.minimum) }, values.map { decimal($0.maximum) },
        ]
        return [
          .init(
            displayName(one.name), filter: .init(classes: [id], source: source.rawValue)),
          .init(NumberText.whole(labels.share.count)),
        ] + numbers.map { .init($0 ?? "–") }
          + [.init(NumberText.whole(labels.missingConfidences))]
      })
  }
}
