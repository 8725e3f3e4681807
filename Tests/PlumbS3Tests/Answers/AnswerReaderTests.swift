import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

@Suite struct AnswerReaderTests {
  private static let folders: [AnswerSource: String] = [
    .workerResponse: "worker-response", .consolidationRequest: "consolidation-request",
  ]

  private func read(
    _ folder: TemporaryFolder, _ dataset: Dataset, threads: Int = 2
  ) throws -> AnswerReader.Outcome? {
    try AnswerReader(
      FolderAnswerFiles(path: folder.path), folders: Self.folders, threads: threads
    ).read(for: dataset)
  }

  private static func names(_ count: Int) -> [String] {
    var random = SeededNumbers(seed: 3)
    return (0..<count).map { _ in ["a", "b", "c", "d"].randomElement(using: &random) ?? "" }
  }

  /// Answers that are right, numbered from a line on.
  private func writeResponses(
    _ folder: TemporaryFolder, _ names: [String], from first: Int = 0
  ) throws {
    for object in 0..<names.count - first {
      try folder.write(
        "worker-response/iteration-\(object % 11)/\(object)/2024-03-01_09:00:00.json",
        response("w\(object % 7)", names[object + first]))
    }
  }

  @Test func everyFileIsReadWhateverTheThreads() throws {
    let folder = try TemporaryFolder()
    let names = Self.names(700)
    try writeResponses(folder, names)
    let data = try dataset(of: names)
    for threads in [1, 2, 5] {
      let outcome = try #require(try read(folder, data, threads: threads))
      #expect(outcome.source == .workerResponse)
      #expect(outcome.fileCount == 700)
      #expect(outcome.reading.votes.rows == (0..<700).map { Int32($0) })
      #expect(outcome.reading.votes.workers.map { Int($0) } == (0..<700).map { $0 % 7 })
      #expect(outcome.reading.fit.agreeing == 700)
      #expect(outcome.reading.problems.isEmpty)
    }
  }

  @Test func badFilesAreToldByTheirPaths() throws {
    let folder = try TemporaryFolder()
    let names = Self.names(5)
    try writeResponses(folder, names)
    try folder.write("worker-response/iteration-3/3/2024-03-01_09:00:00.json", Array("{".utf8))
    try folder.write("worker-response/iteration-1/x/a.json", response("w", "a"))
    try folder.write("worker-response/notes.txt", [1])
    try folder.link("worker-response/iteration-2/2/b.json", to: "/")
    let reading = try #require(try read(folder, dataset(of: names))).reading
    #expect(reading.votes.count == 4)
    #expect(
      reading.problems.map { "\($0.code.rawValue) \($0.file)" } == [
        "no-answers ", "unknown-name worker-response/iteration-1/x/a.json",
        "outside-folder worker-response/iteration-2/2/b.json",
        "unknown-name worker-response/notes.txt",
        "invalid-json worker-response/iteration-3/3/2024-03-01_09:00:00.json",
      ])
  }

  @Test func consolidationRequestsAreReadWhereThereIsNothingElse() throws {
    let folder = try TemporaryFolder()
    let names = ["a", "b", "a"]
    try folder.write(
      "consolidation-request/iteration-2/b.json", request([(1, 1, "b"), (2, 2, "a")]))
    try folder.write("consolidation-request/iteration-1/a.json", request([(0, 0, "a")]))
    let outcome = try #require(try read(folder, dataset(of: names)))
    #expect(outcome.source == .consolidationRequest)
    #expect(outcome.fileCount == 2)
    #expect(outcome.reading.votes.rows == [0, 1, 2])
    #expect(outcome.reading.problems.isEmpty)
  }

  @Test func workerResponsesComeFirst() throws {
    let folder = try TemporaryFolder()
    try writeResponses(folder, ["a", "b"])
    try folder.write("consolidation-request/iteration-1/a.json", request([(0, 0, "b")]))
    let outcome = try #require(try read(folder, dataset(of: ["a", "b"])))
    #expect(outcome.source == .workerResponse)
    #expect(outcome.reading.votes.count == 2)
  }

  /// A chained job numbers its part from 0; only the consolidation requests name the images.
  @Test func requestsAreReadWhereTheIdsOfResponsesDoNotFit() throws {
    let folder = try TemporaryFolder()
    let names = Self.names(200)
    try writeResponses(folder, names, from: 100)
    let data = try dataset(of: names)
    let alone = try #require(try read(folder, data))
    #expect(alone.reading.votes.count == 0)
    #expect(alone.reading.areAllMisplaced)
    #expect(alone.source == .workerResponse)
    try folder.write(
      "consolidation-request/iteration-1/a.json",
      request((100..<200).map { (id: $0 - 100, image: $0, label: names[$0]) }))
    let outcome = try #require(try read(folder, data))
    #expect(outcome.source == .consolidationRequest)
    #expect(outcome.reading.votes.rows == (100..<200).map { Int32($0) })
    #expect(!outcome.reading.areAllMisplaced)
    #expect(
      outcome.reading.problems.map(\.code) == [.answersDoNotFit, .matchedByImage, .noAnswers])
  }

  @Test func aFolderWithoutFilesGivesNothing() throws {
    let folder = try TemporaryFolder()
    #expect(try read(folder, dataset(of: ["a"])) == nil)
    try folder.write("worker-response/.keep", [])
    #expect(try read(folder, dataset(of: ["a"])) == nil)
    try folder.write("worker-response/other.txt", [1])
    let outcome = try #require(try read(folder, dataset(of: ["a"])))
    #expect(outcome.fileCount == 0)
    #expect(outcome.reading.problems.map(\.code) == [.unknownName])
  }

  @Test func progressIsToldToTheEnd() throws {
    let folder = try TemporaryFolder()
    try writeResponses(folder, Self.names(600))
    var told: [[Int]] = []
    let reader = AnswerReader(
      try FolderAnswerFiles(path: folder.path), folders: Self.folders, threads: 2)
    _ = try reader.read(for: dataset(of: Self.names(600))) { told.append([$0, $1]) }
    #expect(told == [[256, 600], [512, 600], [600, 600]])
  }

  /// A place whose files cannot be read for a reason of the world.
  private struct LostFiles: AnswerFiles {
    var name: String { "nowhere" }
    func list(below folder: String, depth: Int) -> AnswerListing {
      var listing = AnswerListing()
      listing.paths = (0..<1_000).map { "\(folder)/iteration-1/\($0)/a.json" }
      return listing
    }
    func read(_ path: String, into buffer: AnswerBuffer) throws {
      throw InputError.permissionDenied(path: path)
    }
  }

  @Test func troubleWithTheWorldEndsTheReading() throws {
    let reader = AnswerReader(LostFiles(), folders: Self.folders, threads: 3)
    #expect(throws: InputError.self) { try reader.read(for: dataset(of: ["a"])) }
  }
}
