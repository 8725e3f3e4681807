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

  /// What the chart is called.
  package var title: String
  /// What the reader should know about it: one to three lines.
  package var subtitle: String
  /// What is measured: the title of the upright axis.
  package var measure: String
  /// The workers; of those with a flag, the first ones get a name if there is no room for all.
  package var workers: [Worker]
  /// The meanings of the flags, each with its own symbol; beyond five, the last symbol is reused.
  package var flags: [String]
  /// The agreement of all answers together, drawn as a line; nil for none.
  package var overall: Double?
  /// The note under the plot; empty for none.
  package var note: String
  /// The maximum number of points drawn individually; more become a density.
  package var maximumPoints: Int
  /// The maximum number of names and of intervals.
  package var maximumNames: Int

  /// Makes a chart.
  package init(
    title: String, subtitle: String = "", measure: String, workers: [Worker], flags: [String] = [],
    overall: Double? = nil, note: String = "", maximumPoints: Int = 1_000, maximumNames: Int = 40
  ) {
    self.title = title
    self.subtitle = subtitle
    self.measure = measure
    self.workers = workers
    self.flags = flags
    self.overall = overall
    self.note = note
    self.maximumPoints = maximumPoints
    self.maximumNames = maximumNames
  }

  /// The chart, 860 points wide.
  package func drawing(metrics: any TextMetrics) -> Drawing {
    WorkerScatterLayout(chart: self, metrics: metrics).drawing()
  }
}
