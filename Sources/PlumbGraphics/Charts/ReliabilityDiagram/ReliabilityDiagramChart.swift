import PlumbText

/// A reliability diagram: the accuracy per confidence bin against the diagonal, one panel per
/// source.
///
/// Points below the diagonal are overconfident. See Guo et al. 2017, "On calibration of modern
/// neural networks" (arXiv 1706.04599), for the diagram and the expected calibration error (ECE).
package struct ReliabilityDiagramChart: Chart {
  /// The labels whose confidence lies in one range.
  package struct Bin: Sendable, Hashable {
    /// The range of confidence, within 0...1.
    package let range: ClosedRange<Double>
    /// The mean confidence in it.
    package let confidence: Double
    /// The share that is correct, 0...1.
    package let accuracy: Double
    /// The interval of that share; nil for none.
    package let interval: ClosedRange<Double>?
    /// How many labels there are, 1 or more.
    package let count: Int

    /// Makes a bin; nil if a number is not finite or there is no label.
    package init?(
      range: ClosedRange<Double>, confidence: Double, accuracy: Double,
      interval: ClosedRange<Double>?, count: Int
    ) {
      let numbers = [range.lowerBound, range.upperBound, confidence, accuracy]
      guard count > 0, numbers.allSatisfy(\.isFinite) else { return nil }
      self.range = range
      self.confidence = confidence
      self.accuracy = accuracy
      let isUsable = interval.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? false
      self.interval = isUsable ? interval : nil
      self.count = count
    }
  }

  /// The labels of one source.
  package struct Panel: Sendable, Hashable {
    /// What the panel shows.
    package enum Content: Sendable, Hashable {
      /// Bins in rising order, and the expected calibration error where it is known.
      case bins([Bin], calibrationError: Double?)
      /// Why there is nothing to show, to complete "Not computable: …".
      case notComputable(String)
    }

    /// Whose labels they are.
    package var title: String
    /// How points and bars look.
    package var style: SeriesStyle
    /// What the panel shows.
    package var content: Content

    /// Makes a panel.
    package init(title: String, style: SeriesStyle, content: Content) {
      self.title = title
      self.style = style
      self.content = content
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// The sources from the left.
  package var panels: [Panel]

  /// Makes a chart.
  package init(words: ChartWords, panels: [Panel]) {
    self.words = words
    self.panels = panels
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, up to three panels wide.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let flow = PanelFlow(
      panels: panels.map(\.head), panelWidth: 290, columns: 3, type: .figure, metrics: metrics)
    let frame = FigureFrame(
      words: words, legend: legend, metrics: metrics,
      width: max(flow.drawingWidth, 560))
    let notes = [words.note].filter { !$0.isEmpty }
    guard !panels.isEmpty else {
      let sentence = "There are no labels to compare with a reference."
      return frame.drawing(
        alternativeText: "\(sentence) \(words.subtitle)", sentences: [sentence] + notes)
    }
    return frame.drawing(alternativeText: alternativeText) { builder, top in
      let bottom = flow.draw(x: frame.left, top: top, into: &builder) { index, room, builder in
        ReliabilityPainter(panel: panels[index], type: .figure, metrics: metrics)
          .draw(in: room, into: &builder)
      }
      return (bottom, notes)
    }
  }

  private var legend: [LegendEntry] {
    let drawn = panels.filter { !$0.bins.isEmpty }
    let hasWhiskers = drawn.contains { $0.bins.contains { $0.interval != nil } }
    guard !drawn.isEmpty else { return [] }
    let whiskers = LegendEntry(
      "share correct in a bin" + (hasWhiskers ? ", with its interval of 95 %" : ""),
      .whisker(Palette.neutral))
    let diagonal = LegendEntry(
      "confidence and share correct are the same", .line(ReliabilityPainter.diagonal))
    return [whiskers, diagonal]
  }

  private var alternativeText: String {
    let parts = panels.map { panel -> String in
      let head = panel.head
      return "\(head.title): "
        + (panel.reason ?? "\(head.caption)")
    }
    return parts.joined(separator: " ") + " " + words.subtitle
  }
}

extension ReliabilityDiagramChart.Panel {
  var bins: [ReliabilityDiagramChart.Bin] {
    if case .bins(let bins, _) = content { bins } else { [] }
  }

  /// Why nothing is drawn; nil if something is.
  var reason: String? {
    switch content {
    case .notComputable(let reason): "Not computable: \(reason)"
    case .bins(let bins, _): bins.isEmpty ? "Not computable: there are no labels" : nil
    }
  }

  var head: PanelFlow.Panel {
    guard case .bins(let bins, let error) = content, !bins.isEmpty else {
      return PanelFlow.Panel(title: title, caption: "", bodyHeight: ReliabilityPainter.wordsHeight)
    }
    let count = bins.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
    let labels = "\(NumberText.whole(count)) \(count == 1 ? "label" : "labels")"
    return PanelFlow.Panel(
      title: error.map { "\(title): ECE \(NumberText.decimal($0, places: 3))" } ?? title,
      caption: "\(labels) in \(bins.count) \(bins.count == 1 ? "bin" : "bins")",
      bodyHeight: ReliabilityPainter.bodyHeight)
  }
}
