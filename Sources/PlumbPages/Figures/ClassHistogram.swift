import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// How many labels each class has, by whom, and with what confidence.
package struct ClassHistogram: Figure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "class-histogram" }

  /// Draws the chart.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    if evidence.summary.classes.isEmpty { return .skipped("no image has a label") }
    let drawing = chart(evidence).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// The chart as a value: counts on a linear and a logarithmic axis, and the confidence of each
  /// source in a panel of its own, because their scales do not compare.
  func chart(_ evidence: Evidence, title: String? = nil) -> CategoryBarsChart {
    let summary = evidence.summary
    let counts = summary.shownSources.map { Self.counts($0, summary.classes) }
    let hasBoth = LabelSource.known.allSatisfy { (summary.sources[$0]?.count ?? 0) > 0 }
    return CategoryBarsChart(
      words: ChartWords(
        title: title ?? evidence.title, subtitle: subtitle(summary, hasBoth: hasBoth)),
      categories: summary.classes.map(\.name),
      panels: [
        CategoryPanel(
          title: "Labels", caption: hasBoth ? "people and machine, stacked" : "",
          content: .counts(series: counts, scale: .linear)),
        CategoryPanel(
          title: "Labels, logarithmic axis",
          caption: (hasBoth ? "side by side: " : "") + "a count of 1 is visible",
          content: .counts(series: counts, scale: .logarithmic)),
      ] + summary.shownSources.map { Self.confidence($0, summary.classes) },
      remainderNote: "the rest are in summary.csv and the table")
  }

  private func subtitle(_ summary: SummaryReport, hasBoth: Bool) -> String {
    let labels = NumberText.counted(summary.coverage.labelled, "label")
    let classes = NumberText.counted(summary.classes.count, "class", plural: "classes")
    if let sets = summary.labelSets {
      return NumberText.counted(sets.labelCount, "label") + " on "
        + NumberText.counted(sets.imageCount, "image") + " in \(classes)."
    }
    return "\(labels) in \(classes), by \(summary.sourceText)."
      + (hasBoth
        ? " Confidences of people and machine are on different scales; do not compare the two panels."
        : "")
  }

  private static func counts(
    _ source: LabelSource, _ classes: [SummaryReport.Class]
  ) -> CountSeries {
    CountSeries(
      name: "labelled by \(source.words)", style: source.seriesStyle,
      values: classes.map { $0.sources[source]?.share.count ?? 0 })
  }

  private static func confidence(
    _ source: LabelSource, _ classes: [SummaryReport.Class]
  ) -> CategoryPanel {
    let values = classes.map { one in
      one.sources[source]?.confidence.flatMap {
        IntervalSummary(
          mean: $0.mean, lowerQuartile: $0.lowerQuartile, upperQuartile: $0.upperQuartile,
          count: $0.count)
      }
    }
    return CategoryPanel(
      title: "Confidence, \(source.words)", caption: "mean, middle half of the labels, and n",
      content: .intervals(
        IntervalSeries(name: "\(source.words)", style: source.seriesStyle, values: values),
        axis: nil))
  }
}
