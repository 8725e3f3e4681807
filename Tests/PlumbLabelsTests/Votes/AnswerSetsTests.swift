import TestSupport
import Testing

@testable import PlumbLabels

/// Answers that are sets of classes, as `crowd-image-classifier-multi-select` gives them.
struct AnswerSetsTests {
  /// One answer of a worker response as JSON.
  private func answer(
    _ worker: String, _ labels: [String], element: String = "crowd-image-classifier-multi-select"
  ) -> String {
    let list = labels.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"answerContent":{"\#(element)":{"labels":[\#(list)]}},"workerId":"\#(worker)"}"#
  }

  /// Reads answers as the reader does for labels with several classes.
  private func read(_ job: AnswerJob, for dataset: Dataset) -> VotesReading {
    let sorted = job.files.sorted { $0.file < $1.file }
    var builder = VotesBuilder(dataset, files: sorted.map(\.file))
    for (number, one) in sorted.enumerated() {
      var parser = AnswerParser(readsSets: true)
      parser.parse(one.bytes, of: one.file, number: number)
      builder.add(parser.take())
    }
    return builder.finish()
  }

  private func read(_ text: String) throws -> VotesReading {
    var job = AnswerJob()
    try job.add(text, to: "iteration-1/0/a.json", .workerResponse)
    return read(job, for: try dataset([multiLabelLine("s3://bucket/0", ["sea", "sky"])]))
  }

  /// The classes of each answer.
  private func choices(_ reading: VotesReading) -> [[String]] {
    guard let sets = reading.sets else { return [] }
    return reading.votes.classes.map { set in
      sets.members[Int(set)].map { sets.classNames[$0] }
    }
  }

  @Test(arguments: ["crowd-image-classifier-multi-select", "my own name"])
  func setsAreRead(_ element: String) throws {
    let reading = try read(
      response([
        answer("a", ["sky", "sea"], element: element), answer("b", [], element: element),
        answer("c", ["sea", "boat", "sea"], element: element),
        answer("d", ["sea", "sky"], element: element),
      ]))
    #expect(choices(reading) == [["sea", "sky"], [], ["sea", "boat"], ["sea", "sky"]])
    #expect(reading.sets?.classNames == ["sea", "sky", "boat"])
    #expect(reading.votes.classes[0] == reading.votes.classes[3])
    #expect(reading.votes.words == [["a:sea + sky", "b:(none)", "c:sea + boat", "d:sea + sky"]])
    #expect(reading.codes == [.classOnlyInAnswers])
    #expect(reading.fit.compared == 1 && reading.fit.agreeing == 1)
  }

  @Test func consolidationRequestsHaveThemToo() throws {
    let content = #"{\"x\":{\"labels\":[\"sky\"]}}"#
    let text =
      #"[{"datasetObjectId":"0","annotations":[{"workerId":"w","annotationData":{"content":"\#(content)"}}]}]"#
    var job = AnswerJob()
    try job.add(text, to: "iteration-1/a.json", .consolidationRequest)
    let reading = read(job, for: try dataset([multiLabelLine("s3://bucket/0", ["sky"])]))
    #expect(choices(reading) == [["sky"]])
  }

  @Test(arguments: [
    (#"{"x":{"label":"sea"}}"#, VoteProblemCode.noLabel), (#"{"x":{"labels":"sea"}}"#, .noLabel),
    (#"{"x":{"labels":["sea",3]}}"#, .noLabel), (#"{"x":[{"labels":["sea"]}]}"#, .noLabel),
    (#"{"x":{"labels":[]},"y":{"labels":["sea"]}}"#, .severalLabels),
  ])
  func otherAnswersAreLeftOut(_ content: String, _ code: VoteProblemCode) throws {
    let reading = try read(#"{"answers":[{"workerId":"w","answerContent":\#(content)}]}"#)
    #expect(reading.votes.count == 0)
    #expect(try reading.problem(code).message.contains("\"labels\""))
  }

  @Test func singleClassesAreReadAsBefore() throws {
    var job = AnswerJob()
    try job.add(0, [answer("w", ["cat"])])
    let reading = job.read(for: try dataset([line()]))
    #expect(reading.votes.count == 0 && reading.sets == nil)
    #expect(reading.codes.contains(.noLabel))
  }

  /// Names with any bytes are told apart, and equal sets are one whatever their order.
  @Test func keysAreSets() {
    let names = ["", "a", "a+b", "\u{0}", "\u{0}\u{1}\u{0}\u{0}\u{0}a", "caf\u{E9}", "cafe\u{301}"]
      .map { Array($0.utf8) }
    var keys: Set<[UInt8]> = []
    for bits in 0..<(1 << names.count) {
      let set = names.indices.filter { bits >> $0 & 1 == 1 }.map { names[$0] }
      let key = AnswerSetKey.bytes(set.reversed() + set)
      #expect(Set(AnswerSetKey.names(key)) == Set(set))
      #expect(key == AnswerSetKey.bytes(set))
      keys.insert(key)
    }
    #expect(keys.count == 1 << names.count)
  }

  // MARK: Fit

  private func job(_ labels: [[String]], shift: Int) throws -> VotesReading {
    var job = AnswerJob()
    for object in labels.indices {
      let chosen = labels[(object + shift) % labels.count]
      try job.add(object, [answer("a", chosen), answer("b", Array(chosen.prefix(1)))])
    }
    let lines = labels.enumerated().map { multiLabelLine("s3://bucket/\($0)", $1) }
    return read(job, for: try dataset(lines))
  }

  @Test func answersOfOtherImagesAreNoticed() throws {
    var numbers = SeededNumbers(seed: 8)
    let labels = (0..<60).map { _ in
      Set((0..<3).map { _ in "c\(Int.random(in: 0..<9, using: &numbers))" }).sorted()
    }
    let own = try job(labels, shift: 0)
    #expect(own.fit.share == 1 && own.fit.expectedShare < 0.3 && own.votes.count == 120)
    let other = try job(labels, shift: 23)
    #expect(other.areAllMisplaced && other.votes.count == 0)
    #expect(other.codes.contains(.answersDoNotFit))
  }
}
