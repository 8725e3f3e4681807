/// How the votes for the images of each class were split, from clear (5-0) to contested (2-2-1).
///
/// Two panels share the classes: how many images, and which share of the class.
package struct VotesPerLabelChart: Chart {
  /// The images whose votes were split in one way.
  package struct Split: Sendable, Hashable {
    /// How the legend calls it, such as "3-2".
    package var name: String
    /// Images in each class, in the order of the classes.
    package var counts: [Int]

    /// Makes a split.
    package init(name: String, counts: [Int]) {
      self.name = name
      self.counts = counts
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// The names of the classes, in the order in which they are drawn.
  package var classes: [String]
  /// The splits from clear to contested; unused ones are left out of the legend.
  package var splits: [Split]
  /// The most classes that are drawn, 1 or more: the first ones.
  package var maximumClasses: Int
  /// How the drawn classes were chosen, as in "the 60 largest of 1,500 classes".
  package var rankWord = "largest"
  /// What darker shades mean.
  package var shadeNote = "the darker, the more contested"
  /// What the last splits are called where several share a shade.
  package var lastSplitsName = "more contested splits"

  /// The maximum number of splits with their own colour: more could not be distinguished.
  package static let maximumSplits = 7

  /// Makes a chart; the words suit classes from large to small.
  package init(
    words: ChartWords, classes: [String], splits: [Split], maximumClasses: Int = 60
  ) {
    self.words = words
    self.classes = classes
    self.splits = splits
    self.maximumClasses = maximumClasses
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, up to 1,000 points wide.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    let width = classes.count <= 3 ? 720 : FigureFrame.maximumWidth
    return CategoryBarsLayout(chart: bars, metrics: metrics, options: .figure(width: width))
      .drawing()
  }

  private var bars: CategoryBarsChart {
    let drawn = folded(
      splits.filter { $0.counts.prefix(classes.count).contains { $0 > 0 } })
    let series = drawn.enumerated().map { step, split in
      CountSeries(
        name: split.name, style: .ordered(step: step, of: drawn.count), values: split.counts)
    }
    return CategoryBarsChart(
      words: ChartWords(
        title: words.title, subtitle: words.subtitle, note: note(hasVotes: !series.isEmpty)),
      categories: classes,
      panels: series.isEmpty
        ? []
        : [
          CategoryPanel(
            title: "Images", caption: "by how their votes were split",
            content: .counts(series: series, scale: .linear)),
          CategoryPanel(
            title: "Share of the images of a class", caption: shadeNote,
            content: .counts(series: series, scale: .share)),
        ], maximumCategories: maximumClasses, rankWord: rankWord)
  }

  private func note(hasVotes: Bool) -> String {
    let none = classes.isEmpty || hasVotes ? [] : ["No image of these classes has votes."]
    return (none + [words.note].filter { !$0.isEmpty }).joined(separator: " ")
  }

  /// The splits; if there are too many, the most contested ones are merged.
  private func folded(_ splits: [Split]) -> [Split] {
    guard splits.count > Self.maximumSplits else { return splits }
    let kept = splits.prefix(Self.maximumSplits - 1)
    let rest = splits.dropFirst(kept.count)
    let length = rest.map(\.counts.count).max() ?? 0
    let counts = (0..<length).map { index in
      rest.reduce(0) { sum, split in
        let count = split.counts.indices.contains(index) ? max(split.counts[index], 0) : 0
        return sum.addingReportingOverflow(count).partialValue
      }
    }
    let name = "\(rest.first?.name ?? "") and \(rest.count - 1) \(lastSplitsName)"
    return kept + [Split(name: name, counts: counts)]
  }
}
