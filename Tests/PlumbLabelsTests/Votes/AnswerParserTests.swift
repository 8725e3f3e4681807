import TestSupport
import Testing

@testable import PlumbLabels

/// What is read of files of answers, seen in the votes that are made of them.
struct AnswerParserTests {
  /// Reads one worker response for the one image of a manifest, labelled "cat".
  private func read(_ text: String) throws -> VotesReading {
    var job = AnswerJob()
    try job.add(text, to: "iteration-1/0/a.json", .workerResponse)
    return job.read(for: try dataset([line()]))
  }

  /// The same for a consolidation request.
  private func readRequest(_ text: String) throws -> VotesReading {
    var job = AnswerJob()
    try job.add(text, to: "iteration-1/a.json", .consolidationRequest)
    return job.read(for: try dataset([line()]))
  }

  // MARK: Worker responses

  @Test(arguments: ["crowd-image-classifier", "crowd-classifier", "my own name", ""])
  func theElementMayHaveAnyName(_ element: String) throws {
    let reading = try read(response([answer("w", "cat", element: element)]))
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.problems.isEmpty)
  }

  @Test func theLabelMayStandInTheContentItself() throws {
    let reading = try read(#"{"answers":[{"workerId":"w","answerContent":{"label":"cat"}}]}"#)
    #expect(reading.votes.words == [["w:cat"]])
  }

  @Test func otherElementsBesideTheLabelAreNoTrouble() throws {
    let content =
      #"{"note":{"text":"x"},"n":1,"labels":["a"],"c":{"label":"cat"},"d":{"label":3},"e":[{"label":"no"}]}"#
    let reading = try read(#"{"answers":[{"workerId":"w","answerContent":\#(content)}]}"#)
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.problems.isEmpty)
  }

  @Test func answersOfOneFileKeepTheirOrder() throws {
    let reading = try read(
      response([answer("b", "cat"), answer("a", "dog"), answer("c", "cat")]))
    #expect(reading.votes.words == [["b:cat", "a:dog", "c:cat"]])
    #expect(reading.votes.workerNames == ["a", "b", "c"])
  }

  @Test(arguments: [
    ("2019-04-18T16:26:41Z", 1_555_604_801_000_000), ("2019-04-18T16:26:41", 1_555_604_801_000_000),
    ("2019-04-18T16:26:41.250Z", 1_555_604_801_250_000),
    ("2019-04-18T18:26:41.25+0200", 1_555_604_801_250_000),
  ])
  func timesAreReadInEveryForm(_ text: String, _ time: Int64) throws {
    let reading = try read(
      response([answer("w", "cat", submitted: text, more: #","acceptanceTime":"\#(text)""#)]))
    #expect(reading.votes.submittedTimes == [time])
    #expect(reading.votes.acceptedTimes == [time])
    #expect(reading.problems.isEmpty)
  }

  @Test func whatIsMissingIsUnknown() throws {
    let reading = try read(response([answer("w", "cat", submitted: nil)]))
    #expect(reading.votes.submittedTimes == [Votes.noTime])
    #expect(reading.votes.acceptedTimes == [Votes.noTime])
    #expect(reading.votes.secondsSpent[0].isNaN)
    #expect(reading.votes.workerSubjects == [nil])
    #expect(reading.problems.isEmpty)
  }

  @Test func newerFieldsAreRead() throws {
    let more =
      #","timeSpentInSeconds":6.5,"workerMetadata":{"identityData":{"sub":"a-b-c","issuer":"x"}}"#
    let reading = try read(response([answer("w", "cat", more: more), answer("v", "cat")]))
    #expect(reading.votes.workerNames == ["v", "w"])
    #expect(reading.votes.workerSubjects == [nil, "a-b-c"])
    #expect(reading.votes.secondsSpent[0] == 6.5)
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: ["-1", "\"6\"", "1e300", "[]", "true"])
  func badDurationsAreUnknownAndTold(_ text: String) throws {
    let reading = try read(response([answer("w", "cat", more: ",\"timeSpentInSeconds\":\(text)")]))
    #expect(reading.votes.secondsSpent[0].isNaN)
    #expect(reading.codes == [.badTime])
  }

  @Test func badTimesAreUnknownAndToldOnceAFile() throws {
    let reading = try read(
      response([answer("w", "cat", submitted: "yesterday"), answer("v", "cat", submitted: "")]))
    #expect(reading.votes.submittedTimes == [Votes.noTime, Votes.noTime])
    let problem = try reading.problem(.badTime)
    #expect(problem.count == 2)
    #expect(problem.file == "iteration-1/0/a.json")
  }

  // MARK: Answers that are left out

  @Test(arguments: [
    "{}", #"{"x":{"labels":["cat"]}}"#, #"{"x":{"label":1}}"#, "null", "[]", "\"cat\"",
    #"{"boundingBox":{"boundingBoxes":[{"label":"cat","left":1}]}}"#,
    #"{"x":{"y":{"label":"cat"}}}"#,
  ])
  func contentWithoutALabelIsLeftOut(_ content: String) throws {
    let reading = try read(
      #"{"answers":[{"workerId":"v","answerContent":\#(content)},\#(answer("w", "cat"))]}"#)
    #expect(reading.votes.words == [["w:cat"]])
    #expect(reading.codes == [.noLabel])
  }

  @Test func severalLabelsAreLeftOut() throws {
    let content = #"{"x":{"label":"cat"},"y":{"label":"dog"}}"#
    let reading = try read(#"{"answers":[{"workerId":"w","answerContent":\#(content)}]}"#)
    #expect(reading.votes.count == 0)
    #expect(reading.codes == [.severalLabels])
  }

  @Test func anAnswerWithoutAWorkerIsLeftOut() throws {
    for worker in [#""workerId":"""#, #""workerId":7"#, #""x":1"#] {
      let reading = try read(#"{"answers":[{\#(worker),"answerContent":{"x":{"label":"cat"}}}]}"#)
      #expect(reading.votes.count == 0)
      #expect(reading.codes == [.noWorker])
    }
  }

  @Test func anEmptyLabelIsAClass() throws {
    let reading = try read(response([answer("w", ""), answer("v", "cat")]))
    #expect(reading.votes.classNames == ["cat", ""])
    #expect(reading.codes == [.classOnlyInAnswers])
  }

  // MARK: Files that are left out

  @Test(arguments: [
    ("", VoteProblemCode.emptyFile), ("{", .invalidJSON), ("{\"answers\":[", .invalidJSON),
    ("<html>", .invalidJSON), ("[]", .notAnswers), ("{}", .notAnswers), ("7", .notAnswers),
    (#"{"answers":{}}"#, .notAnswers), (#"{"answers":null}"#, .notAnswers),
  ])
  func filesOfAnotherShapeAreLeftOut(_ text: String, _ code: VoteProblemCode) throws {
    let reading = try read(text)
    #expect(reading.votes.count == 0)
    #expect(reading.codes == [code])
    #expect(code.effect == .fileLeftOut)
  }

  @Test func brokenUTF8AndDeepNestingAreLeftOut() throws {
    var job = AnswerJob()
    try job.add("", to: "iteration-1/0/a.json", .workerResponse)
    job.files[0].bytes = Array(response([answer("w", "c")]).utf8).map { $0 == 0x63 ? 0xFF : $0 }
    #expect(job.read(for: try dataset([line()])).codes == [.invalidUTF8])
    let deep =
      #"{"answers":\#(String(repeating: "[", count: 200))\#(String(repeating: "]", count: 200))}"#
    #expect(try read(deep).codes == [.tooDeep])
  }

  @Test func anEmptyListOfAnswersIsNoTrouble() throws {
    let reading = try read(response([]))
    #expect(reading.votes.count == 0)
    #expect(reading.problems.isEmpty)
  }

  @Test func answersThatAreNoObjectsAreToldOnce() throws {
    let reading = try read(#"{"answers":[1,null,"x",[],{}]}"#)
    #expect(reading.votes.count == 0)
    #expect(try reading.problem(.noWorker).count == 5)
  }

  // MARK: Hostile texts

  @Test func theLastOfADoubleKeyIsUsed() throws {
    let reading = try read(
      #"{"answers":[],"answers":[{"workerId":"a","workerId":"b","answerContent":{"x":{"label":"cat"}}}]}"#
    )
    #expect(reading.votes.words == [["b:cat"]])
    #expect(try reading.problem(.duplicateKey).count == 2)
  }

  @Test func loneSurrogatesAreReplacedAndTold() throws {
    let reading = try read(response([answer("w", "cat"), answer("v", "c\\ud800")]))
    #expect(reading.votes.classNames == ["cat", "c\u{FFFD}d800"])
    #expect(reading.codes.contains(.loneSurrogate))
  }

  @Test func namesThatOnlyLookAlikeStayApart() throws {
    let reading = try read(
      response([
        answer("\u{E9}", "cat"), answer("e\u{301}", "caf\u{E9}"), answer("f", "cafe\u{301}"),
      ]))
    #expect(reading.votes.count == 3)
    #expect(reading.votes.workerNames.count == 3)
    #expect(reading.votes.classNames.map { Array($0.utf8).count } == [3, 6, 5])
  }

  @Test func truncatedFilesNeverStopTheReading() throws {
    let text = Array(response([answer("w", "cat"), answer("v", "dog")]).utf8)
    for length in 0..<text.count {
      var job = AnswerJob()
      try job.add("", to: "iteration-1/0/a.json", .workerResponse)
      job.files[0].bytes = Array(text.prefix(length))
      let reading = job.read(for: try dataset([line()]))
      #expect(reading.votes.count == 0)
      #expect(reading.codes == [length == 0 ? .emptyFile : .invalidJSON])
    }
  }

  // MARK: Consolidation requests

  @Test func consolidationRequestsAreRead() throws {
    let uri = "s3://bucket/image.jpg"
    let reading = try readRequest("[\(request("0", uri: uri, [("b", "cat"), ("a", "dog")]))]")
    #expect(reading.votes.words == [["b:cat", "a:dog"]])
    #expect(reading.votes.submittedTimes == [Votes.noTime, Votes.noTime])
    #expect(reading.codes == [.classOnlyInAnswers])
  }

  @Test func anIdMayBeANumber() throws {
    let text = request("0", uri: nil, [("w", "cat")]).replacing("\"0\"", with: "0")
    #expect(try readRequest("[\(text)]").votes.words == [["w:cat"]])
  }

  @Test(arguments: [
    #""-1""#, #""x""#, #""01""#, "-1", "0.5", "null", #""99999999999999999999""#,
  ])
  func anObjectWithoutAUsableIdIsLeftOut(_ id: String) throws {
    let text = request("0", uri: nil, [("w", "cat")]).replacing("\"0\"", with: id)
    let reading = try readRequest("[\(text)]")
    #expect(reading.votes.count == 0)
    #expect(reading.codes == [.noObjectID])
  }

  @Test(arguments: [
    ("{}", VoteProblemCode.notAnswers), ("[1]", .notAnswers), ("[{}]", .notAnswers),
    (#"[{"datasetObjectId":"0","annotations":[{"workerId":"w"}]}]"#, .noLabel),
    (
      #"[{"datasetObjectId":"0","annotations":[{"workerId":"w","annotationData":{"content":"{"}}]}]"#,
      .noLabel
    ),
    (
      #"[{"datasetObjectId":"0","annotations":[{"workerId":"w","annotationData":{"content":{}}}]}]"#,
      .noLabel
    ),
  ])
  func requestsOfAnotherShapeAreTold(_ text: String, _ code: VoteProblemCode) throws {
    let reading = try readRequest(text)
    #expect(reading.votes.count == 0)
    #expect(reading.codes == [code])
  }

  @Test func escapesInTheInnerJSONAreRead() throws {
    let content = #""{\"x\":{\"label\":\"caf\\u00e9 \\\"1\\\"\"}}""#
    let text =
      #"[{"datasetObjectId":"0","annotations":[{"workerId":"w","annotationData":{"content":\#(content)}}]}]"#
    #expect(try readRequest(text).votes.classNames == ["cat", "café \"1\""])
  }

  @Test func aParserIsUsedForManyFiles() throws {
    var parser = AnswerParser()
    let file = try #require(
      AnswerFile(path: "iteration-1/0/a.json", below: "", source: .workerResponse))
    parser.parse(Array("{".utf8), of: file, number: 0)
    parser.parse(Array(response([answer("w", "cat")]).utf8), of: file, number: 0)
    #expect(parser.take().count == 1)
    #expect(parser.take().count == 0)
  }
}
