import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// A figure that needs the workers' answers.
protocol AnswersFigure: Figure {
  /// What is drawn of a job with answers.
  func draw(_ answers: AnswersEvidence, _ evidence: Evidence) -> FigureOutcome
}

/// What figures of answers are drawn of.
struct AnswersEvidence {
  let votes: Votes
  let agreement: AgreementReport
  let workers: WorkerReport
  /// The sets of classes that answers are; nil if each answer is one class.
  let sets: AnswerSets?
  /// nil for sets of classes.
  let confusions: AnswerConfusions?

  /// nil if there are no answers.
  init?(_ quality: JobQuality?) {
    guard let quality, let loaded = quality.votes, let agreement = quality.agreement,
      let workers = quality.workers
    else { return nil }
    (votes, sets, self.agreement) = (loaded.votes, loaded.sets, agreement)
    (self.workers, confusions) = (workers, quality.confusions)
  }

  /// Alpha in words, for subtitles.
  var alphaWords: String {
    let interval = agreement.alphaInterval.value.map { " (95 %: \($0.words))" } ?? ""
    return "\(agreement.figures[0].name): "
      + agreement.alpha.words { NumberText.decimal($0, places: 2) + interval }
      + ". \(counted(agreement.answerCount, "answer")) of "
      + "\(counted(workers.workers.count, "worker")) to "
      + "\(counted(agreement.imageCount, "image"))."
  }
}

extension AnswersFigure {
  /// Draws the chart, or says that there are no answers.
  package func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    guard let answers = AnswersEvidence(evidence.quality) else {
      return .skipped(evidence.quality?.noAnswersReason ?? "no workers' answers")
    }
    return draw(answers, evidence)
  }
}

/// How far the workers agree on each class.
package struct AgreementByClass: AnswersFigure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "agreement" }

  func draw(_ answers: AnswersEvidence, _ evidence: Evidence) -> FigureOutcome {
    let drawing = chart(answers, evidence).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// Alpha of each class against all others, the least first.
  func chart(_ answers: AnswersEvidence, _ evidence: Evidence) -> AgreementBarsChart {
    let agreement = answers.agreement
    return AgreementBarsChart(
      words: ChartWords(
        title: "\(evidence.title): agreement of workers", subtitle: answers.alphaWords,
        note:
          "n is the number of images with an answer of the class. 1 is full agreement, 0 is agreement "
          + "by chance; by convention, at least 0.8 is reliable and at least 0.667 tentative. "
          + "Workers who agree may all be wrong."),
      measure: answers.sets == nil
        ? "Krippendorff's alpha of the class versus all others"
        : "Krippendorff's alpha of whether an image is of the class",
      entries: agreement.classes.map { one in
        AgreementBarsChart.Entry(
          name: agreement.classNames[one.classID],
          agreement: Estimate(
            one.alpha.value, interval: one.alphaInterval.value, count: one.images))
        // That of sets has another distance and does not belong on the axis.
      }, overall: answers.sets == nil ? agreement.alpha.value : nil)
  }
}

/// How the answers to the images of each class are split.
package struct VotesPerLabel: AnswersFigure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "votes-per-label" }

  func draw(_ answers: AnswersEvidence, _ evidence: Evidence) -> FigureOutcome {
    let drawing = chart(answers, evidence).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// Classes from large to small, splits from clear to contested.
  func chart(_ answers: AnswersEvidence, _ evidence: Evidence) -> VotesPerLabelChart {
    if let sets = answers.sets { return chart(answers.votes, of: sets, evidence) }
    let names = answers.agreement.classNames
    let labels = evidence.quality?.suspects.labels ?? []
    let byClass = VoteSplits.byClass(answers.votes, labels: labels)
    let sizes = byClass.map { $0.tallies.reduce(0) { $0 + $1.images } }
    let order = names.indices.filter { sizes[$0] > 0 }.sorted {
      (-sizes[$0], $0) < (-sizes[$1], $1)
    }
    let counts = byClass.map { splits in
      Dictionary(uniqueKeysWithValues: splits.tallies.map { ($0.split, $0.images) })
    }
    let splits = answers.agreement.splits.tallies.map(\.split).sorted(by: Self.isClearer)
    return VotesPerLabelChart(
      words: ChartWords(
        title: "\(evidence.title): votes per label",
        subtitle: "Images by label and by the split of the workers' answers, such as 4-1."),
      classes: order.map { names[$0] },
      splits: splits.map { split in
        VotesPerLabelChart.Split(
          name: split.words, counts: order.map { counts[$0][split] ?? 0 })
      })
  }

  /// By the share of the largest class, then by the number of answers.
  private static func isClearer(_ one: VoteSplits.Split, _ other: VoteSplits.Split) -> Bool {
    func key(_ split: VoteSplits.Split) -> (Double, Int) {
      let all = split.counts.reduce(0, +)
      return (-Double(split.counts.first ?? 0) / Double(max(all, 1)), -all)
    }
    let (left, right) = (key(one), key(other))
    return left != right ? left < right : other.counts.lexicographicallyPrecedes(one.counts)
  }
}

/// Workers by how many answers they gave and how far these agree with the others'.
package struct WorkerAgreement: AnswersFigure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "workers" }

  func draw(_ answers: AnswersEvidence, _ evidence: Evidence) -> FigureOutcome {
    let drawing = chart(answers, evidence).drawing(metrics: evidence.metrics)
    let table = workerTable(answers, evidence)
    return .drawn(figure: drawing, pages: [drawing] + table.pages(metrics: evidence.metrics))
  }

  /// A point for each worker; those with a flag have a name and an interval.
  func chart(_ answers: AnswersEvidence, _ evidence: Evidence) -> WorkerScatterChart {
    let tests = WorkerReport.tests.map(\.name)
    let hasSets = answers.sets != nil
    return WorkerScatterChart(
      words: ChartWords(
        title: "\(evidence.title): workers",
        subtitle:
          "Each point is a worker. A flag is a reason to look, not a verdict: on average, one "
          + "in twenty flags of each test is a false alarm."),
      measure: hasSets
        ? "mean Jaccard index with the others' sets for the same images"
        : "share of other workers' answers to the same images that agree",
      workers: answers.workers.workers.map { worker in
        let share = worker.record.agreementWithOthers.value
        let flag = worker.flags.first.flatMap { tests.firstIndex(of: $0.test) }
        return WorkerScatterChart.Worker(
          name: shortWorkerName(worker.name), answerCount: worker.record.answers,
          agreement: hasSets ? worker.meanJaccard?.value : share?.share,
          interval: flag == nil || hasSets ? nil : share?.interval, flag: flag)
      }, flags: tests)
  }

  /// Every worker with numbers, intervals and flags.
  func workerTable(_ answers: AnswersEvidence, _ evidence: Evidence) -> TableChart {
    TableChart(
      title: "\(evidence.title): table of workers", subtitle: answers.alphaWords,
      columns: [
        TableChart.Column("worker"), TableChart.Column("answers", isRight: true),
        TableChart.Column("images", isRight: true),
        TableChart.Column(
          answers.sets == nil ? "same as others (95\u{A0}%)" : "same set as others (95\u{A0}%)"),
        TableChart.Column(
          answers.sets == nil ? "same as consensus (95\u{A0}%)" : "mean Jaccard index"),
        TableChart.Column("seconds", isRight: true), TableChart.Column("flags"),
      ],
      rows: answers.workers.workers.map(cells),
      notes: ["Flags are reasons to look, not verdicts; each comes with its n and interval."]
        + answers.workers.flagged.prefix(12).flatMap { worker in
          worker.flags.map { flag in
            let name = flag.classID.map { " (\(tableName(answers.votes.classNames[$0])))" }
            return
              "\(tableName(shortWorkerName(worker.name))): \(flag.test)\(name ?? ""): \(flag.words)"
          }
        })
  }

  private func cells(_ worker: WorkerReport.Worker) -> [String] {
    let record = worker.record
    return [
      displayName(shortWorkerName(worker.name)), NumberText.whole(record.answers),
      NumberText.whole(record.images),
      record.agreementWithOthers.value.map { "\(percent($0.share)) (\($0.interval.percentWords))" }
        ?? "not defined",
      worker.consensusWords,
      record.medianSeconds.value.map { NumberText.decimal($0, places: 1) } ?? "–",
      worker.flags.map(\.test).joined(separator: ", "),
    ]
  }
}

/// Ids of public workers are long and start alike; they differ at the end.
func shortWorkerName(_ name: String) -> String {
  let parts = name.split(separator: ".")
  let last = parts.last.map(String.init) ?? name
  return last.count > 16 ? "…" + last.suffix(10) : last
}

/// Which answers were given to images that carry which label.
package struct AnswerConfusion: AnswersFigure {
  /// Makes the figure.
  package init() {}

  /// The name of its files.
  package var fileName: String { "answer-confusion" }

  func draw(_ answers: AnswersEvidence, _ evidence: Evidence) -> FigureOutcome {
    guard let confusions = answers.confusions else {
      return .skipped(JobQuality.setsHaveNoConsensus)
    }
    let drawing = chart(confusions, names: answers.agreement.classNames, evidence).drawing(
      metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// Rows are labels, columns answers.
  private func chart(
    _ confusions: AnswerConfusions, names: [String], _ evidence: Evidence
  ) -> ConfusionMatrixChart {
    let table = confusions.table
    let totals = zip(table.firstTotals, table.secondTotals).map(+)
    return ConfusionMatrixChart(
      words: ChartWords(
        title: "\(evidence.title): confused classes",
        subtitle: "Workers' answers by the label of the image in the manifest."), ordered: totals,
      names: names, table: table,
      titles: ConfusionMatrixChart.Titles(
        row: "label", column: "answer", rowShare: "same", columnShare: "same"))
  }
}

extension ConfusionMatrixChart {
  /// The chart of a table of pairs, the most frequent classes first; classes without any are left out.
  init(
    words: ChartWords, ordered totals: [Int], names: [String], table: ClassPairTable,
    titles: Titles
  ) {
    let order = totals.indices.filter { totals[$0] > 0 }
      .sorted { (-totals[$0], $0) < (-totals[$1], $1) }
    var places = [Int](repeating: -1, count: totals.count)
    for (place, id) in order.enumerated() { places[id] = place }
    self.init(
      words: words, classes: order.map { names[$0] },
      cells: table.cells.map {
        Cell(row: places[$0.first], column: places[$0.second], count: $0.count)
      }, titles: titles)
  }
}
