/// Workers by how many answers they gave and how far these agree with the others'.
///
/// Workers that deserve a look have a sign of their own kind and, as far as there is room, their
/// name. Where there are very many workers, the others are drawn as a density.
package struct WorkerScatterChart: Chart {
  /// One worker.
  package struct Worker: Sendable, Hashable {
    /// Who it is, best in a short form; drawn only where there is a flag, and shortened to fit.
    package var name: String
    /// How many answers were given, 1 or more.
    package var answerCount: Int
    /// The agreement, usually 0...1; nil where it is not defined, and the worker is not drawn.
    package var agreement: Double?
    /// The interval of the agreement, for workers of whom it should be seen; nil for others.
    ///
    /// No more are drawn than the chart has names at most: the first ones.
    package var interval: ClosedRange<Double>?
    /// Why the worker deserves a look: a number into the chart's flags; nil if not.
    package var flag: Int?

    /// Makes a worker.
    package init(
      name: String, answerCount: Int, agreement: Double?, interval: ClosedRange<Double>? = nil,
      flag: Int? = nil
    ) {
      self.name = name
      self.answerCount = answerCount
      self.agreement = agreement
      self.interval = interval
      self.flag = flag
    }
  }

  /// Title, subtitle and note.
  package var words: ChartWords
  /// What is measured: the title of the upright axis.
  package var measure: String
  /// The workers; of those with a flag, the first ones get a name if there is no room for all.
  package var workers: [Worker]
  /// What the flags mean, each with a sign of its own; beyond five the last sign is used again.
  package var flags: [String]
  /// The agreement of all answers together, drawn as a line; nil for none.
  package var overall: Double?
  /// The most points that are drawn one by one; more become a density.
  package var maximumPoints = 1_000
  /// The most names that are tried, and the most intervals that are drawn.
  package var maximumNames = 40

  /// Makes a chart.
  package init(
    words: ChartWords, measure: String, workers: [Worker], flags: [String] = [],
    overall: Double? = nil
  ) {
    self.words = words
    self.measure = measure
    self.workers = workers
    self.flags = flags
    self.overall = overall
  }

  /// What the chart is called.
  package var title: String { words.title }

  /// The chart, 860 points wide.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    WorkerScatterLayout(chart: self, metrics: metrics).drawing()
  }
}
