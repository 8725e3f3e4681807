/// Workers by number of answers and agreement with others.
///
/// Flagged workers have their own symbol and, if there is room, their name. If there are very many
/// workers, the others are drawn as a density.
package struct WorkerScatterChart: Chart {
  /// One worker.
  package struct Worker: Sendable, Hashable {
    /// The worker's name, preferably short; drawn only for flagged workers, and shortened to fit.
    package var name: String
    /// How many answers were given, 1 or more.
    package var answerCount: Int
    /// The agreement, usually 0...1; nil if it is not defined; the worker is then not drawn.
    package var agreement: Double?
    /// The interval of the agreement, for workers whose interval is drawn; nil for others.
    ///
    /// Only the first ones are drawn, up to the chart's maximum number of names.
    package var interval: ClosedRange<Double>?
    /// The index of the worker's flag in the chart's flags; nil if not flagged.
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
  /// The meanings of the flags, each with its own symbol; beyond five, the last symbol is reused.
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
