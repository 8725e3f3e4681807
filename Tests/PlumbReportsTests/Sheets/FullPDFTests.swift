import Foundation
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct FullPDFTests {
  private func pdf(_ evidence: Evidence) async throws -> (bytes: [UInt8], log: ImageLog) {
    let sink = Sink()
    var log = ImageLog()
    var steps: [Int] = []
    let images = try #require(evidence.images)
    try await FullPDF(evidence, images: images)
      .write(to: { sink.bytes.append(contentsOf: $0) }, log: &log) { done, total in
        steps.append(done)
        #expect(done <= total)
      }
    #expect(steps == Array(1...steps.count))
    return (sink.bytes, log)
  }

  private final class Sink { var bytes: [UInt8] = [] }

  private func count(_ text: String, in bytes: [UInt8]) -> Int {
    Data(bytes).ranges(of: Data(text.utf8)).count
  }

  @Test func theSameInputGivesTheSameBytes() async throws {
    let job = try JobOnDisk(count: 60)
    defer { job.remove() }
    let cache = try TemporaryFolder()
    defer { cache.remove() }
    let first = try await pdf(try job.evidence(jobs: 1))
    #expect(try await pdf(try job.evidence(jobs: 1)).bytes == first.bytes)
    #expect(try await pdf(try job.evidence(jobs: 4)).bytes == first.bytes)
    let cold = try await pdf(try job.evidence(cache: cache.path))
    let warm = try await pdf(try job.evidence(cache: cache.path))
    #expect(cold.bytes == first.bytes && warm.bytes == first.bytes)
    #expect(cold.log.decoded > 0 && cold.log.fromCache == 0)
    #expect(warm.log.decoded == 0 && warm.log.fromCache > 0)
    #expect(cold.log.problems == first.log.problems && warm.log.problems == first.log.problems)
  }

  /// Where all images are there in a moment, there are no first sheets.
  @Test func theFirstSheetsCanBeSeenWhileOthersAreComing() async throws {
    let job = try JobOnDisk(count: 1_200)
    defer { job.remove() }
    let local = try await pdf(try job.evidence()).bytes
    for patience in [Duration.zero, .seconds(600)] {
      let place = try TemporaryFolder()
      let (seen, wasEarly) = try await firstSheets(of: job, in: place, patience: patience)
      if patience == .zero {
        #expect(count("/Type /Page %", in: seen) == 10)
        #expect(wasEarly)
      } else {
        #expect(seen.isEmpty)
      }
      #expect(place.names() == ["whole.pdf"])
      #expect(try place.bytes("whole.pdf") == local)
    }
  }

  /// Writes `whole.pdf`, and returns the first sheets and whether other images came after them.
  private func firstSheets(
    of job: JobOnDisk, in place: TemporaryFolder, patience: Duration
  ) async throws -> (seen: [UInt8], wasEarly: Bool) {
    let images = job.imagesOverNetwork()
    var evidence = try job.evidence()
    evidence.images = images
    nonisolated(unsafe) let seen = Sink()
    let plan = FirstSheets.Plan(
      path: place.path + "/first.pdf",
      ready: { seen.bytes = (try? [UInt8](Data(contentsOf: URL(fileURLWithPath: $0)))) ?? [] },
      patience: patience)
    var log = ImageLog()
    var doneWhenReady = 0
    var done = 0
    try await FullPDF(evidence, images: images, firstSheets: plan).write(
      toFile: place.path + "/whole.pdf", log: &log
    ) { number, _ in
      done = number
      if doneWhenReady == 0, !seen.bytes.isEmpty { doneWhenReady = number }
    }
    return (seen.bytes, doneWhenReady > 0 && doneWhenReady < done)
  }

  @Test func imagesThatCannotBeShownAreToldAndCounted() async throws {
    let job = try JobOnDisk(count: 10)
    defer { job.remove() }
    let log = try await pdf(try job.evidence()).log
    #expect(log.failureCount == 2)
    #expect(log.problems.map(\.line) == [5, 6])
    #expect(log.problems.map(\.image) == ["s3://bucket/set/4.jpg", "s3://bucket/set/5.jpg"])
    #expect(log.problems.map(\.code) == ["missing", "truncated"])
    #expect(log.problems.map(\.effect) == [.failure, .failure])
  }

  @Test func everySheetIsAPageAndThumbnailsStayJPEG() async throws {
    let job = try JobOnDisk(count: 30)
    defer { job.remove() }
    let evidence = try job.evidence()
    let bytes = try await pdf(evidence).bytes
    let sections = evidence.selection.sections(of: job.dataset)
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    #expect(String(decoding: bytes.suffix(8), as: UTF8.self).contains("%%EOF"))
    #expect(
      count("/Type /Page", in: bytes) - count("/Type /Pages", in: bytes) == 1 + sections.count)
    #expect(count("/DCTDecode", in: bytes) == 28)
    #expect(count("(s3://bucket/set/7.jpg)", in: bytes) == 1)
    let other = try await pdf(try job.evidence(selection: ImageSelection(limit: 5, seed: 3))).bytes
    #expect(other != bytes)
    #expect(count("/DCTDecode", in: other) <= 5)
  }

  @Test func anErrorOfTheWriterIsPassedOn() async throws {
    struct Full: Error {}
    let job = try JobOnDisk(count: 3)
    defer { job.remove() }
    let evidence = try job.evidence()
    let images = try #require(evidence.images)
    var log = ImageLog()
    await #expect(throws: (any Error).self) {
      try await FullPDF(evidence, images: images)
        .write(to: { _ in throw Full() }, log: &log) { _, _ in }
    }
  }

  @Test func aFolderThatIsNotThereIsSaid() throws {
    let data = try dataset([line("s3://bucket/a.jpg")])
    let error = try #require(throws: ReportError.self) {
      try JobImages(data, folder: "/nowhere/at/all", cache: nil, jobs: 1)
    }
    #expect("\(error)".contains("/nowhere/at/all"))
  }
}
