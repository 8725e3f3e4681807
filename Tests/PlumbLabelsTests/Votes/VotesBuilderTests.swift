import TestSupport
import Testing

@testable import PlumbLabels

struct VotesBuilderTests {
  private static func lines(_ names: [String]) -> [String] {
    names.enumerated().map { line("s3://bucket/\($0.offset).jpg", $0.element) }
  }

  // MARK: Rows

  @Test func theObjectIsTheNumberOfTheLine() throws {
    var job = AnswerJob()
    try job.add(2, [answer("w", "cat")])
    try job.add(0, [answer("w", "dog"), answer("v", "cat")])
    let reading = job.read(for: try dataset(Self.lines(["dog", "cat", "cat"])))
    #expect(reading.votes.words == [["w:dog", "v:cat"], [], ["w:cat"]])
    #expect(reading.votes.rowStarts == [0, 2, 2, 3])
    #expect(reading.votes.rows == [0, 0, 2])
    #expect(reading.fit == AnswerFit(compared: 2, agreeing: 2, expectedShare: 0.75))
    #expect(reading.codes == [.noAnswers])
    #expect(try reading.problem(.noAnswers).line == 2)
  }

  @Test func refusedLinesCountAsObjects() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat")])
    try job.add(1, [answer("w", "cat")])
    try job.add(2, [answer("w", "dog")])
    let lines = Self.lines(["cat", "dog"])
    let reading = job.read(for: try dataset([lines[0], "{", lines[1]]))
    #expect(reading.votes.words == [["w:cat"], ["w:dog"]])
    #expect(reading.codes == [.noSuchObject])
    #expect(try reading.problem(.noSuchObject).file == "iteration-1/1/2024-03-01_09:00:00.json")
  }

  @Test func answersForRowsThatDoNotExistAreLeftOut() throws {
    var job = AnswerJob()
    for object in [1, 2, 1_000_000_000_000] { try job.add(object, [answer("w", "cat")]) }
    try job.add(0, [answer("v", "cat")])
    let reading = job.read(for: try dataset([line()]))
    #expect(reading.votes.words == [["v:cat"]])
    // Workers who have no answer left are none.
    #expect(reading.votes.workerNames == ["v"])
    #expect(reading.codes == [.noSuchObject, .noSuchObject, .noSuchObject])
  }

  @Test func blankLinesAreNoObjectsUnlessThatFitsBetter() throws {
    let lines = Self.lines(["cat", "dog", "bird", "fish"])
    let gaps = try dataset([lines[0], "", lines[1], lines[2], " ", lines[3]])
    for (objects, isByLine) in [([0, 1, 2, 3], false), ([0, 2, 3, 5], true)] {
      var job = AnswerJob()
      for (object, name) in zip(objects, ["cat", "dog", "bird", "fish"]) {
        try job.add(object, [answer("w", name)])
      }
      let reading = job.read(for: gaps)
      #expect(reading.votes.words == [["w:cat"], ["w:dog"], ["w:bird"], ["w:fish"]])
      #expect(reading.codes == (isByLine ? [.numberedByLine] : []))
    }
  }

  @Test func blankLinesAtTheEndChangeNothing() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat")])
    let reading = job.read(for: try dataset([line(), "", ""]))
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.problems.isEmpty)
  }

  // MARK: Several answers

  @Test func answersOfAWorkerInSeveralFilesAreReducedToTheLast() throws {
    var job = AnswerJob()
    try job.add(
      0,
      [
        answer("w", "cat", submitted: "2024-03-01T10:00:00Z"),
        answer("v", "dog", submitted: "2024-03-01T10:00:00Z"),
      ], name: "a")
    try job.add(
      0,
      [
        answer("w", "dog", submitted: "2024-03-01T11:00:00Z"),
        answer("v", "cat", submitted: "2024-03-01T09:00:00Z"),
      ], name: "b")
    let reading = job.read(for: try dataset(Self.lines(["dog"])))
    #expect(reading.votes.words == [["v:dog", "w:dog"]])
    let problems = reading.problems.filter { $0.code == .repeatedAnswer }
    #expect(problems.map(\.file) == ["iteration-1/0/a.json", "iteration-1/0/b.json"])
  }

  @Test func whereTimesSayNothingTheLaterFileCounts() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat", submitted: nil)], iteration: 10, name: "a")
    try job.add(0, [answer("w", "dog", submitted: nil)], iteration: 9, name: "b")
    try job.add(0, [answer("w", "bird", submitted: nil)], iteration: 9, name: "a")
    let reading = job.read(for: try dataset(Self.lines(["cat"])))
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.codes == [.repeatedAnswer, .repeatedAnswer])
  }

  @Test func oneAnswerInTwoFilesIsNoSecondAnswer() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat")], name: "a")
    try job.add(0, [answer("w", "cat"), answer("v", "cat")], name: "b")
    let reading = job.read(for: try dataset([line()]))
    #expect(reading.votes.words == [["w:cat", "v:cat"]])
    #expect(reading.problems.isEmpty)
  }

  @Test func answersOfAllIterationsCount() throws {
    var job = AnswerJob()
    try job.add(0, [answer("a", "cat")], iteration: 10)
    try job.add(0, [answer("b", "dog")], iteration: 2)
    let reading = job.read(for: try dataset([line()]))
    #expect(reading.votes.words == [["b:dog", "a:cat"]])
    #expect(try reading.problem(.severalIterations).line == 1)
  }

  // MARK: Classes

  @Test func classesOfAnswersOnlyAreAppendedByTheirBytes() throws {
    var job = AnswerJob()
    try job.add(0, [answer("a", "dog"), answer("b", "zebra"), answer("c", "Ant")])
    try job.add(1, [answer("a", "cat"), answer("b", "zebra")])
    let reading = job.read(for: try dataset(Self.lines(["dog", "cat"])))
    #expect(reading.votes.classNames == ["dog", "cat", "Ant", "zebra"])
    let problem = try reading.problem(.classOnlyInAnswers)
    #expect(problem.count == 2)
    #expect(problem.message.contains("\"Ant\" and 1 more"))
  }

  @Test func classesOfTheManifestStayThoughNobodyChoseThem() throws {
    var job = AnswerJob()
    try job.add(0, [answer("a", "cat")])
    let reading = job.read(for: try dataset(Self.lines(["dog", "cat"])))
    #expect(reading.votes.classNames == ["dog", "cat"])
    #expect(reading.codes == [.labelNotChosen, .noAnswers])
  }

  @Test func namesAreComparedByBytes() throws {
    var job = AnswerJob()
    try job.add(0, [answer("a", "e\u{301}")])
    let reading = job.read(for: try dataset(Self.lines(["\u{E9}"])))
    #expect(reading.votes.classNames.map { $0.utf8.count } == [2, 3])
    #expect(reading.codes.contains(.classOnlyInAnswers))
    #expect(reading.codes.contains(.labelNotChosen))
  }

  // MARK: Sources and jobs

  @Test func onlyPeoplesRowsOfTheAnswersJobLackAnswers() throws {
    let lines = [
      line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg", human: false),
      line("s3://bucket/2.jpg", job: "labeling-job/other"), line("s3://bucket/3.jpg"),
      #"{"source-ref":"s3://bucket/4.jpg"}"#,
      #"{"source-ref":"s3://bucket/5.jpg","job-metadata":{"failure-reason":"r"}}"#,
    ]
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat")])
    let reading = job.read(for: try dataset(lines))
    let problem = try reading.problem(.noAnswers)
    #expect(problem.count == 1)
    #expect(problem.line == 4)
    #expect(reading.codes == [.noAnswers])
  }

  @Test func answersForAMachinesLabelAreTold() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", "cat")])
    let reading = job.read(for: try dataset([line(human: false)]))
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.codes == [.machineLabel])
  }

  // MARK: Images that files name

  @Test func theImageDecidesWhereAFileNamesIt() throws {
    var job = AnswerJob()
    let objects = [
      request("0", uri: "s3://bucket/1.jpg", [("w", "dog")]),
      request("1", uri: "s3://bucket/2.jpg", [("w", "bird")]),
      request("7", uri: "s3://bucket/0.jpg", [("w", "cat")]),
      request("2", uri: "s3://bucket/9.jpg", [("w", "cat")]),
    ]
    try job.add(
      "[\(objects.joined(separator: ","))]", to: "iteration-1/a.json", .consolidationRequest)
    let reading = job.read(for: try dataset(Self.lines(["cat", "dog", "bird"])))
    #expect(reading.votes.words == [["w:cat"], ["w:dog"], ["w:bird"]])
    #expect(try reading.problem(.matchedByImage).count == 3)
    #expect(try reading.problem(.otherImage).count == 1)
  }

  @Test func anImageOnTwoLinesIsNotGuessed() throws {
    var job = AnswerJob()
    let object = request("0", uri: "s3://bucket/1.jpg", [("w", "dog")])
    try job.add("[\(object)]", to: "iteration-1/a.json", .consolidationRequest)
    let twice = [line("s3://bucket/0.jpg"), line("s3://bucket/1.jpg"), line("s3://bucket/1.jpg")]
    #expect(job.read(for: try dataset(twice)).codes == [.otherImage])
    // Where the number says which of the two, there is nothing to guess.
    var other = AnswerJob()
    let second = request("2", uri: "s3://bucket/1.jpg", [("w", "cat")])
    try other.add("[\(second)]", to: "iteration-1/a.json", .consolidationRequest)
    #expect(other.read(for: try dataset(twice)).votes.words == [[], [], ["w:cat"]])
  }

  // MARK: Laws

  /// Random answers for a random manifest; everything that may go wrong does.
  private static func randomJob(_ random: inout SeededNumbers) throws -> (Dataset, AnswerJob) {
    let classes = ["cat", "dog", "bird"]
    let names = (0..<20).map { _ in classes.randomElement(using: &random) ?? "" }
    var job = AnswerJob()
    for number in 0..<40 {
      let object = Int.random(in: 0..<22, using: &random)
      let answers = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        answer(
          "w\(Int.random(in: 0..<6, using: &random))",
          object < 20 && Bool.random(using: &random)
            ? names[object] : ["cat", "dog", "emu", "bad"].randomElement(using: &random) ?? "",
          submitted: "2024-03-01T09:00:0\(Int.random(in: 0..<4, using: &random))Z",
          more: Bool.random(using: &random) ? ",\"timeSpentInSeconds\":-1" : "")
      }
      try job.add(
        object, answers, iteration: Int.random(in: 8...11, using: &random), name: "f\(number)")
    }
    return (try dataset(lines(names)), job)
  }

  @Test func theOrderOfFilesAndBatchesDoesNotMatter() throws {
    var random = SeededNumbers(seed: 11)
    for round in 0..<40 {
      let (dataset, job) = try Self.randomJob(&random)
      let expected = job.read(for: dataset, batch: 100)
      var other = job
      other.files.shuffle(using: &random)
      let reading = other.read(
        for: dataset, batch: Int.random(in: 1...9, using: &random), order: UInt64(round))
      #expect(reading.votes.everything == expected.votes.everything)
      #expect(reading.problems == expected.problems)
      #expect(reading.fit == expected.fit)
    }
  }

  @Test func columnsAreWhatTheContractSays() throws {
    var random = SeededNumbers(seed: 12)
    for _ in 0..<40 {
      let (dataset, job) = try Self.randomJob(&random)
      let votes = job.read(for: dataset).votes
      #expect(votes.rows == votes.rows.sorted())
      #expect(votes.rowCount == dataset.count)
      #expect(votes.rowStarts.last == votes.count)
      for row in 0..<votes.rowCount {
        let answers = votes.answers(of: row)
        #expect(answers.allSatisfy { votes.rows[$0] == Int32(row) })
        #expect(Set(answers.map { votes.workers[$0] }).count == answers.count)
      }
      #expect(Array(votes.classNames.prefix(dataset.classNames.count)) == dataset.classNames)
      #expect(votes.workerNames == votes.workerNames.sorted())
      #expect(Set(votes.workers).count == votes.workerNames.count)
      #expect(votes.workerSubjects.count == votes.workerNames.count)
      let extra = votes.classNames.indices.dropFirst(dataset.classNames.count)
      #expect(extra.allSatisfy { votes.classes.contains(Int32($0)) })
    }
  }
}
