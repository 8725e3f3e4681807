import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// Where the confidences lie, for each source in a panel of its own, and for each job where there
/// are several: none of these scales compare.
package struct ConfidenceDistribution: Figure {
  /// The most panels of one source: those of the jobs with the most labels.
  private static let maximumJobs = 3

  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "confidence-distribution" }

  /// Draws the chart.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    let groups = Self.groups(evidence.dataset)
    if groups.isEmpty { return .skipped("no image has a label") }
    if groups.allSatisfy({ $0.tally.count == $0.tally.missingConfidences }) {
      return .skipped("no label has a confidence")
    }
    let drawing = Self.chart(evidence, groups).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// The labels of one source and one job.
  private struct Group {
    let source: LabelSource
    /// The name of the job; empty for labels without one.
    let job: String
    var tally = LabelTally()
  }

  /// People before the machine, and of each the jobs with the most labels first.
  private static func groups(_ dataset: Dataset) -> [Group] {
    // The last place of each source is for labels that name no job.
    let places = dataset.jobNames.count + 1
    var groups = LabelSource.allCases.flatMap { source in
      (dataset.jobNames + [""]).map { Group(source: source, job: $0) }
    }
    for number in 0..<dataset.count {
      let row = dataset.row(number)
      // An empty set has no confidence.
      guard let source = row.source, row.classID != nil else { continue }
      let place = row.jobID ?? places - 1
      groups[source.number * places + place].tally.add(row.confidence)
    }
    return LabelSource.allCases.flatMap { source in
      groups.filter { $0.source == source && $0.tally.count > 0 }.sorted { left, right in
        left.tally.count != right.tally.count
          ? left.tally.count > right.tally.count
          : ByteString(left.job) < ByteString(right.job)
      }
    }
  }

  private static func chart(
    _ evidence: Evidence, _ groups: [Group]
  ) -> ConfidenceDistributionChart {
    let bySource = LabelSource.allCases.map { source in groups.filter { $0.source == source } }
    let hasJobs = bySource.contains { $0.count > 1 }
    let drawn = bySource.flatMap { $0.prefix(maximumJobs) }
    let left = groups.count - drawn.count
    return ConfidenceDistributionChart(
      words: ChartWords(
        title: "\(evidence.title): confidence", subtitle: subtitle(bySource, hasJobs: hasJobs),
        note: left > 0
          ? "\(NumberText.whole(left)) panels of jobs with fewer labels are left out." : ""),
      panels: drawn.map { panel($0, namesJob: hasJobs, evidence.summary) })
  }

  private static func subtitle(_ bySource: [[Group]], hasJobs: Bool) -> String {
    let sources =
      LabelSource.known.allSatisfy { !bySource[$0.number].isEmpty }
      ? "Confidences of people and machine are on different scales; do not compare them." : ""
    let jobs = hasJobs ? "Do not compare confidences across jobs." : ""
    return [sources, jobs].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func panel(
    _ group: Group, namesJob: Bool, _ summary: SummaryReport
  ) -> ConfidenceDistributionChart.Panel {
    let job = group.job.isEmpty ? "no job" : shortJobName(group.job)
    return ConfidenceDistributionChart.Panel(
      title: "Labels by \(group.source.words)" + (namesJob ? " · \(displayName(job))" : ""),
      caption: namesJob ? "" : caption(summary.information[group.source]),
      style: group.source.seriesStyle, content: content(group.tally))
  }

  private static func content(
    _ tally: LabelTally
  ) -> ConfidenceDistributionChart.Panel.Content {
    let confidences = tally.confidences
    let labels = "\(NumberText.whole(tally.count)) \(tally.count == 1 ? "label" : "labels")"
    guard let statistics = Statistics(confidences) else {
      return .words("\(labels), none with a confidence value.")
    }
    let missing = tally.missingConfidences
    let without = missing > 0 ? ", \(NumberText.whole(missing)) without" : ""
    if statistics.count == 1 {
      return .words("Only one confidence, \(decimal(statistics.mean)) (\(labels)\(without)).")
    }
    let histogram = ConfidenceDistributionChart.Histogram(
      counts: ConfidenceDistributionChart.binCounts(of: confidences), median: statistics.median,
      quartiles: statistics.lowerQuartile...statistics.upperQuartile, missingCount: missing)
    guard let histogram, statistics.minimum < statistics.maximum else {
      return .words(
        "Constant at \(decimal(statistics.minimum)) (\(labels)\(without)): "
          + "it does not distinguish between labels.")
    }
    return .histogram(histogram)
  }

  /// What a histogram of many equal confidences hides in one bar.
  private static func caption(_ information: ConfidenceInformation?) -> String {
    guard case .nearlyConstant(let value, let share) = information else { return "" }
    return
      "\(percent(share)) of them are \(decimal(value)), so they hardly distinguish between labels"
  }
}
