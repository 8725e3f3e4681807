import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// The figures of workers' answers with the numbers behind them.
struct AnswerCharts {
  private let answers: AnswersEvidence
  private let evidence: Evidence

  init(_ answers: AnswersEvidence, _ evidence: Evidence) {
    self.answers = answers
    self.evidence = evidence
  }

  var all: [ReportPage.Chart] { [agreement, splits, workers] }

  private func view(_ chart: some Chart) -> [ReportPage.Chart.View] {
    [ReportPage.Chart.View(chart.drawing(metrics: evidence.metrics))]
  }

  /// The images with a class; nil for a class that no label has.
  private func filter(_ id: Int) -> ReportPage.GalleryFilter? {
    id < evidence.labels.classNames.count ? .init(classes: [id]) : nil
  }

  // MARK: Agreement

  private var agreement: ReportPage.Chart {
    var chart = AgreementByClass().chart(answers, evidence)
    chart.words = ChartWords(title: "", note: chart.words.note)
    return ReportPage.Chart(
      id: "agreement", title: "Worker agreement by class", views: view(chart),
      table: ReportPage.Table(
        header: ["class", "images", "answers", "alpha", "95 %", "specific agreement", "95 %"],
        rows: answers.agreement.classes.map(cells)))
  }

  private func cells(_ one: AgreementReport.OfClass) -> [ReportPage.Table.Cell] {
    [
      .init(displayName(answers.agreement.classNames[one.classID]), filter: filter(one.classID)),
      .init(NumberText.whole(one.images)), .init(NumberText.whole(one.answers)),
      .init(one.alpha.value.map { NumberText.decimal($0, places: 2) } ?? "not defined"),
      .init(one.alphaInterval.value?.words ?? "–"),
      .init(one.specific.value.map(percent) ?? "not defined"),
      .init(one.specificInterval?.percentWords ?? "–"),
    ]
  }

  // MARK: Votes

  private var splits: ReportPage.Chart {
    var chart = VotesPerLabel().chart(answers, evidence)
    chart.words = ChartWords(title: "", note: chart.words.note)
    let index = NameIndex(answers.agreement.classNames)
    return ReportPage.Chart(
      id: "votes", title: "Votes per label",
      caption: answers.sets == nil
        ? "Images by label and by the split of the workers' answers, such as 4-1."
        : VotesPerLabel.meaningForSets,
      views: view(chart),
      table: ReportPage.Table(
        header: ["class"] + chart.splits.map(\.name),
        rows: chart.classes.enumerated().map { place, name in
          [.init(displayName(name), filter: index.place(of: name.utf8).flatMap(filter))]
            + chart.splits.map { .init(NumberText.whole($0.counts[place])) }
        }))
  }

  // MARK: Workers

  private var workers: ReportPage.Chart {
    var chart = WorkerAgreement().chart(answers, evidence)
    chart.words = ChartWords(title: "", note: chart.words.note)
    let table = WorkerAgreement().workerTable(answers, evidence)
    return ReportPage.Chart(
      id: "workers", title: "Workers",
      caption:
        "Each point is a worker. A flag is a reason to look, not a verdict: on average, one in "
        + "twenty flags of each test is a false alarm.",
      views: view(chart),
      table: ReportPage.Table(
        header: table.columns.map(\.title), rows: table.rows.map { $0.map { .init($0) } }))
  }
}
