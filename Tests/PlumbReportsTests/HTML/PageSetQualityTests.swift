import PlumbAnalysis
import PlumbGraphics
import PlumbText
import TestSupport
import Testing

@testable import PlumbLabels
@testable import PlumbPages
@testable import PlumbReports

/// The page says about answers and suspects of labels with several classes what the commands say.
struct PageSetQualityTests {
  private static func section(_ page: ReportPage, _ id: String) throws -> ReportPage.Section {
    try #require(page.sections.first { $0.id == id })
  }

  // MARK: Suspects

  @Test func suspectsAreThoseOfTheRanking() throws {
    let job = try AnsweredSets()
    let page = ReportPage(job.evidence)
    let ranking = try #require(job.quality.setSuspects?.value)
    let section = try Self.section(page, "suspects")
    #expect(Set(section.places.map(\.row)) == Set(AnsweredSets.wrongRows))
    #expect(section.places.map(\.row) == ranking.suspects.prefix(4).map(\.row))
    #expect(section.facts.first?.value == "4 of 40 labelled images")
    for place in section.places {
      let name = AnsweredSets.classes[place.row / 10]
      let isLabelled = job.dataset.classIDs(ofRow: place.row)
        .contains { job.dataset.classNames[$0].utf8.elementsEqual(name.utf8) }
      let kind = isLabelled ? "superfluous" : "missing"
      #expect(place.note.contains("\(name) is probably \(kind): "), "\(place.note)")
    }
    let sets = try #require(try columns(try markup(page))["sets"] as? [[String: Any]])
    #expect(
      sets.first { $0["id"] as? String == "suspects" }?["at"] as? [Int] == section.places.map(\.row)
    )
  }

  /// The score combines several classes, so that it does not tell which labels are probably wrong.
  @Test func theGalleryHasThoseThatAreWorthALookToo() throws {
    let job = try AnsweredSets()
    let page = ReportPage(job.evidence)
    let ranking = try #require(job.quality.setSuspects?.value)
    #expect(ranking.suspects.count > 8)
    #expect(page.gallery.suspicions.count { $0 != nil } == ranking.suspects.count)
    for suspect in ranking.suspects {
      let suspicion = try #require(page.gallery.suspicions[suspect.row])
      #expect(suspicion.score == suspect.score && suspicion.classID == nil)
      #expect(suspicion.isProbablyWrong == AnsweredSets.wrongRows.contains(suspect.row))
      #expect(!suspicion.reasons.isEmpty)
    }
    let ranks = embeddingRanks(page)
    let worst = AnsweredSets.wrongRows.map { ranks[$0] }.max()
    #expect(worst == 3)
    let next = try #require(ranking.suspects.dropFirst(4).first)
    #expect(ranks[next.row] == 4)
  }

  @Test func theSheetHasTheClassesAndReasons() async throws {
    let job = try AnsweredSets()
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let evidence = job.evidence
    let images = try JobImages(evidence.dataset, folder: folder.path, cache: nil, jobs: 1)
    let ranking = try #require(job.quality.setSuspects?.value)
    var log = ImageLog()
    let list = try await SuspectSheet(count: 6).list(
      ranking, images: images, evidence: evidence, log: &log)
    #expect(list.entries.count == 6)
    for (entry, suspect) in zip(list.entries, ranking.suspects) {
      #expect(entry.heading.hasSuffix(job.dataset.setWords(ofRow: suspect.row)))
      #expect(entry.notes == ranking.reasons(suspect))
      #expect(entry.detail.hasPrefix("probably wrong") == suspect.isProbablyWrong)
      #expect(entry.detail.contains("\(suspect.row).jpg"))
    }
    #expect(list.subtitle.hasPrefix("Of 40 labelled images, 4 are probably wrong"))
  }

  // MARK: Answers

  @Test func theAgreementOfSetsIsShown() throws {
    let job = try AnsweredSets()
    let page = ReportPage(job.evidence)
    let section = try Self.section(page, "answers")
    let agreement = try #require(job.quality.agreement)
    func value(_ name: String) -> String? { section.facts.first { $0.name == name }?.value }
    let alpha = try #require(agreement.alpha.value)
    #expect(
      value("Krippendorff's alpha (MASI)")?.hasPrefix(
        NumberText.decimal(alpha, places: 2) + " (95 %: ")
        == true)
    let jaccard = try #require(
      agreement.figures.first { $0.key == "mean_jaccard_index" }?.value.value)
    #expect(value("mean Jaccard index") == NumberText.decimal(jaccard, places: 2))
    #expect(value("labels that match AWS's published method") == nil)
    #expect(section.charts.map(\.id) == ["agreement", "votes", "workers"])
    #expect(section.notes == [JobQuality.notReportedOfSets])
    #expect(page.gallery.splits.allSatisfy { $0 != nil })
    #expect(!(try markup(page)).contains("left out: Plumb"))
  }

  /// Recounted from the answers as bits.
  @Test func votesAreCountedForEachClassOfALabel() throws {
    let job = try AnsweredSets()
    let chart = try #require(
      try Self.section(ReportPage(job.evidence), "answers").charts.first { $0.id == "votes" })
    #expect(chart.table.rows.count == 4)
    #expect(Set(chart.table.header.dropFirst()).isSuperset(of: ["5 of 5", "4 of 5"]))
    for cells in chart.table.rows {
      let id = try #require(AnsweredSets.classes.firstIndex { $0 == cells[0].text })
      for (place, name) in chart.table.header.enumerated().dropFirst() {
        let images = job.answers.indices.filter { row in
          job.dataset.classIDs(ofRow: row).contains(id)
            && "\(job.answers[row].count { $0 & (1 << id) != 0 }) of 5" == name
        }
        #expect(cells[place].text == "\(images.count)")
      }
    }
  }

  @Test func workersAreComparedBySets() throws {
    let job = try AnsweredSets()
    let chart = try #require(
      try Self.section(ReportPage(job.evidence), "answers").charts.first { $0.id == "workers" })
    let place = try #require(chart.table.header.firstIndex(of: "mean Jaccard index"))
    let workers = try #require(job.quality.workers?.workers)
    #expect(
      chart.table.rows.map { $0[place].text }
        == workers.map { NumberText.decimal($0.meanJaccard?.value ?? .nan, places: 2) })
  }

  // MARK: What is missing

  @Test func withoutAnswersThePageSaysWhatToDo() throws {
    let job = try AnsweredSets(isAnswered: false)
    let page = ReportPage(job.evidence)
    #expect(page.sections.map(\.id) == ["sets", "suspects"])
    #expect(page.gallery.suspicions.isEmpty && page.gallery.splits.isEmpty)
    let notes = try Self.section(page, "suspects").notes
    #expect(notes.first == "Agreement and workers are not reported: no workers' answers.")
    #expect(notes.contains { $0.hasPrefix("There is no evidence to rank by: ") })
    #expect(notes.last?.contains("plumb suspects --predictions") == true)
    // Evidence of single classes does not exist here and is not missing.
    #expect(!notes.contains { $0.hasPrefix("Skipped") })
  }

  @Test func figuresThatNeedOneClassPerAnswerSaySo() async throws {
    let evidence = try AnsweredSets().evidence
    var skipped: [String: String] = [:]
    for figure in allFigures {
      var log = ImageLog()
      if case .skipped(let reason) = try await figure.draw(evidence, log: &log, isolation: nil) {
        skipped[figure.fileName] = reason
      }
    }
    #expect(skipped["answer-confusion"] == JobQuality.setsHaveNoConsensus)
    for name in ["agreement", "votes-per-label", "workers"] { #expect(skipped[name] == nil) }
    #expect(skipped["suspects"]?.contains("--images") == true)
  }
}
