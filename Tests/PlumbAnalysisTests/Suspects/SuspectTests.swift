import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Labels that are suspected, and why.
struct SuspectTests {
  private static func words(_ ranking: SuspectRanking, _ row: Int, all: Bool = true) -> [String] {
    ranking.reasons(for: row, all: all).map { $0.words({ "c\($0)" }, line: { $0 + 1 }) }
  }

  private static func evidence(_ labels: [Int32], classes: Int) -> SuspectEvidence {
    SuspectEvidence(labels: labels, classNames: (0..<classes).map { "c\($0)" })
  }

  /// A job whose labels are the majority, but for every tenth row, which has another class.
  static func job(_ seed: UInt64, rows: Int = 200) -> (SuspectEvidence, wrong: [Bool]) {
    let (votes, truth) = randomVotes(
      rows: rows, workers: 20, classes: 4, answers: 3...5, seed: seed, skills: 0.6...0.95)
    let labels = truth.enumerated().map { row, id in Int32(row % 10 == 0 ? (id + 1) % 4 : id) }
    let evidence = SuspectEvidence(labels: labels, classNames: votes.classNames, votes: votes)
    return (evidence, labels.indices.map { Int(labels[$0]) != truth[$0] })
  }

  /// The chance that a wrong label has a higher score than a right one, equal scores counting half.
  private static func area(_ scores: [Double], _ wrong: [Bool]) -> Double {
    let high = scores.indices.filter { wrong[$0] }.map { scores[$0] }
    let low = scores.indices.filter { !wrong[$0] }.map { scores[$0] }
    let wins = high.map { score in
      low.reduce(0.0) { $0 + (score > $1 ? 1 : score == $1 ? 0.5 : 0) }
    }
    return wins.reduce(0, +) / Double(high.count * low.count)
  }

  @Test func everySuspicionHasItsName() {
    let names = allSuspicions.map(\.name)
    #expect(names.count >= 6 && Set(names).count == names.count)
    #expect(allSuspicions.allSatisfy { !$0.title.isEmpty })
  }

  // MARK: Answers

  @Test(arguments: 1...4) func wrongLabelsComeFirst(_ seed: UInt64) throws {
    let (evidence, wrong) = Self.job(seed)
    let ranking = SuspectRanking(evidence)
    let scores = ranking.scores.map { $0 ?? 0 }
    #expect(Self.area(scores, wrong) > 0.97)
    #expect(ranking.strength == .strong(rows: 200))
    #expect(ranking.order.count == 200)
    #expect(zip(ranking.order, ranking.order.dropFirst()).allSatisfy { scores[$0] >= scores[$1] })
    #expect(scores.allSatisfy { (0...1).contains($0) })
  }

  @Test func reasonsAreWords() throws {
    let rows =
      Array(repeating: [0, 0, 0, 0, 0], count: 20) + [[0, 1, 1, 0, 1]]
      + Array(repeating: [1, 1, 1, 1, 1], count: 20)
    let votes = votes(rows: rows, classes: 2)
    let labels = rows.map { Int32($0[0]) }
    let ranking = SuspectRanking(
      SuspectEvidence(labels: labels, classNames: votes.classNames, votes: votes))
    #expect(ranking.order.first == 20)
    let words = Self.words(ranking, 20)
    #expect(words[0] == "2 of 5 workers chose this")
    #expect(words[1].hasPrefix("posterior ") && words[1].contains("for c1"))
    #expect(Self.words(ranking, 3, all: false) == [])
  }

  /// Without a discount the odds against each class are those of the posterior that is shown; with
  /// full correlation all answers together weigh as much as one.
  @Test(arguments: 1...4) func oddsAreThoseOfThePosterior(_ seed: UInt64) throws {
    let (votes, _) = randomVotes(
      rows: 60, workers: 30, classes: 3, answers: 3...5, seed: seed, skills: 0.8...0.8)
    let estimate = try #require(LeaveOneOut.estimate(votes).value)
    let odds = (0..<3).map { id in
      estimate.logOdds(against: .init(repeating: Int32(id), count: 60), correlation: 0)
    }
    for row in 0..<60 {
      let posterior = estimate.posterior(of: row)
      #expect(abs(posterior.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
      for one in posterior {
        let against = try #require(odds[one.classID][row])
        #expect(abs(Odds.probability(against) - (1 - one.probability)) < 1e-6)
      }
    }
    let halved = estimate.logOdds(against: .init(repeating: 0, count: 60), correlation: 1)
    for row in 0..<60 {
      let answers = Double(votes.answers(of: row).count)
      #expect(abs(try #require(halved[row]) * answers - (try #require(odds[0][row]))) < 1e-9)
    }
  }

  @Test func aLabelThatNobodyChoseIsSuspect() throws {
    let votes = votes(rows: (0..<40).map { [$0 % 2, $0 % 2, $0 % 2] }, classes: 3)
    var labels = (0..<40).map { Int32($0 % 2) }
    labels[7] = 2
    let ranking = SuspectRanking(
      SuspectEvidence(labels: labels, classNames: votes.classNames, votes: votes))
    #expect(ranking.order.first == 7)
    #expect((ranking.scores[7] ?? 0) > 0.5)
    #expect(Self.words(ranking, 7)[0] == "0 of 3 workers chose this")
  }

  @Test(arguments: hostileVotes) func everyHoleIsSaidInWords(_ hostile: HostileVotes) {
    let votes = hostile.votes
    for label in [-1, 0, Int32(votes.classNames.count) - 1] {
      let evidence = SuspectEvidence(
        labels: .init(repeating: label, count: votes.rowCount), classNames: votes.classNames,
        votes: votes)
      let ranking = SuspectRanking(evidence)
      for row in 0..<votes.rowCount {
        if let score = ranking.scores[row] { #expect((0...1).contains(score), "row \(row)") }
        #expect(label >= 0 || ranking.scores[row] == nil)
        if row < 5 { #expect(Self.words(ranking, row).allSatisfy { !$0.isEmpty }) }
      }
      for column in ranking.columns { #expect(column.result.reason.map { !$0.isEmpty } ?? true) }
      #expect(
        ranking.columns.allSatisfy { $0.result.value?.shifts.contains { $0.isInfinite } != true })
    }
  }

  @Test func withoutAnythingToCompareNothingIsRanked() throws {
    let votes = try #require(hostileVotes.first { $0.testDescription == "one answer an image" })
      .votes
    let labels = (0..<60).map { Int32($0 % 4) }
    let ranking = SuspectRanking(
      SuspectEvidence(labels: labels, classNames: votes.classNames, votes: votes))
    #expect(ranking.order.isEmpty)
    guard case .none(let reason) = ranking.strength else {
      Issue.record("ranked")
      return
    }
    #expect(reason.contains("no image was answered by two workers"))
  }

  // MARK: Probably wrong

  /// What the answers and the model point to is never probably wrong, whatever else is said.
  @Test(arguments: 1...4) func whatWitnessesPointToIsNotProbablyWrong(_ seed: UInt64) throws {
    var (evidence, _) = Self.job(seed)
    evidence.samePictures = (0..<100).map { [$0, $0 + 100] }
    let ranking = SuspectRanking(evidence)
    let votes = try #require(evidence.votes)
    var supported = 0
    for row in 0..<evidence.rowCount {
      let classes = votes.classes[votes.answers(of: row)]
      let own = classes.count { $0 == evidence.labels[row] }
      guard 2 * own > classes.count else { continue }
      supported += 1
      #expect(!ranking.isProbablyWrong(row), "row \(row): \(own) of \(classes.count)")
      #expect((ranking.scores[row] ?? 1) < SuspectRanking.probablyWrong)
    }
    #expect(supported > 100)
    #expect(ranking.order.contains { ranking.isProbablyWrong($0) })
  }

  /// A label is not called wrong, nor another class likelier, beside a posterior that says otherwise.
  @Test(arguments: 1...8) func theVerdictAgreesWithThePosterior(_ seed: UInt64) throws {
    var (evidence, _) = Self.job(seed)
    evidence.samePictures = (0..<100).map { [$0, $0 + 100] }
    let ranking = SuspectRanking(evidence)
    var compared = 0
    for row in ranking.order {
      for reason in ranking.reasons(for: row, all: true) {
        guard case .posterior(_, let own, _, let other) = reason else { continue }
        compared += 1
        #expect(own <= 0.5 || !ranking.isProbablyWrong(row), "row \(row): \(own)")
        let score = try #require(ranking.scores[row])
        #expect(own < other || !reason.namesLikelierClass(score: score))
      }
    }
    #expect(compared > 100)
  }

  @Test func aClassThatThePosteriorFindsUnlikelierIsNotLikelier() throws {
    let posterior = SuspicionReason.posterior(
      label: 0, probability: 0.45, other: 1, otherProbability: 0.44)
    #expect(!posterior.namesLikelierClass(score: 0.7))
    let opposite = SuspicionReason.posterior(
      label: 0, probability: 0.2, other: 1, otherProbability: 0.8)
    #expect(opposite.namesLikelierClass(score: 0.7))
  }

  /// The model's word counts with that of the answers: both must name the label to acquit it.
  @Test func aModelAloneDoesNotAcquit() throws {
    let rows = Array(repeating: [0, 0, 0], count: 30) + Array(repeating: [1, 1, 1], count: 30)
    let votes = votes(rows: rows, classes: 2)
    var labels = rows.map { Int32($0[0]) }
    labels[5] = 1
    func ranking(model: String) throws -> SuspectRanking {
      var builder = try PredictionsBuilder(classNames: ["c0", "c1"])
      for row in labels.indices {
        let isOne = row == 5 ? model == "c1" : row >= 30
        try builder.add(isOne ? [0.1, 0.9] : [0.9, 0.1], line: nil)
      }
      var evidence = SuspectEvidence(labels: labels, classNames: ["c0", "c1"], votes: votes)
      evidence.predictions = MatchedPredictions(
        try builder.predictions(), classNames: evidence.classNames)
      return SuspectRanking(evidence)
    }
    #expect(try ranking(model: "c0").isProbablyWrong(5))
    #expect(try (ranking(model: "c1").scores[5] ?? 0) > 0.25)
    #expect(try ranking(model: "c0").order.first == 5)
  }

  /// A model that is unsure but names the label suspects nothing; one that names another class does.
  @Test(arguments: [0.34, 0.5, 0.9, 0.99]) func aModelThatAgreesSuspectsNothing(_ own: Double)
    throws
  {
    var builder = try PredictionsBuilder(classNames: ["c0", "c1", "c2"])
    for _ in 0..<20 { try builder.add([own, (1 - own) / 2, (1 - own) / 2], line: nil) }
    var evidence = Self.evidence(Array(repeating: 0, count: 19) + [1], classes: 3)
    evidence.predictions = MatchedPredictions(
      try builder.predictions(), classNames: evidence.classNames)
    let ranking = SuspectRanking(evidence)
    let wrong = (0..<20).filter(ranking.isProbablyWrong)
    #expect(wrong == [19] || (wrong == [] && own < 0.4))
    #expect(ranking.order.first == 19)
  }

  /// Evidence that cannot rank alone calls nothing wrong.
  @Test func weakEvidenceCallsNothingWrong() {
    var evidence = Self.evidence(Array(repeating: 0, count: 50_000), classes: 1)
    evidence.confidences = (0..<50_000).map { 0.5 + Double($0) / 200_000 }
    let ranking = SuspectRanking(evidence)
    #expect(ranking.order.count == 50_000 && ranking.order.first == 0)
    #expect(!ranking.order.contains { ranking.isProbablyWrong($0) })
  }

  @Test func aClassIsLikelierOnlyWhereMoreSpeaksForIt() {
    let tie = SuspicionReason.samePicture(row: 0, classID: 1)
    #expect(!tie.namesLikelierClass(score: 0.5) && tie.namesLikelierClass(score: 0.6))
    let spread = SuspicionReason.posterior(
      label: 0, probability: 0.3, other: 1, otherProbability: 0.35)
    #expect(!spread.namesLikelierClass(score: 0.6) && spread.namesLikelierClass(score: 0.7))
    let model = SuspicionReason.prediction(
      classID: 1, probability: 0.9, labelProbability: 0.05)
    #expect(model.namesLikelierClass(score: 0.9) && !model.namesLikelierClass(score: 0.4))
    #expect(!SuspicionReason.chosenBy(count: 0, of: 3).namesLikelierClass(score: 0.99))
  }

  // MARK: Classes

  @Test func aClassInTroubleIsMoreSuspect() throws {
    // Of class 1 two answers in five differ, elsewhere one in ten; rows 0 and 50 have equal votes.
    let calm = (0..<50).map { [0, 0, 0, 0, $0 % 2 == 0 ? 0 : 2] }
    let troubled = [[1, 1, 1, 1, 1]] + Array(repeating: [1, 1, 1, 2, 2], count: 49)
    let rows: [[Int]] = calm + troubled
    let votes = votes(rows: rows, classes: 3)
    let labels = (0..<100).map { Int32($0 < 50 ? 0 : 1) }
    let evidence = SuspectEvidence(labels: labels, classNames: votes.classNames, votes: votes)
    let column = try #require(ClassDissentSuspicion().look(evidence).value)
    #expect(column.shifts[0] < 0 && column.shifts[50] > 0)
    let words = column.reasons(50)[0].words({ "c\($0)" }, line: { $0 })
    #expect(
      words.hasPrefix("98 of 245 answers to other images labelled c1 name another class (40 %"))
    let few = SuspectEvidence(
      labels: [0, 0], classNames: ["a"],
      votes: PlumbAnalysisTests.votes(rows: [[0], [0]], classes: 1))
    #expect(ClassDissentSuspicion().look(few).reason?.contains("no answer differs") == true)
  }

  // MARK: Confidences

  private static func confident(_ values: [Double]) -> SuspectEvidence {
    var evidence = evidence(.init(repeating: 0, count: values.count), classes: 1)
    evidence.confidences = values
    return evidence
  }

  @Test func lowConfidencesAreSuspectWhereTheyVary() throws {
    let column = try #require(
      ConfidenceRankSuspicion().look(Self.confident((1...100).map { Double($0) / 100 })).value)
    #expect(zip(column.shifts, column.shifts.dropFirst()).allSatisfy(>))
    #expect(column.shifts[0] > 0 && column.shifts[99] < 0)
    let words = column.reasons(0)[0].words({ "c\($0)" }, line: { $0 })
    #expect(words == "lowest 1 % of human confidences in c0")
    // Over all labels the evidence is about even: the mean likelihood ratio is 1.
    let mean = column.shifts.reduce(0) { $0 + exp($1) } / 100
    #expect(abs(mean - 1) < 0.05)
  }

  @Test(arguments: [
    [Double](repeating: 0.95, count: 300), [0.1] + [Double](repeating: 0.95, count: 299),
    (1...19).map { Double($0) / 100 }, [Double](repeating: .nan, count: 50),
    (0..<300).map { [0.1, 0.2, 0.3, 0.4][$0 % 4] },
  ]) func confidencesThatHardlyVaryAreNot(_ values: [Double]) {
    let ranking = SuspectRanking(Self.confident(values))
    #expect(ranking.order.isEmpty)
  }

  @Test func confidencesAloneAreTooWeak() {
    let ranking = SuspectRanking(Self.confident((1...100).map { Double($0) / 100 }))
    guard case .weak(let reason) = ranking.strength else {
      Issue.record("not weak")
      return
    }
    #expect(reason.contains("hardly tells wrong labels from right ones"))
    #expect(ranking.order.first == 0)
  }

  @Test func sourcesJobsAndClassesAreRankedApart() throws {
    var evidence = Self.evidence((0..<200).map { Int32($0 / 50 % 2) }, classes: 2)
    evidence.confidences = (0..<200).map { row -> Double in
      Double(row % 50) / 100 + Double(row / 50) / 10
    }
    evidence.sources = (0..<200).map { row -> LabelSource? in row < 100 ? .human : .machine }
    evidence.jobs = (0..<200).map { row -> Int32 in row < 100 ? 0 : 1 }
    let column = try #require(ConfidenceRankSuspicion().look(evidence).value)
    let shifts: [Double] = column.shifts
    for row in 0..<150 { #expect(shifts[row] == shifts[row + 50]) }
  }

  // MARK: The same picture, another attribute, predictions

  @Test func copiesWithOtherLabelsAreSuspect() throws {
    var evidence = Self.evidence([0, 1, 0, 0, 1, 2, -1, 0, 0], classes: 3)
    evidence.samePictures = [[0, 1], [2, 3], [3, 4, 5], [6, 7], [8]]
    let column = try #require(SamePictureSuspicion().look(evidence).value)
    #expect(abs(column.shifts[0] - SuspicionBase.shift(to: 0.5)) < 1e-12)
    #expect(column.shifts[0] == column.shifts[1])
    // Rows 2 to 5 are one group of 0, 0, 1 and 2.
    #expect(column.shifts[2] == column.shifts[3] && column.shifts[3] < column.shifts[4])
    #expect(column.shifts[6...8].allSatisfy { $0.isNaN })
    let words = column.reasons(1)[0].words({ "c\($0)" }, line: { $0 + 1 })
    #expect(words == "same picture as line 1, labelled c0")
    #expect(SamePictureSuspicion.merged([[4, 2], [7, 8], [8, 2]]) == [[2, 4, 7, 8]])
    evidence.samePictures = []
    #expect(SamePictureSuspicion().look(evidence).value == nil)
  }

  @Test func anotherAttributeMayContradict() throws {
    func lines(_ names: [String]) -> [String] { names.map { line(anyImage, $0) } }
    let data = try dataset(lines(["cat", "dog", "cat"]) + [unlabelledLine])
    let other = try dataset(lines(["cat", "owl"]) + [unlabelledLine] + lines(["dog"]))
    var evidence = SuspectEvidence(data)
    evidence.add(other, of: data)
    let attribute = try #require(evidence.otherAttribute)
    #expect(attribute.labels == [0, 2, -1, 1] && attribute.classNames == ["cat", "dog", "owl"])
    var apart = SuspectEvidence(data)
    apart.add(try dataset([unlabelledLine, unlabelledLine, unlabelledLine, line("dog")]), of: data)
    let reason = OtherAttributeSuspicion().look(apart).reason
    #expect(reason == "no line has a label here and under attribute job")
    let ranking = SuspectRanking(evidence)
    #expect(ranking.order == [1])
    #expect(abs((ranking.scores[1] ?? 0) - 0.5) < 1e-9)
    #expect(
      ranking.reasons(for: 1).map { $0.words({ attribute.classNames[$0] }, line: { $0 }) }
        == ["attribute job says owl"])
  }

  @Test func aVerificationJobMayRejectLabels() throws {
    func verified(_ number: Int, _ verdict: String?, _ comment: String = "") -> String {
      let label = line("s3://bucket/\(number).jpg", date: "2024-01-01T10:00:00")
      guard let verdict else { return label }
      let audit = line(anyImage, verdict, attribute: "audit")
        .replacing("image-classification", with: "label-verification")
        .replacing(
          #""class-name""#, with: #""worker-feedback":[{"comment":"\#(comment)"}],"class-name""#)
      return label.dropLast() + "," + audit.drop { $0 != "," }.dropFirst()
    }
    let data = try dataset([
      verified(0, "good"), verified(1, "bad", "a fox"), verified(2, "bad"), verified(3, "perhaps"),
      verified(4, nil),
    ])
    let evidence = SuspectEvidence(data)
    let column = try #require(VerdictSuspicion().look(evidence).value)
    #expect(column.shifts[0] < 0 && column.shifts[1] > 0 && column.shifts[1] == column.shifts[2])
    #expect(column.shifts[3...].allSatisfy { $0.isNaN })
    #expect(column.verdicts == [.label, .elsewhere, .elsewhere, .unknown, .unknown])
    let ranking = SuspectRanking(evidence)
    #expect(ranking.order.prefix(2) == [1, 2] && ranking.isProbablyWrong(1))
    #expect(!ranking.isProbablyWrong(0) && ranking.strength == .strong(rows: 3))
    #expect(
      Self.words(ranking, 1, all: false).first
        == "a worker said the label is wrong: bad (\"a fox\")")
    #expect(Self.words(ranking, 2, all: false).first == "a worker said the label is wrong: bad")
    let verdicts = try readManifest([verified(1, "bad")]).dataset(attribute: "audit")
    #expect(SuspectEvidence(verdicts).judgements.isEmpty)
  }

  @Test func aModelMayContradict() throws {
    var evidence = Self.evidence([0, 0, 1, -1], classes: 2)
    evidence.predictions = try LabelQualityTests.predictions(
      [[0.05, 0.02, 0.93], [0.98, 0.01, 0.01], [0.3, 0.3, 0.4], [1, 0, 0]])
    let ranking = SuspectRanking(evidence)
    #expect(ranking.order == [0, 2, 1])
    #expect(Self.words(ranking, 0) == ["your model gives 0.93 to c2, 0.05 to the label"])
    #expect((ranking.scores[1] ?? 1) < 0.05 && (ranking.scores[0] ?? 0) > 0.9)
    #expect(ranking.strength == .strong(rows: 3))
  }

  // MARK: Together

  private struct Fixed: Suspicion {
    var name: String { "fixed" }
    var title: String { "what the test says" }
    var canRankAlone: Bool { true }
    var shifts: [Double]

    func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
      .value(SuspicionColumn(shifts: shifts) { _ in [] })
    }
  }

  /// The rule of naive Bayes from a base rate of 5 %; evidence that is missing changes nothing.
  @Test func evidenceAddsUp() throws {
    let evidence = Self.evidence([0, 0, 0, 0, -1], classes: 1)
    let one = Fixed(shifts: [1, .nan, 0, .nan, 1])
    let two = Fixed(shifts: [2, 2, .nan, .nan, 1])
    let ranking = SuspectRanking(evidence, by: [one, two])
    let base = log(0.05 / 0.95)
    #expect(abs((ranking.scores[0] ?? 0) - 1 / (1 + exp(-base - 3))) < 1e-12)
    #expect(abs((ranking.scores[1] ?? 0) - 1 / (1 + exp(-base - 2))) < 1e-12)
    #expect(abs((ranking.scores[2] ?? 0) - 0.05) < 1e-12)
    #expect(ranking.scores[3] == nil && ranking.scores[4] == nil)
    #expect(ranking.order == [0, 1, 2])
  }

  @Test(arguments: 1...5) func theScoreRisesWithEachEvidence(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let evidence = Self.evidence(.init(repeating: 0, count: 50), classes: 1)
    let shifts = (0..<3).map { _ in (0..<50).map { _ in Double.random(in: -4...4, using: &numbers) }
    }
    let plain = SuspectRanking(evidence, by: shifts.map { Fixed(shifts: $0) })
    for raised in 0..<3 {
      let more = shifts.enumerated().map { place, list in
        Fixed(shifts: place == raised ? list.map { $0 + 0.5 } : list)
      }
      let ranking = SuspectRanking(evidence, by: more)
      #expect(zip(plain.scores, ranking.scores).allSatisfy { ($0 ?? 1) < ($1 ?? 0) })
    }
  }

  @Test(arguments: 1...3) func orderAndNamesDoNotMatter(_ seed: UInt64) throws {
    let (evidence, _) = Self.job(seed)
    let votes = try #require(evidence.votes)
    var numbers = SeededNumbers(seed: seed)
    let rows = Array(0..<votes.rowCount).shuffled(using: &numbers)
    let names = Array(0..<4).shuffled(using: &numbers)
    var labels = evidence.labels
    for (row, place) in rows.enumerated() {
      labels[place] = Int32(names[Int(evidence.labels[row])])
    }
    let turned = SuspectEvidence(
      labels: labels, classNames: votes.classNames,
      votes: changed(votes) {
        $0.row = rows[$0.row]
        $0.classID = names[$0.classID]
      })
    let (one, other) = (SuspectRanking(evidence), SuspectRanking(turned))
    for (row, place) in rows.enumerated() {
      #expect(abs((one.scores[row] ?? 0) - (other.scores[place] ?? 1)) < 1e-9)
    }
  }
}
