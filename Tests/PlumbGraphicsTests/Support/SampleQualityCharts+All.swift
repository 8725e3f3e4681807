import PlumbGraphics
import TestSupport

extension SampleQualityCharts {
  private static let names = SampleCharts.names
  private static let hostileNames = HostileNames.all

  /// Charts of every kind, with a name for the golden file.
  static func all() -> [(name: String, chart: any Chart)] {
    classCharts() + sourceCharts() + workerCharts() + timeCharts()
  }

  /// Those too that are too large to keep as golden files, for the laws only.
  static func large() -> [(name: String, chart: any Chart)] {
    [
      ("confusion-50", confusion(names: names(50), largest: 90_000)),
      ("confusion-60", confusion(names: names(60))),
      ("confusion-dense", confusionDense(50)),
      ("confusion-1000", confusion(names: names(1_000), largest: 5_000_000)),
      ("agreement-60", agreement(names: names(60))),
      ("agreement-300", agreement(names: names(300))),
      ("votes-60", votes(names: names(60))),
      (
        "votes-many-splits",
        votes(names: names(10), splits: (0..<30).map { "split \($0)" })
      ),
      ("reliability-hostile", reliabilityHostile),
      (
        "confidence-hostile",
        confidence(
          hostileNames.map { confidence([0.02, 0.5, 0.51], title: $0, style: .human, missing: 9) })
      ),
      ("workers-97", workers(97)),
      ("workers-97-hostile", workers(97, names: hostileNames + hostileNames + hostileNames)),
      ("workers-10000", workers(10_000)),
      ("workers-all-marked", workersAllMarked(200)),
    ] + spans().map { ("time-\($0)", overTime(start: spring, span: Double($0))) }
  }

  private static func classCharts() -> [(name: String, chart: any Chart)] {
    [
      ("confusion-0", confusion(names: [])),
      (
        "confusion-no-counts",
        ConfusionMatrixChart(words: ChartWords(title: "None"), classes: ["cat"], cells: [])
      ),
      ("confusion-1", confusion(names: names(1))),
      ("confusion-2", confusion(names: names(2))),
      ("confusion-10", confusion(names: names(10))),
      ("confusion-left-out", confusion(names: names(12), maximum: 6)),
      ("confusion-hostile", confusion(names: hostileNames)),
      ("agreement-0", agreement(names: [])),
      ("agreement-1", agreement(names: names(1))),
      ("agreement-2", agreement(names: names(2))),
      ("agreement-10", agreement(names: names(10))),
      ("agreement-hostile", agreement(names: hostileNames)),
      ("agreement-not-defined", agreementNotDefined),
      ("agreement-negative", agreementNegative),
      ("votes-0", votes(names: [])),
      ("votes-no-votes", votes(names: names(2), splits: [])),
      ("votes-1", votes(names: names(1))),
      ("votes-2", votes(names: names(2))),
      ("votes-10", votes(names: names(10))),
      ("votes-hostile", votes(names: hostileNames, splits: hostileNames)),
    ]
  }

  private static func sourceCharts() -> [(name: String, chart: any Chart)] {
    let byPeople = confidence(
      confidences(900, lowest: 0.4, seed: 1), title: "Labels by people", style: .human, missing: 3)
    let byMachine = confidence(
      confidences(54_321, lowest: 0.9, seed: 2), title: "Labels by machine", style: .machine)
    return [
      ("reliability-0", reliability([])),
      ("reliability-1", reliability([human])),
      ("reliability-2", reliability([human, machine])),
      ("reliability-not-computable", reliability([notComputable, machine])),
      ("reliability-none-computable", reliability([notComputable])),
      ("confidence-0", confidence([])),
      ("confidence-1", confidence([byPeople])),
      ("confidence-2", confidence([byPeople, byMachine])),
      ("confidence-constant", confidence([constant, byMachine])),
      ("confidence-one-label", confidence([confidence([0.7], title: "One", style: .neutral)])),
    ]
  }

  private static func workerCharts() -> [(name: String, chart: any Chart)] {
    [
      ("workers-0", workers(0)),
      ("workers-1", workers(1, overall: nil)),
      ("workers-12", workers(12)),
      ("workers-hostile", workersAllMarked(15, names: hostileNames)),
      ("workers-density", densityOfWorkers),
      ("workers-negative", workersNegative),
    ]
  }

  private static func timeCharts() -> [(name: String, chart: any Chart)] {
    [
      ("time-none", overTime(start: spring, span: 0, count: 0, undated: 12)),
      ("time-moment", overTime(start: spring, span: 0)),
      ("time-seconds", overTime(start: spring, span: 40)),
      ("time-day", overTime(start: spring, span: 26_000, undated: 7)),
      ("time-year", overTime(start: spring, span: 40_000_000)),
    ]
  }

  /// Spans in seconds, from two seconds to eight thousand years.
  private static func spans() -> [Int64] {
    [
      2, 15, 100, 500, 3_000, 9_000, 40_000, 100_000, 400_000, 1_000_000, 5_000_000, 30_000_000,
      100_000_000, 1_000_000_000, 20_000_000_000, 250_000_000_000,
    ]
  }

  // MARK: Odd ones

  private static var reliabilityHostile: ReliabilityDiagramChart {
    reliability(
      hostileNames.enumerated().map { index, name in
        ReliabilityDiagramChart.Panel(
          title: name, style: index.isMultiple(of: 2) ? .human : .machine,
          content: index % 3 == 0
            ? .notComputable(name) : .bins(reliabilityBins(index + 1), calibrationError: nil))
      })
  }

  private static func confusionDense(_ count: Int) -> ConfusionMatrixChart {
    let cells = (0..<count * count).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: count)
      return ConfusionMatrixChart.Cell(
        row: row, column: column, count: row == column ? 400 : 1 + place * 7 % 40)
    }
    return ConfusionMatrixChart(
      words: ChartWords(title: "Dense"), classes: names(count), cells: cells)
  }

  private static var agreementNotDefined: AgreementBarsChart {
    AgreementBarsChart(
      words: ChartWords(title: "Agreement"), measure: "Agreement",
      entries: names(3).map { .init(name: $0, agreement: Estimate(nil, count: 1)) })
  }

  private static var agreementNegative: AgreementBarsChart {
    AgreementBarsChart(
      words: ChartWords(title: "Agreement"), measure: "Krippendorff's alpha",
      entries: zip(names(4), [-0.3, 0, 0.2, .infinity]).map {
        .init(
          name: $0,
          agreement: Estimate($1, interval: ($1 - 0.2)...max($1 + 0.1, $1 - 0.2), count: -7))
      }, overall: -0.1)
  }

  private static func workersAllMarked(_ count: Int, names: [String] = []) -> WorkerScatterChart {
    var chart = workers(count, names: names)
    chart.flags = hostileNames
    for index in chart.workers.indices { chart.workers[index].flag = index % 9 }
    return chart
  }

  private static var densityOfWorkers: WorkerScatterChart {
    var chart = workers(300)
    chart.maximumPoints = 100
    return chart
  }

  private static var workersNegative: WorkerScatterChart {
    WorkerScatterChart(
      words: ChartWords(title: "Workers"), measure: "Agreement beyond chance",
      workers: [
        .init(name: "a", answerCount: 10, agreement: -0.4, interval: -0.9...0, flag: 0),
        .init(name: "b", answerCount: 10, agreement: -0.4, flag: 7),
        .init(name: "c", answerCount: .max, agreement: 1, flag: 0),
        .init(name: "d", answerCount: 0, agreement: 0.5),
        .init(name: "e", answerCount: 5, agreement: nil),
        .init(name: "f", answerCount: 5, agreement: .nan),
      ], flags: ["low"])
  }
}
