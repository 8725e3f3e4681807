import TestSupport
import Testing

@testable import PlumbLabels

/// Jobs that would break a reader that thinks of an ordinary one.
struct HostileVotesTests {
  private static func lines(_ count: Int) -> [String] {
    (0..<count).map { line("s3://bucket/\($0).jpg", $0.isMultiple(of: 2) ? "cat" : "dog") }
  }

  @Test func oneWorkerEverywhere() throws {
    var job = AnswerJob()
    for object in 0..<30 {
      try job.add(object, [answer("w", object.isMultiple(of: 2) ? "cat" : "dog")])
    }
    let reading = job.read(for: try dataset(Self.lines(30)))
    #expect(reading.votes.workerNames == ["w"])
    #expect(reading.votes.rowStarts == Array(0...30))
    #expect(reading.problems.isEmpty)
  }

  @Test func aWorkerWhoSawOneClassOnly() throws {
    var job = AnswerJob()
    for object in 0..<10 {
      let others = answer("v", object.isMultiple(of: 2) ? "cat" : "dog")
      try job.add(object, object.isMultiple(of: 2) ? [answer("w", "cat"), others] : [others])
    }
    let votes = job.read(for: try dataset(Self.lines(10))).votes
    let seen = votes.classes.indices.filter { votes.workerNames[Int(votes.workers[$0])] == "w" }
    #expect(Set(seen.map { votes.classes[$0] }) == [0])
    #expect(votes.count == 15)
  }

  @Test func labelsThatNoWorkerChose() throws {
    var job = AnswerJob()
    for object in 0..<10 {
      try job.add(object, [answer("w", object == 3 ? "bird" : object % 2 == 0 ? "cat" : "dog")])
    }
    let reading = job.read(for: try dataset(Self.lines(10)))
    #expect(reading.votes.count == 10)
    #expect(try reading.problem(.labelNotChosen).line == 4)
    #expect(reading.codes == [.classOnlyInAnswers, .labelNotChosen])
  }

  @Test func tenThousandWorkers() throws {
    var job = AnswerJob()
    var random = SeededNumbers(seed: 31)
    for object in 0..<2_000 {
      let label = object.isMultiple(of: 2) ? "cat" : "dog"
      try job.add(object, (0..<5).map { answer("worker-\(object * 5 + $0)", label) })
    }
    job.files.shuffle(using: &random)
    let reading = job.read(for: try dataset(Self.lines(2_000)), batch: 256)
    #expect(reading.votes.workerNames.count == 10_000)
    #expect(reading.votes.count == 10_000)
    #expect(reading.problems.isEmpty)
    for row in 0..<2_000 {
      let numbers = reading.votes.answers(of: row).map {
        reading.votes.workerNames[Int(reading.votes.workers[$0])]
      }
      #expect(numbers == (0..<5).map { "worker-\(row * 5 + $0)" })
    }
  }

  /// Looking each answer up among the others of its row would take minutes.
  @Test func manyAnswersOfOneImage() throws {
    var job = AnswerJob()
    let answers = (0..<100_000).map { number in
      answer("w\(number % 50_000)", "cat", submitted: "2024-03-01T0\(number / 50_000):00:00Z")
    }
    try job.add(0, answers)
    let reading = job.read(for: try dataset([line()]))
    #expect(reading.votes.count == 50_000)
    #expect(try reading.problem(.repeatedAnswer).count == 50_000)
  }

  @Test func noFilesAtAll() throws {
    let reading = AnswerJob().read(for: try dataset(Self.lines(3)))
    #expect(reading.votes.count == 0)
    #expect(reading.votes.rowStarts == [0, 0, 0, 0])
    #expect(reading.problems.isEmpty)
  }

  @Test func randomBytesAndMutatedFilesNeverStopTheReading() throws {
    var random = SeededNumbers(seed: 32)
    let good = Array(response([answer("w", "cat"), answer("v", "dog")]).utf8)
    let asked = Array("[\(request("0", uri: "s3://bucket/0.jpg", [("w", "cat")]))]".utf8)
    let data = try dataset(Self.lines(2))
    for _ in 0..<2_000 {
      var job = AnswerJob()
      try job.add("", to: "iteration-1/0/a.json", .workerResponse)
      try job.add("", to: "iteration-1/a.json", .consolidationRequest)
      job.files[0].bytes = mutated(good, &random)
      job.files[1].bytes = mutated(asked, &random)
      let reading = job.read(for: data)
      #expect(reading.votes.count <= 3)
      #expect(reading.problems.allSatisfy { $0.count > 0 && !$0.message.isEmpty })
    }
  }

  /// Some bytes replaced, removed or doubled.
  private func mutated(_ bytes: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
      }
    }
    return bytes
  }

  @Test func codesAreWordsInSmallLetters() {
    for code in VoteProblemCode.allCases {
      #expect(code.rawValue.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
    }
    #expect(Set(VoteProblemCode.allCases.map(\.rawValue)).count == VoteProblemCode.allCases.count)
  }
}
