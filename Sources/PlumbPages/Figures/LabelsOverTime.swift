import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// When the labels were made, by people and machine.
package struct LabelsOverTime: Figure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "labels-over-time" }

  /// Draws the chart.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    if evidence.summary.classes.isEmpty { return .skipped("no image has a label") }
    guard let dates = evidence.summary.jobs.dates else {
      return .skipped("no label has a creation date")
    }
    let drawing = Self.chart(evidence, dates).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  private static func chart(
    _ evidence: Evidence, _ dates: ClosedRange<CreationDate>
  ) -> LabelsOverTimeChart {
    let (times, undated) = times(evidence.dataset)
    let dated = times.values.reduce(0) { $0 + $1.count }
    let (first, last) = (dates.lowerBound.day, dates.upperBound.day)
    return LabelsOverTimeChart(
      words: ChartWords(
        title: "\(evidence.title): labels over time",
        subtitle: "\(NumberText.whole(dated)) dated labels, "
          + (first == last
            ? "all of \(first)." : "the first of \(first), the last of \(last).")),
      series: evidence.summary.shownSources.map { source in
        LabelsOverTimeChart.Series(
          name: "labelled by \(source.words)", style: source.seriesStyle,
          times: times[source] ?? [])
      }, undatedCount: undated)
  }

  /// When the labels of each source were made, and how many have no date.
  private static func times(_ dataset: Dataset) -> ([LabelSource: [Int64]], undated: Int) {
    var times: [LabelSource: [Int64]] = [:]
    var undated = 0
    for number in 0..<dataset.count {
      let row = dataset.row(number)
      // An empty set has no label that could be counted.
      guard let source = row.source, row.classID != nil else { continue }
      if let date = row.date {
        times[source, default: []].append(date.microseconds)
      } else {
        undated += 1
      }
    }
    return (times, undated)
  }
}
