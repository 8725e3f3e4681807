import TestSupport

@testable import PlumbGraphics

/// Charts about the quality of labels for the golden files and the laws, the same in every run.
enum SampleQualityCharts {
  // MARK: Confusion

  /// Mostly right, with errors to the neighbours; every seventh class is never given.
  static func confusion(
    names: [String], largest: Int = 400, maximum: Int = 50
  ) -> ConfusionMatrixChart {
    var numbers = SeededNumbers(seed: 3)
    var cells: [ConfusionMatrixChart.Cell] = []
    for row in names.indices {
      let total = largest / (row / 3 + 1) + 3
      if row % 7 != 6 { cells.append(.init(row: row, column: row, count: total)) }
      for step in [1, 2, 5] where Int.random(in: 0..<4, using: &numbers) > 0 {
        let column = (row + step) % names.count
        guard column != row else { continue }
        let count = Int.random(in: 0...(total / (step * 3)), using: &numbers)
        cells.append(.init(row: row, column: column, count: count))
      }
    }
    return ConfusionMatrixChart(
      words: ChartWords(
        title: "Given labels against the reference · job animals",
        subtitle: "412 images of the audit; their reference labels are of 1 March 2024."),
      classes: names, cells: cells, maximumClasses: maximum)
  }

  // MARK: Agreement

  /// From low to high; the last one is not defined, the second has no interval.
  static func agreement(names: [String], overall: Double? = 0.83) -> AgreementBarsChart {
    let last = names.count - 1
    let entries = names.enumerated().map { index, name in
      let value = 0.42 + 0.57 * Double(index) / Double(max(last, 1))
      let half = 0.25 / Double(index + 1).squareRoot()
      let interval = max(value - half, -0.1)...min(value + half / 2, 1)
      return AgreementBarsChart.Entry(
        name: name,
        agreement: Estimate(
          index == last && index > 0 ? nil : value, interval: index == 1 ? nil : interval,
          count: 12_345 / (names.count - index) + 1))
    }
    return AgreementBarsChart(
      words: ChartWords(
        title: "Agreement by class · job animals",
        subtitle: "Of two people who labelled the same image, how often both gave the same label."),
      measure: "Share of pairs of answers that agree", entries: entries, overall: overall)
  }

  // MARK: Votes

  /// Fewer images in each class than in the one before, and more contested ones.
  static func votes(
    names: [String], splits: [String] = ["5-0", "4-1", "3-2", "3-1-1", "2-2-1"]
  ) -> VotesPerLabelChart {
    let counts = splits.indices.map { split in
      names.indices.map { index in
        let total = 1_200 / (index + 2) + 5
        let share = power(0.35 + 0.06 * Double(index % 5), Double(split))
        return index % 6 == 5 && split > 0 ? 0 : Int(Double(total) * share)
      }
    }
    return VotesPerLabelChart(
      words: ChartWords(
        title: "How votes were split · job animals", subtitle: "Five people looked at each image."),
      classes: names, splits: zip(splits, counts).map { .init(name: $0, counts: $1) })
  }

  // MARK: Reliability

  static func reliabilityBins(_ count: Int, labels: Int = 900) -> [ReliabilityDiagramChart.Bin] {
    (0..<count).compactMap { index in
      let (lower, upper) = (Double(index) / Double(count), Double(index + 1) / Double(count))
      let accuracy = min(0.1 + (lower + upper) / 2.4, 1)
      let size = labels * (index + 1) * (index + 1) / (count * count)
      let half = 0.8 / Double(size + 3).squareRoot()
      return .init(
        range: lower...upper, confidence: lower * 0.4 + upper * 0.6, accuracy: accuracy,
        interval: max(accuracy - half, 0)...min(accuracy + half, 1), count: size)
    }
  }

  static func reliability(_ panels: [ReliabilityDiagramChart.Panel]) -> ReliabilityDiagramChart {
    ReliabilityDiagramChart(
      words: ChartWords(
        title: "Reliability of confidence · job animals",
        subtitle: "Of labels that were given with a confidence of 0.9, nine tenths should be right."
      ), panels: panels)
  }

  static let human = ReliabilityDiagramChart.Panel(
    title: "Labels by people", style: .human,
    content: .bins(reliabilityBins(10), calibrationError: 0.0431))
  static let machine = ReliabilityDiagramChart.Panel(
    title: "Labels by machine", style: .machine,
    content: .bins(reliabilityBins(10, labels: 123_456), calibrationError: 0.2))
  static let notComputable = ReliabilityDiagramChart.Panel(
    title: "Labels by people", style: .human,
    content: .notComputable("every confidence is 0.95, so there is nothing to compare."))

  // MARK: Workers

  static func workers(
    _ count: Int, names: [String] = [], overall: Double? = 0.87
  ) -> WorkerScatterChart {
    var numbers = SeededNumbers(seed: 11)
    let workers = (0..<count).map { index -> WorkerScatterChart.Worker in
      let share = Double.random(in: 0...1, using: &numbers)
      let answers = 1 + Int(4_000 * share * share * share * share)
      let noise = Double.random(in: -1...1, using: &numbers) / Double(answers).squareRoot()
      let agreement = min(max(0.88 + noise * 0.5, 0), 1)
      let isOdd = index % (count > 200 ? 250 : 9) == 4
      let shown = isOdd ? agreement * 0.6 : agreement
      let half = 0.9 / Double(answers + 4).squareRoot()
      return .init(
        name: index < names.count ? names[index] : "public.us-east-1.A\(1_000 + index * 7)XQ",
        answerCount: answers, agreement: shown,
        interval: isOdd ? max(shown - half, 0)...min(shown + half, 1) : nil,
        flag: isOdd ? index % 2 : nil)
    }
    return WorkerScatterChart(
      words: ChartWords(
        title: "Workers · job animals",
        subtitle: "How many answers each worker gave, and how many of these agree with the others'."
      ), measure: "Share of answers that agree with the other workers", workers: workers,
      flags: ["low agreement", "always the same answer"], overall: overall)
  }

  // MARK: Confidence

  static func confidence(
    _ values: [Double], title: String, style: SeriesStyle, missing: Int = 0
  ) -> ConfidenceDistributionChart.Panel {
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double { sorted[Int(Double(sorted.count - 1) * share)] }
    let histogram =
      sorted.isEmpty
      ? nil
      : ConfidenceDistributionChart.Histogram(
        counts: ConfidenceDistributionChart.binCounts(of: sorted), median: quantile(0.5),
        quartiles: quantile(0.25)...quantile(0.75), missingCount: missing)
    return .init(
      title: title, style: style,
      content: histogram.map { .histogram($0) } ?? .words("No label has a confidence."))
  }

  static func confidence(_ panels: [ConfidenceDistributionChart.Panel])
    -> ConfidenceDistributionChart
  {
    ConfidenceDistributionChart(
      words: ChartWords(
        title: "Confidence · job animals",
        subtitle: "Confidences of people and machine are on different scales: never compare them."),
      panels: panels)
  }

  static func confidences(_ count: Int, lowest: Double, seed: UInt64) -> [Double] {
    var numbers = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      let share = Double.random(in: 0...1, using: &numbers)
      return ((1 - share * share * (1 - lowest)) * 100).rounded() / 100
    }
  }

  static let constant = ConfidenceDistributionChart.Panel(
    title: "Labels by people", style: .human,
    content: .words("Constant at 0.95 (412 labels): it tells no label from another."))

  // MARK: Time

  /// Two bursts of work by people, and batches of the machine after each.
  static func overTime(
    start: Int64, span: Double, count: Int = 600, undated: Int = 0
  ) -> LabelsOverTimeChart {
    var numbers = SeededNumbers(seed: 5)
    func moment(_ share: Double) -> Int64 { (start + Int64(span * share)) * 1_000_000 }
    let people = (0..<count).map { index in
      let share = Double.random(in: 0...0.3, using: &numbers)
      return moment(index.isMultiple(of: 3) ? 0.65 + share / 3 : share)
    }
    let machine = (0..<count / 2).map { moment($0.isMultiple(of: 2) ? 0.36 : 0.999) }
    return LabelsOverTimeChart(
      words: ChartWords(
        title: "Labels over time · job animals", subtitle: "When each label was made."),
      series: [
        .init(name: "labelled by people", style: .human, times: people),
        .init(name: "labelled by machine", style: .machine, times: machine),
      ], undatedCount: undated)
  }

  /// 1 March 2024, 09:58:20 UTC.
  static let spring: Int64 = 1_709_287_100
}
