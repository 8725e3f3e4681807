import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct MeasurementsTests {
  private func measured(
    _ job: JobOnDisk, _ measuring: Measuring = .pictures, dataset: Dataset? = nil
  ) async throws -> ImageMeasurements {
    let images = try JobImages(
      dataset ?? job.dataset, folder: job.folder.path, cache: nil, jobs: 2, measuring: measuring)
    var log = ImageLog()
    return try await images.measurements(of: dataset ?? job.dataset, log: &log) { _, _ in }
  }

  @Test func everyImageIsMeasuredOrHasItsReason() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let found = try await measured(job)
    // Number 4 is missing, number 5 is cut off before its picture.
    #expect(found.unreadable.map(\.row) == [4, 5])
    #expect(found.unreadable[0].failure.code.rawValue == "missing")
    #expect(found.rows == (0..<30).filter { $0 != 4 && $0 != 5 })
    #expect(found.images.map(\.width) == found.rows.map { 12 + $0 % 3 })
    #expect(found.cleanVision.isEmpty)
    #expect(found.count == 30)
  }

  @Test func anImageOnSeveralLinesIsMeasuredOnce() async throws {
    let job = try JobOnDisk(count: 3)
    defer { job.remove() }
    let data = try dataset([
      line("s3://bucket/set/0.jpg"), line("s3://bucket/set/1.jpg"),
      line("s3://bucket/set/0.jpg", "dog"),
    ])
    #expect(try await measured(job, dataset: data).rows == [0, 1])
  }

  @Test func cleanVisionJudgesWhatCanBeRead() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let found = try await measured(job, .cleanVision)
    #expect(found.cleanVision.map(\.row) == found.rows)
    #expect(found.cleanVision.allSatisfy { (0...1).contains($0.scores.blurry) })
  }

  @Test func whatIsMeasuredDoesNotDependOnTheCache() async throws {
    let job = try JobOnDisk()
    defer { job.remove() }
    let place = try TemporaryFolder()
    let without = try await measured(job)
    for _ in 0..<2 {
      let images = try JobImages(
        job.dataset, folder: job.folder.path,
        cache: ThumbnailCache(directory: place.path + "/cache"), jobs: 2, measuring: .pictures)
      var log = ImageLog()
      let found = try await images.measurements(of: job.dataset, log: &log) { _, _ in }
      #expect(found.rows == without.rows)
      #expect(found.images == without.images)
    }
  }
}
