import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

extension ReportPage {
  /// Takes over what is concluded about the labels: suspects, and what workers' answers say.
  ///
  /// - Parameters:
  ///   - quality: What is concluded about the labels of the page's dataset.
  ///   - evidence: All that figures are drawn of.
  mutating func take(_ quality: JobQuality, _ evidence: Evidence) {
    let builder = QualityPage(quality, gallery: gallery, evidence: evidence)
    gallery.splits = builder.splits
    if let ranking = quality.setSuspects {
      let suspects = SetSuspectPage(ranking, of: quality, gallery)
      gallery.suspicions = suspects.suspicions
      sections.append(suspects.section)
    } else {
      gallery.suspicions = builder.suspicions
      sections.append(builder.suspectSection)
    }
    if let section = builder.answerSection { sections.append(section) }
    imageSets += builder.confusion?.imageSets ?? []
  }
}

extension SuspectReport.Suspect {
  /// The class that is likelier than the label; nil if none is named.
  fileprivate var likelier: String? { isSuggestionLikelier ? suggested : nil }
}

private struct QualityPage {
  private let quality: JobQuality
  private let gallery: ReportPage.Gallery
  private let evidence: Evidence
  private let suspects: [SuspectReport.Suspect]

  init(_ quality: JobQuality, gallery: ReportPage.Gallery, evidence: Evidence) {
    self.quality = quality
    self.gallery = gallery
    self.evidence = evidence
    // An order that is hardly better than chance is none.
    suspects = quality.suspects.weakness == nil ? quality.suspects.suspects(.max) : []
  }

  // MARK: Suspects

  /// By position of the gallery; empty if the evidence is too weak to rank by.
  var suspicions: [ReportPage.Suspicion?] {
    guard !suspects.isEmpty else { return [] }
    let index = NameIndex(gallery.dataset.classNames)
    var suspicions = [ReportPage.Suspicion?](repeating: nil, count: gallery.rows.count)
    for suspect in suspects {
      guard let position = gallery.position(of: suspect.row) else { continue }
      suspicions[position] = ReportPage.Suspicion(
        score: suspect.score,
        isProbablyWrong: quality.suspects.isProbablyWrong(suspect),
        reasons: suspect.reasons.map(\.words),
        classID: suspect.likelier.flatMap { index.place(of: $0.utf8) })
    }
    return suspicions
  }

  var suspectSection: ReportPage.Section {
    var section = ReportPage.Section(id: "suspects", title: "Suspected label errors")
    let kinds = quality.suspects.kinds.filter { $0.missing == nil && $0.rows > 0 }
    guard quality.suspects.weakness == nil else {
      section.notes = quality.missing
      return section
    }
    // The gallery sorts the others, too.
    let found = suspects.prefix(quality.suspects.probablyWrongCount)
    section.facts =
      [
        .init(
          "probably wrong",
          "\(NumberText.whole(found.count)) of "
            + counted(quality.suspects.labelCount, "label"))
      ] + kinds.map { .init($0.title, "on \(counted($0.rows, "label"))") }
    section.notes =
      [
        "Probably wrong means a score of at least \(decimal(SuspectRanking.probablyWrong)): the "
          + "evidence against the label is at least as strong as that for it. Under Images, \"most suspected\" sorts the "
          + "others by score: worth a look, but not counted as wrong. Do not use a review of the top "
          + "of the list to estimate the error rate."
      ] + quality.missing
    section.places = found.map { suspect in
      ReportPage.Place(
        suspect.row,
        note: ([suspect.likelier.map { "more likely \(tableName($0))" } ?? ""]
          + suspect.reasons.prefix(2).map(\.words)).filter { !$0.isEmpty }.joined(separator: "; "))
    }
    guard !found.isEmpty else { return section }
    section.placesLink =
      "Review the \(counted(found.count, "label")) that \(found.count == 1 ? "is" : "are") probably "
      + "wrong, highest score first"
    return section
  }

  // MARK: Answers

  /// By position of the gallery; empty without answers.
  var splits: [ReportPage.WorkerSplit?] {
    guard let votes = quality.votes?.votes, votes.count > 0 else { return [] }
    return gallery.rows.map { row in
      let answers = votes.answers(of: row)
      guard !answers.isEmpty else { return nil }
      var counts: [Int32: Int] = [:]
      for answer in answers { counts[votes.classes[answer], default: 0] += 1 }
      let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return ReportPage.WorkerSplit(
        order.map { .init(name: votes.classNames[Int($0.key)], count: $0.value) })
    }
  }

  var answerSection: ReportPage.Section? {
    guard let agreement = quality.agreement, let workers = quality.workers else { return nil }
    var section = ReportPage.Section(id: "answers", title: "Workers' answers")
    section.facts = facts(agreement, workers)
    section.notes =
      quality.votes?.sets == nil
      ? workers.notComparable.map { ["The answers cannot be compared: \($0)."] } ?? []
      : [JobQuality.notReportedOfSets]
    section.charts =
      [confusion?.chart(metrics: evidence.metrics)].compactMap(\.self)
      + (AnswersEvidence(quality).map { AnswerCharts($0, evidence).all } ?? [])
    return section
  }

  private func facts(
    _ agreement: AgreementReport, _ workers: WorkerReport
  ) -> [ReportPage.Fact] {
    let interval = agreement.alphaInterval.value.map { " (95 %: \($0.words))" } ?? ""
    let alpha = agreement.alpha.words { NumberText.decimal($0, places: 2) + interval }
    var facts: [ReportPage.Fact] = [
      .init(
        "answers",
        "\(NumberText.whole(agreement.answerCount)) of \(counted(workers.workers.count, "worker")) "
          + "to \(counted(agreement.imageCount, "image"))"),
      .init(agreement.figures[0].name, alpha + (agreement.convention.map { ", " + $0 } ?? "")),
    ]
    facts += otherFigures(agreement)
    if let fit = quality.consolidationFit {
      facts.append(.init("labels that match AWS's published method", fit.words))
    }
    facts.append(
      .init("flagged workers", "\(workers.flagged.count): reasons to look, not verdicts"))
    return facts
  }

  /// The other numbers about sets of classes, which have no other place on the page.
  private func otherFigures(_ agreement: AgreementReport) -> [ReportPage.Fact] {
    guard quality.votes?.sets != nil else { return [] }
    return agreement.figures.dropFirst().map { figure in
      .init(figure.name, figure.value.words { NumberText.decimal($0, places: 2) })
    }
  }

  /// Which answers were given to which labels; nil without answers.
  var confusion: PageConfusion? {
    guard let agreement = quality.agreement, let confusions = quality.confusions else { return nil }
    return PageConfusion(
      id: "confusion", title: "Confused classes",
      caption: "Workers' answers by the label of the image. Click a cell to see its images.",
      classes: agreement.classNames, labelledClassCount: gallery.dataset.classNames.count,
      cells: confusions.table.cells.map { cell in
        PageConfusion.Cell(
          row: cell.first, column: cell.second, count: cell.count,
          rows: cell.first == cell.second
            ? [] : confusions.rows(label: cell.first, answer: cell.second))
      })
  }
}
