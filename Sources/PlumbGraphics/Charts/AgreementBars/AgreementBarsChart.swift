/// How well workers agree on each class: a bar with its interval, the value and the number of
/// answers.
///
/// A few classes with short names become vertical bars, more become rows. A class whose agreement
/// is not defined has a note instead of a bar.
package struct AgreementBarsChart: Chart {
  /// One class.
  package struct Entry: Sendable, Hashable {
    /// The name of the class.
    package var name: String
    /// The agreement, usually 0...1; values below 0 extend to the other side of the zero line.
    package var agreement: Estimate

    /// Makes an entry.
    package init(name: String, agreement: Estimate) {
      self.name = name
      self.agreement = agreement
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// What is measured, as the title of the axis: "share of pairs of answers that agree".
  package var measure: String
  /// The classes in the order in which they are drawn.
  package var entries: [Entry]
  /// The agreement over all classes, drawn as a line; nil for none.
  package var overall: Double?
  /// What the overall line is called in the legend.
  package var overallName = "all classes"
  /// The most classes that are drawn, 1 or more: the first ones.
  package var maximumClasses: Int
  /// How the drawn classes were chosen, as in "the 60 least agreed of 1,500 classes".
  package var rankWord = "least agreed"

  /// Makes a chart; the words suit classes from the least to the most agreed.
  package init(
    words: ChartWords, measure: String, entries: [Entry], overall: Double? = nil,
    maximumClasses: Int = 60
  ) {
    self.words = words
    self.measure = measure
    self.entries = entries
    self.overall = overall
    self.maximumClasses = maximumClasses
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, as wide as its bars need, up to 1,000 points.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let width = entries.count <= 12 ? 150 + 80 * Double(entries.count) : 760
    let options = CategoryBarsOptions.figure(
      width: min(max(width, 560), FigureFrame.maximumWidth))
    return CategoryBarsLayout(chart: bars, metrics: metrics, options: options).drawing()
  }

  private var bars: CategoryBarsChart {
    let series = EstimateSeries(
      name: overallName, values: entries.map(\.agreement), overall: overall)
    let isDefined = entries.contains { $0.agreement.value != nil }
    let notDefined = entries.isEmpty || isDefined ? [] : ["No class has a defined agreement."]
    return CategoryBarsChart(
      words: ChartWords(
        title: words.title, subtitle: words.subtitle,
        note: (notDefined + [words.note].filter { !$0.isEmpty }).joined(separator: " ")),
      categories: entries.map(\.name),
      panels: isDefined
        ? [CategoryPanel(title: measure, content: .estimates(series, axis: range(series)))] : [],
      maximumCategories: maximumClasses, rankWord: rankWord)
  }

  /// From 0 to 1, and further where a value lies outside.
  private func range(_ series: EstimateSeries) -> ClosedRange<Double> {
    let shown = series.values.prefix(max(maximumClasses, 1))
    let values = shown.compactMap(\.value) + shown.compactMap { $0.interval?.lowerBound }
    return min(values.min() ?? 0, 0)...max(shown.compactMap(\.value).max() ?? 1, 1)
  }
}
