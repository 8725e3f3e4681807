import PlumbText

/// The distribution of confidences: one histogram per source, each in its own panel.
///
/// Confidences of different sources are on different scales, so no two panels share an axis of
/// counts, and nothing is drawn over both.
package struct ConfidenceDistributionChart: Chart {
  /// The confidences of one source.
  package struct Histogram: Sendable, Hashable {
    /// Labels in bins of equal width from 0 to 1; see ``binCounts(of:bins:)``.
    package let counts: [Int]
    /// The median.
    package let median: Double
    /// The first and the third quartile.
    package let quartiles: ClosedRange<Double>
    /// Labels without a confidence.
    package let missingCount: Int

    /// Makes a histogram; nil without any count, or if a number is not finite.
    ///
    /// Negative counts become 0.
    package init?(
      counts: [Int], median: Double, quartiles: ClosedRange<Double>, missingCount: Int
    ) {
      let numbers = [median, quartiles.lowerBound, quartiles.upperBound]
      guard counts.contains(where: { $0 > 0 }), numbers.allSatisfy(\.isFinite) else { return nil }
      self.counts = counts.map { min(max($0, 0), 1 << 50) }
      self.median = median
      self.quartiles = quartiles
      self.missingCount = max(missingCount, 0)
    }
  }

  /// One panel.
  package struct Panel: Sendable, Hashable {
    /// What a panel shows.
    package enum Content: Sendable, Hashable {
      /// The bars.
      case histogram(Histogram)
      /// Why bars would be uninformative, as a sentence: "All 412 confidences are 0.95: …".
      case words(String)
    }

    /// Whose labels they are.
    package var title: String
    /// A note on these confidences, under the title; empty for none.
    package var caption: String
    /// How bars look.
    package var style: SeriesStyle
    /// What it shows.
    package var content: Content

    /// Makes a panel.
    package init(title: String, caption: String = "", style: SeriesStyle, content: Content) {
      self.title = title
      self.caption = caption
      self.style = style
      self.content = content
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// The panels, row by row.
  package var panels: [Panel]

  /// Makes a chart.
  package init(words: ChartWords, panels: [Panel]) {
    self.words = words
    self.panels = panels
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// How many values lie in each of `bins` bins of equal width from 0 to 1.
  ///
  /// A bin holds its upper end and not its lower one; the first one holds 0 too. Values outside
  /// count in the nearest bin; NaN in none.
  package static func binCounts(of values: some Sequence<Double>, bins: Int = 50) -> [Int] {
    let bins = max(bins, 1)
    var counts = [Int](repeating: 0, count: bins)
    for value in values where !value.isNaN {
      // 0.14 x 50 is a little more than 7, and 0.14 belongs to the seventh bin all the same.
      let place = (value * Double(bins) - 1e-9).rounded(.up) - 1
      counts[wholeNumber(place, in: 0...(bins - 1))] += 1
    }
    return counts
  }

  /// The chart, up to two panels wide.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let flow = PanelFlow(
      panels: panels.map(\.head), panelWidth: 459, columns: 2, type: .figure, metrics: metrics)
    let frame = FigureFrame(
      words: words, legend: legend, metrics: metrics,
      width: max(flow.drawingWidth, 560))
    let notes = [words.note].filter { !$0.isEmpty }
    guard !panels.isEmpty else {
      let sentence = "No label has a confidence."
      return frame.drawing(
        alternativeText: "\(sentence) \(words.subtitle)", sentences: [sentence] + notes)
    }
    return frame.drawing(alternativeText: alternativeText) { builder, top in
      let bottom = flow.draw(x: frame.left, top: top, into: &builder) { index, room, builder in
        ConfidencePainter(panel: panels[index], type: .figure, metrics: metrics)
          .draw(in: room, into: &builder)
      }
      return (bottom, notes)
    }
  }

  private var legend: [LegendEntry] {
    let hasBars = panels.contains { if case .histogram = $0.content { true } else { false } }
    return hasBars
      ? [LegendEntry("median, on a bar over the middle half of the labels (quartiles)", .box)] : []
  }

  private var alternativeText: String {
    let parts = panels.map { panel in
      switch panel.content {
      case .histogram: "\(panel.head.title): \(panel.head.caption)."
      case .words(let words): "\(panel.title): \(words)"
      }
    }
    return parts.joined(separator: " ") + " " + words.subtitle
  }
}

extension ConfidenceDistributionChart.Panel {
  var head: PanelFlow.Panel {
    guard case .histogram(let histogram) = content else {
      return PanelFlow.Panel(
        title: title, caption: caption, bodyHeight: ConfidencePainter.wordsHeight)
    }
    let count = histogram.counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    let numbers = [
      histogram.median, histogram.quartiles.lowerBound, histogram.quartiles.upperBound,
    ]
    .map { NumberText.decimal($0, places: 2) }
    let words =
      "n=\(NumberText.whole(count)), without confidence \(NumberText.whole(histogram.missingCount)); "
      + "median \(numbers[0]), middle half \(numbers[1]) to \(numbers[2])"
    return PanelFlow.Panel(
      title: title, caption: [words, caption].filter { !$0.isEmpty }.joined(separator: ". "),
      bodyHeight: ConfidencePainter.bodyHeight)
  }
}
