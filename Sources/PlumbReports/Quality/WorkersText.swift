import PlumbAnalysis
import PlumbLabels
import PlumbText

/// Everything that `plumb workers` says about the answers of a job, before it takes a format.
package struct WorkersReport: Sendable {
  /// The answers.
  package let votes: LoadedVotes
  /// How far the workers agree.
  package let agreement: AgreementReport
  /// What is known about the workers.
  package let workers: WorkerReport
  /// Which answers were given to which labels; nil where answers are sets of classes.
  package let confusions: AnswerConfusions?
  /// Labels that are what AWS's published method makes of the answers.
  package let consolidationFit: Proportion?
  /// The name of the manifest on the command line.
  package let manifestName: String
  /// The label attribute.
  package let attribute: String

  /// Takes what was concluded; nil if there are no answers.
  ///
  /// - Parameters:
  ///   - quality: What was concluded.
  ///   - summary: The manifest's name and attribute.
  package init?(_ quality: JobQuality, _ summary: SummaryReport) {
    guard let votes = quality.votes, let agreement = quality.agreement,
      let workers = quality.workers
    else { return nil }
    (self.votes, self.agreement, self.workers) = (votes, agreement, workers)
    confusions = quality.confusions
    consolidationFit = quality.consolidationFit
    manifestName = summary.manifestName
    attribute = summary.attribute.name
  }

  var classNames: [String] { votes.sets?.classNames ?? votes.votes.classNames }

  /// Whether each answer is a set of classes.
  var hasSets: Bool { votes.sets != nil }
}

extension WorkersReport {
  /// The report for people at a terminal; every name is escaped.
  ///
  /// - Parameter maximumRows: How many classes, workers and confusions are listed before the rest are
  ///   only counted.
  package func text(maximumRows: Int = 50) -> String {
    let parts = [
      headLines, agreementLines, splitLines, classLines(maximumRows), workerLines(maximumRows),
      flagLines(maximumRows), confusionLines(maximumRows), leftOutLines,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  // MARK: Head and agreement

  private var headLines: [String] {
    var lines = [
      displayText(manifestName),
      "  attribute " + displayText(attribute),
      "  answers   " + NumberText.whole(agreement.answerCount),
      "  workers   " + NumberText.whole(workers.workers.count),
      "  images    \(NumberText.whole(agreement.imageCount)) of \(NumberText.whole(agreement.rowCount))",
      "  classes   " + NumberText.whole(classNames.count),
      "  agreeing  " + fitWords,
      "  problems  " + NumberText.whole(votes.problems.count),
      "  files     \(NumberText.whole(votes.fileCount)) of \(votes.source.rawValue)",
    ]
    if let consolidationFit, consolidationFit.total > 0 {
      lines.append(
        "  rebuilt   \(NumberText.whole(consolidationFit.count)) of "
          + NumberText.counted(consolidationFit.total, "label matches", plural: "labels match")
          + " AWS's published consolidation method")
    }
    return lines
  }

  private var fitWords: String {
    let fit = votes.fit
    if fit.compared == 0 { return "no label has an answer" }
    if hasSets {
      return "\(NumberText.whole(fit.agreeing)) of "
        + NumberText.counted(fit.compared, "image has", plural: "images have")
        + " only labels that at least one worker chose"
    }
    return "\(NumberText.whole(fit.agreeing)) of "
      + NumberText.counted(fit.compared, "label was", plural: "labels were")
      + " chosen by at least one worker"
  }

  private var agreementLines: [String] {
    let width = agreement.figures.map { $0.name.utf8.count }.max() ?? 0
    var lines = [
      hasSets
        ? "Agreement on sets of classes: 1 is full agreement, 0 is agreement by chance (alpha), or nothing "
          + "in common (the others)"
        : "Agreement: 1 is full agreement, 0 is agreement by chance (raw agreement: a share)"
    ]
    for (place, figure) in agreement.figures.enumerated() {
      let space = String(repeating: " ", count: width - figure.name.utf8.count)
      let value = figure.value.words { NumberText.decimal($0, places: 3) }
      lines.append("  \(figure.name)\(space)  \(value)\(place == 0 ? headlineWords : "")")
    }
    return lines
  }

  private var headlineWords: String {
    guard agreement.alpha.value != nil else { return "" }
    let interval = agreement.alphaInterval.words { "95 % of resamples of images: \($0.words)" }
    return " (\(interval)); " + (agreement.convention ?? "")
  }

  private var splitLines: [String] {
    let tallies = agreement.splits.tallies
    guard !tallies.isEmpty else { return [] }
    let all = tallies.reduce(0) { $0 + $1.images }
    let parts = tallies.prefix(12).map { tally in
      "\(tally.split.words): \(NumberText.whole(tally.images)) "
        + "(\(percent(Double(tally.images) / Double(all))))"
    }
    let rest =
      tallies.count > 12 ? ", and \(NumberText.counted(tallies.count - 12, "more split"))" : ""
    return [
      "Splits of the \(hasSets ? "sets chosen for" : "answers to") an image: "
        + parts.joined(separator: ", ") + rest
    ]
  }

  // MARK: Tables

  private func classLines(_ maximum: Int) -> [String] {
    guard !agreement.classes.isEmpty else { return [] }
    var header = [
      "class", "images", "answers", "alpha", "95 %", "specific agreement (95 %)", "splits",
    ]
    if hasSets { header.removeLast() }
    var table = TextTable(
      header: header, isRight: header.map { ["images", "answers", "alpha"].contains($0) })
    for one in agreement.classes.prefix(maximum) {
      let cells = [
        tableName(classNames[one.classID]), NumberText.whole(one.images),
        NumberText.whole(one.answers),
        one.alpha.value.map { NumberText.decimal($0, places: 2) } ?? "not defined",
        one.alphaInterval.value?.words ?? "", specific(one), splitWords(one.splits),
      ]
      table.append(Array(cells.prefix(header.count)))
    }
    return table.lines + rest(agreement.classes.count - maximum, "class")
  }

  private func specific(_ one: AgreementReport.OfClass) -> String {
    guard let share = one.specific.value else { return "not defined" }
    return percent(share) + (one.specificInterval.map { " (\($0.percentWords))" } ?? "")
  }

  private func splitWords(_ splits: VoteSplits) -> String {
    splits.tallies.prefix(4).map { "\($0.split.words): \(NumberText.whole($0.images))" }
      .joined(separator: ", ")
  }

  private func workerLines(_ maximum: Int) -> [String] {
    var table = TextTable(
      header: [
        "worker", "answers", "images", "same \(hasSets ? "set" : "answer") as others (95 %)",
        hasSets ? "mean Jaccard index" : "same as consensus (95 %)", "seconds", "flags",
      ], isRight: [false, true, true, false, false, true, false])
    for worker in workers.workers.prefix(maximum) {
      let record = worker.record
      table.append([
        tableName(worker.name), NumberText.whole(record.answers), NumberText.whole(record.images),
        record.agreementWithOthers.value
          .map { "\(percent($0.share)) (\($0.interval.percentWords))" } ?? "not defined",
        worker.consensusWords,
        record.medianSeconds.value.map { NumberText.decimal($0, places: 1) } ?? "",
        worker.flags.map(\.test).joined(separator: " "),
      ])
    }
    let reason =
      hasSets ? [] : workers.notComparable.map { ["The answers cannot be compared: \($0)."] } ?? []
    return table.lines + rest(workers.workers.count - maximum, "worker") + reason
  }

  private var leftOutLines: [String] {
    guard hasSets else { return [] }
    return [JobQuality.notReportedOfSets]
  }

  private func flagLines(_ maximum: Int) -> [String] {
    let flagged = workers.flagged
    guard !flagged.isEmpty else { return [] }
    let lines = flagged.prefix(maximum).flatMap { worker in
      worker.flags.map { flag in
        let name = flag.classID.map { " (\(tableName(votes.votes.classNames[$0])))" } ?? ""
        return "  \(tableName(worker.name)): \(flag.test)\(name): \(flag.words)"
      }
    }
    return [
      "Flags are reasons to look, not verdicts; on average, at most one in twenty flags of each "
        + "test is a false alarm:"
    ] + lines + rest(flagged.count - maximum, "flagged worker")
  }

  private func confusionLines(_ maximum: Int) -> [String] {
    guard let confusions, !confusions.confusions.isEmpty else { return [] }
    let shown = min(maximum, 20)
    var table = TextTable(
      header: ["labelled", "answered", "answers (95 %)", "images", "workers"],
      isRight: [false, false, false, true, false])
    for one in confusions.confusions.prefix(shown) {
      table.append([
        tableName(classNames[one.label]), tableName(classNames[one.answer]), one.answers.words,
        NumberText.whole(one.images), workerWords(one),
      ])
    }
    return ["Confused classes:"] + table.lines
      + rest(confusions.confusions.count - shown, "pair of classes", plural: "pairs of classes")
  }

  private func workerWords(_ one: ClassConfusion) -> String {
    let shown = one.workers.prefix(3)
      .map { "\(tableName(workers.name(of: $0.worker))) \(NumberText.whole($0.answers))" }
    let rest = one.workers.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(NumberText.whole(rest)) more" : "")
  }

  private func rest(_ count: Int, _ noun: String, plural: String? = nil) -> [String] {
    guard count > 0 else { return [] }
    let nouns = plural ?? (noun.hasSuffix("s") ? noun + "es" : noun + "s")
    return ["… and \(NumberText.whole(count)) more \(count == 1 ? noun : nouns); --json lists all"]
  }
}

extension WorkerReport.Worker {
  /// The mean Jaccard index where answers are sets of classes, or else the agreement with the consensus.
  package var consensusWords: String {
    if let meanJaccard {
      return meanJaccard.value.map { NumberText.decimal($0, places: 2) } ?? "not defined"
    }
    return record.agreementWithConsensus.value?.shortWords ?? "not defined"
  }
}
