import PlumbAnalysis
import PlumbGraphics
import PlumbText
import TestSupport
import Testing

@testable import PlumbLabels
@testable import PlumbPages
@testable import PlumbReports

/// The page says about suspects, answers and workers what the commands say.
struct PageQualityTests {
  private static let classes = ["cat", "dog", "owl"]

  /// Five workers answer about each of so many images; some labels are another class than most say.
  private func job(_ count: Int, seed: UInt64, isAnswered: Bool = true) throws -> Evidence {
    var numbers = SeededNumbers(seed: seed)
    var answers: [Votes.Answer] = []
    let lines = (0..<count).map { row in
      let truth = Int.random(in: 0..<3, using: &numbers)
      for worker in 0..<5 {
        let isRight = Double.random(in: 0..<1, using: &numbers) < 0.85
        let classID = isRight ? truth : Int.random(in: 0..<3, using: &numbers)
        answers.append(Votes.Answer(row: row, worker: worker, classID: classID))
      }
      let label = row % 9 == 8 ? (truth + 1) % 3 : truth
      return line("s3://bucket/\(row)", Self.classes[label])
    }
    let dataset = try dataset(lines)
    // Classes have numbers in the order in which the labels name them.
    let numbersOfNames = Self.classes.map { name in
      dataset.classNames.firstIndex { $0.utf8.elementsEqual(name.utf8) } ?? 0
    }
    for index in answers.indices {
      answers[index].classID = numbersOfNames[answers[index].classID]
    }
    let votes = Votes(
      answers, rowCount: count, workerNames: (0..<5).map { "w\($0)" },
      classNames: dataset.classNames)
    var evidence = Evidence(of: dataset)
    evidence.metrics = FixedTextMetrics()
    evidence.quality = JobQuality(
      dataset,
      JobQuality.Input(
        votes: isAnswered
          ? LoadedVotes(votes, fit: AnswerFit(compared: 0, agreeing: 0, expectedShare: .nan)) : nil)
    )
    return evidence
  }

  @Test func suspectsAreThoseOfTheReport() throws {
    let evidence = try job(120, seed: 4)
    let page = ReportPage(evidence)
    let suspects = try #require(evidence.quality).suspects.suspects(.max)
    #expect(suspects.count > 5)
    let section = try #require(page.sections.first { $0.id == "suspects" })
    let count = try #require(evidence.quality).suspects.probablyWrongCount
    #expect((1..<suspects.count).contains(count))
    #expect(section.places.map(\.row) == suspects.prefix(count).map(\.row))
    for suspect in suspects {
      let suspicion = try #require(page.gallery.suspicions[suspect.row])
      #expect(suspicion.score == suspect.score)
      #expect(suspicion.reasons == suspect.reasons.map(\.words))
      let name = suspicion.classID.map { evidence.dataset.classNames[$0] }
      #expect(name == (suspect.isSuggestionLikelier ? suspect.suggested : nil))
      // Only what is probably wrong has a likelier class.
      if name != nil { #expect(suspect.score > 0.5) }
    }
    #expect(page.gallery.suspicions.count { $0 != nil } == suspects.count)
    let sets = try #require(try columns(try markup(page))["sets"] as? [[String: Any]])
    #expect(sets.first?["id"] as? String == "suspects")
    #expect(sets.first?["at"] as? [Int] == suspects.prefix(count).map(\.row))
  }

  /// Images that are left out by `--limit` are not in the gallery, and nothing is said in their place.
  @Test func suspectsOutsideTheGalleryAreLeftOut() throws {
    var evidence = try job(120, seed: 5)
    evidence.selection = ImageSelection(limit: 30)
    let page = ReportPage(evidence)
    let scores = try #require(evidence.quality).suspects.ranking.scores
    #expect(page.gallery.suspicions.count == page.gallery.rows.count)
    for (row, suspicion) in zip(page.gallery.rows, page.gallery.suspicions) {
      if let suspicion { #expect(suspicion.score == scores[row]) }
    }
    _ = try markup(page)
  }

  @Test func splitsAreTheAnswers() throws {
    let evidence = try job(40, seed: 6)
    let votes = try #require(evidence.quality?.votes?.votes)
    for (row, split) in ReportPage(evidence).gallery.splits.enumerated() {
      let parts = try #require(split).parts
      #expect(parts.reduce(0) { $0 + $1.count } == 5)
      #expect(parts.map(\.count) == parts.map(\.count).sorted(by: >))
      for part in parts {
        let given = votes.answers(of: row).count {
          ByteString(votes.classNames[Int(votes.classes[$0])]) == part.name
        }
        #expect(given == part.count)
      }
    }
  }

  @Test func cellsOfTheMatrixHoldTheImagesWithSuchAnAnswer() throws {
    let evidence = try job(60, seed: 7)
    let votes = try #require(evidence.quality?.votes?.votes)
    let page = ReportPage(evidence)
    #expect(!page.imageSets.isEmpty)
    for set in page.imageSets {
      let parts = set.id.split(separator: "-").compactMap { Int($0) }
      for row in 0..<60 {
        let isIn =
          evidence.dataset.row(row).classID == parts[0]
          && votes.answers(of: row).contains { Int(votes.classes[$0]) == parts[1] }
        #expect(set.rows.contains(row) == isIn)
      }
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let evidence = try job(20, seed: 8, isAnswered: false)
    let page = ReportPage(evidence)
    #expect(page.gallery.splits.isEmpty && page.imageSets.isEmpty)
    #expect(page.sections.map(\.id) == ["suspects"])
    let notes = try #require(page.sections.first?.notes)
    #expect(notes == evidence.quality?.missing && !notes.isEmpty)
    #expect(page.gallery.suspicions.isEmpty)
    let text = try markup(page)
    #expect(text.contains("answers are not known"))
  }
}
