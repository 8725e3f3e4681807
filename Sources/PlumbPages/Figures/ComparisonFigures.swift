import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// Why figures of a comparison are left out.
private func noReference(_ evidence: Evidence) -> FigureOutcome {
  .skipped(
    evidence.labels.labelSets == nil
      ? "no reference labels; use plumb compare JOB --with FILE -o DIR"
      : "images with several classes cannot be compared with reference labels")
}

/// The labels compared with the reference labels.
package struct TruthConfusion: Figure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "reference-confusion" }

  /// Draws the chart of all labels; the PDF has a page for each source too, where there are two.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    guard let report = evidence.comparison else { return noReference(evidence) }
    let all = chart(of: report.comparison.overall, in: report, evidence: evidence, who: "")
      .drawing(metrics: evidence.metrics)
    let sources = report.bySource.count > 1 ? report.bySource : []
    return .drawn(
      figure: all,
      pages: [all]
        + sources.map { source, accuracy in
          chart(of: accuracy, in: report, evidence: evidence, who: ", labels by \(source.words)")
            .drawing(metrics: evidence.metrics)
        })
  }

  private func chart(
    of accuracy: LabelAccuracy, in report: ComparisonReport, evidence: Evidence, who: String
  ) -> ConfusionMatrixChart {
    let table = accuracy.confusion
    let kappa = accuracy.kappa.words { NumberText.decimal($0, places: 2) }
    let sources = report.bySource.map { "by \($0.source.words): \($0.accuracy.accuracy.words)" }
      .joined(separator: "; ")
    return ConfusionMatrixChart(
      words: ChartWords(
        title: "\(evidence.title): labels compared with reference labels\(who)",
        subtitle: who.isEmpty
          ? "Right \(sources). Cohen's kappa \(kappa)."
          : "Right \(accuracy.accuracy.words). Cohen's kappa \(kappa).",
        note:
          "Reference labels: \(report.truthWords). They contain errors too, so an error here "
          + "means a disagreement."), ordered: zip(table.firstTotals, table.secondTotals).map(+),
      names: report.classNames, table: table, titles: .reference)
  }
}

/// What the confidences of each source and job are worth.
package struct Reliability: Figure {
  private static let maximumPanels = 6

  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "reliability-diagram" }

  /// Draws the chart.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    guard let report = evidence.comparison else { return noReference(evidence) }
    let calibrations = report.comparison.calibrations
    if calibrations.isEmpty { return .skipped("no label has a reference label") }
    let rest = calibrations.count - Self.maximumPanels
    let chart = ReliabilityDiagramChart(
      words: ChartWords(
        title: "\(evidence.title): confidence and accuracy",
        subtitle:
          "Share of labels that match the reference label (\(report.truthWords)), by confidence. "
          + "Each source and job has its own scale.",
        note: rest > 0
          ? NumberText.counted(rest, "more job is", plural: "more jobs are") + " left out." : ""),
      panels: calibrations.prefix(Self.maximumPanels).map { panel($0, evidence.dataset) })
    let drawing = chart.drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  private func panel(
    _ one: TruthComparison.SourceCalibration, _ dataset: Dataset
  ) -> ReliabilityDiagramChart.Panel {
    let job =
      dataset.jobNames.count > 1
      ? one.jobID.map { " · " + displayName(shortJobName(dataset.jobNames[$0])) } ?? "" : ""
    return ReliabilityDiagramChart.Panel(
      title: "Labels by \(one.source.words)\(job)", style: one.source.seriesStyle,
      content: content(one.calibration))
  }

  private func content(
    _ calibration: Measured<Calibration>
  ) -> ReliabilityDiagramChart.Panel.Content {
    switch calibration {
    case .notDefined(let reason): .notComputable(reason)
    case .value(let measure):
      .bins(
        measure.equalWidth.compactMap { bin in
          ReliabilityDiagramChart.Bin(
            range: bin.bounds, confidence: bin.meanConfidence,
            accuracy: bin.accuracy.share ?? .nan, interval: bin.accuracy.interval,
            count: bin.accuracy.total)
        }, calibrationError: measure.expectedError)
    }
  }
}
