/// Values per category, in one or more panels that share their categories: the class histogram.
///
/// A few categories with short names become vertical bars; more, or longer names, become rows with
/// the names once at the left. An empty panel is left out, with a note.
package struct CategoryBarsChart: Chart {
  /// Title, subtitle and note.
  package var words: ChartWords
  /// The names of the categories, in the order in which they are drawn.
  package var categories: [String]
  /// The panels, from the left.
  package var panels: [CategoryPanel]
  /// The most categories that are drawn, 1 or more: the first ones.
  package var maximumCategories: Int
  /// What the categories are called, in the plural.
  package var categoryNoun = "classes"
  /// How the drawn categories were chosen, as in "the 60 largest of 1,500 classes".
  package var rankWord: String
  /// Where to find the categories that are not drawn, as in "the rest are in the table".
  package var remainderNote: String
  /// The link target of each category; empty for no link.
  package var links: [String] = []

  /// Makes a chart; the words of the notes suit a histogram of classes from large to small.
  package init(
    words: ChartWords, categories: [String], panels: [CategoryPanel], maximumCategories: Int = 60,
    rankWord: String = "largest", remainderNote: String = "the rest are in the table"
  ) {
    self.words = words
    self.categories = categories
    self.panels = panels
    self.maximumCategories = maximumCategories
    self.rankWord = rankWord
    self.remainderNote = remainderNote
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart at the size that suits a screen: up to 1,000 points wide, as high as it needs.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    CategoryBarsLayout(chart: self, metrics: metrics, options: .figure).drawing()
  }

  /// The chart laid out for a part of a page, with text of a size for print.
  ///
  /// Use it for the cover of a PDF. The drawing has the width of `room` and at most its height.
  /// Categories that do not fit are left out, and the note gives the total number. One category is
  /// always drawn, even if the room is too small for it.
  package func drawing(metrics: any TextMetrics, fitting room: Size) -> Drawing {
    CategoryBarsLayout(chart: self, metrics: metrics, options: .page(room)).drawing()
  }
}

/// One panel of a ``CategoryBarsChart``.
package struct CategoryPanel: Sendable, Hashable {
  /// What the panel draws.
  package enum Content: Sendable, Hashable {
    /// Counts of one or more series.
    ///
    /// On the linear axis, and as shares of each category's total, they are stacked and labelled;
    /// on the logarithmic axis, where lengths cannot be added, they are drawn side by side starting
    /// at 0.5, so that a count of 1 is visible.
    case counts(series: [CountSeries], scale: CountScale)
    /// Mean and quartiles of one series, on an axis of its own: the range given, or that of the
    /// values.
    case intervals(IntervalSeries, axis: ClosedRange<Double>?)
    /// One estimate per category with its confidence interval, on the given axis.
    case estimates(EstimateSeries, axis: ClosedRange<Double>)
  }

  /// What the panel shows.
  package var title: String
  /// A line of explanation under the title; empty for none.
  package var caption: String
  /// What the panel draws.
  package var content: Content

  /// Makes a panel.
  package init(title: String, caption: String = "", content: Content) {
    self.title = title
    self.caption = caption
    self.content = content
  }
}

/// The kind of axis of a panel of counts.
package enum CountScale: Sendable, Hashable {
  /// From zero, lengths as counts.
  case linear
  /// From 0.5, with equal steps for equal ratios.
  case logarithmic
  /// Every category's total is as long as the axis, which goes to 100 %.
  case share
}

/// How the bars of a series look; the same for the same source in every chart.
package enum SeriesStyle: Sendable, Hashable {
  /// Labels by people: orange, hatched.
  case human
  /// Labels by the machine: blue, plain.
  case machine
  /// Neither or both: grey, plain.
  case neutral
  /// One of several steps from clear to contested, the first the lightest: `step` from 0, below
  /// `count`.
  case ordered(step: Int, of: Int)
}

/// Counts of one kind, one for each category.
package struct CountSeries: Sendable, Hashable {
  /// What the legend calls it.
  package let name: String
  /// How its bars look.
  package let style: SeriesStyle
  /// One count per category, in the order of the categories; never negative.
  package let values: [Int]

  /// Makes a series; negative counts become 0.
  package init(name: String, style: SeriesStyle, values: [Int]) {
    self.name = name
    self.style = style
    self.values = values.map { max($0, 0) }
  }

  /// The count of a category; 0 beyond the values that were given.
  func value(at index: Int) -> Double { values.indices.contains(index) ? Double(values[index]) : 0 }
}

/// Means and quartiles of one kind, one for each category.
package struct IntervalSeries: Sendable, Hashable {
  /// What it is called.
  package let name: String
  /// How its bars look.
  package let style: SeriesStyle
  /// One summary per category, in the order of the categories; nil if there are no values, which is
  /// drawn as "none", never as 0.
  package let values: [IntervalSummary?]

  /// Makes a series.
  package init(name: String, style: SeriesStyle, values: [IntervalSummary?]) {
    self.name = name
    self.style = style
    self.values = values
  }

  func value(at index: Int) -> IntervalSummary? {
    values.indices.contains(index) ? values[index] : nil
  }
}

/// The distribution of the values of one category.
package struct IntervalSummary: Sendable, Hashable {
  /// The arithmetic mean.
  package let mean: Double
  /// The first quartile.
  package let lowerQuartile: Double
  /// The third quartile.
  package let upperQuartile: Double
  /// How many values there are, 1 or more.
  package let count: Int

  /// Makes a summary; nil if a number is not finite, the count is not positive or the quartiles are
  /// out of order.
  package init?(mean: Double, lowerQuartile: Double, upperQuartile: Double, count: Int) {
    guard mean.isFinite, lowerQuartile.isFinite, upperQuartile.isFinite, count > 0,
      lowerQuartile <= upperQuartile
    else { return nil }
    self.mean = mean
    self.lowerQuartile = lowerQuartile
    self.upperQuartile = upperQuartile
    self.count = count
  }
}
