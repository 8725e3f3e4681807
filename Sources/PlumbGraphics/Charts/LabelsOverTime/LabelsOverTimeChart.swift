import PlumbText

/// When labels were created: counts per calendar interval, stacked by source.
///
/// The intervals suit the span, from seconds to years; intervals without labels stay empty. Times
/// are in UTC.
package struct LabelsOverTimeChart: Chart {
  /// The labels of one source.
  package struct Series: Sendable, Hashable {
    /// What the legend calls it.
    package var name: String
    /// How its bars look.
    package var style: SeriesStyle
    /// When its labels were made, in microseconds since 1970-01-01T00:00:00Z, in any order.
    package var times: [Int64]

    /// Makes a series.
    package init(name: String, style: SeriesStyle, times: [Int64]) {
      self.name = name
      self.style = style
      self.times = times
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// What is counted, from the bottom of the bars up.
  package var series: [Series]
  /// How many labels have no date, and are not drawn.
  package var undatedCount: Int

  /// Makes a chart.
  package init(
    words: ChartWords, series: [Series], undatedCount: Int = 0
  ) {
    self.words = words
    self.series = series
    self.undatedCount = undatedCount
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, 1,000 points wide; a sentence where there is no date, or only one.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let drawn = series.filter { !$0.times.isEmpty }
    guard let buckets = TimeBuckets(drawn.map(\.times)) else {
      return frame(metrics, drawn: []).drawing(
        alternativeText: "No label has a date. \(words.subtitle)",
        sentences: ["No label has a date."] + notes)
    }
    if let sentence = LabelsOverTimeChart.momentSentence(drawn) {
      return frame(metrics, drawn: []).drawing(
        alternativeText: "\(sentence) \(words.subtitle)", sentences: [sentence] + notes)
    }
    let layout = LabelsOverTimeLayout(buckets: buckets, series: drawn, metrics: metrics)
    let frame = frame(metrics, drawn: drawn)
    return frame.drawing(alternativeText: "\(layout.summary) \(words.subtitle)") { builder, top in
      (layout.draw(x: frame.left, top: top, width: frame.contentWidth, into: &builder), notes)
    }
  }

  private func frame(_ metrics: any TextMetrics, drawn: [Series]) -> FigureFrame {
    FigureFrame(
      words: words, legend: drawn.map { LegendEntry($0.name, .series($0.style)) }, metrics: metrics)
  }

  private var notes: [String] {
    let undated =
      undatedCount > 0
      ? ["Labels without a date, which are not drawn: \(NumberText.whole(undatedCount))."] : []
    return undated + [words.note].filter { !$0.isEmpty }
  }

  /// The sentence for labels that were all created within the same second; nil otherwise.
  private static func momentSentence(_ series: [Series]) -> String? {
    guard let first = series.first?.times.first else { return nil }
    let second = TimeBuckets.seconds(first)
    guard series.allSatisfy({ $0.times.allSatisfy { TimeBuckets.seconds($0) == second } }) else {
      return nil
    }
    let civil = CivilTime(seconds: second)
    let parts = series.map { "\($0.name) \(NumberText.whole($0.times.count))" }
    return "All dated labels have the same time, \(civil.dateText), \(civil.secondText) UTC: "
      + parts.joined(separator: ", ") + "."
  }
}
