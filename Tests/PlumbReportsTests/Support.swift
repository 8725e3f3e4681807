import Foundation
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbText
import Synchronization
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

extension SummaryReport {
  init(_ dataset: Dataset) {
    self.init(dataset, manifestName: "output.manifest", choseAttribute: true)
  }
}

/// Files beside the tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// The hostile manifests of the label tests.
  static let manifests = folder.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("PlumbLabelsTests/Fixtures/manifests")

  static func bytes(_ name: String) throws -> [UInt8] { try GoldenFolder(folder).bytes(name) }

  /// Names of all hostile manifests that can be read.
  static func readableManifests() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: manifests.path).sorted()
    return names.filter { $0.hasSuffix(".manifest") && (try? hostile($0)) != nil }
  }

  static func hostile(_ name: String) throws -> Dataset {
    try dataset(Array(try Data(contentsOf: manifests.appendingPathComponent(name))))
  }

  /// Compares with a golden file.
  static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let complaint = try GoldenFolder(folder).complaint(text, name)
    #expect(complaint == nil, sourceLocation: sourceLocation)
  }
}

/// A small picture, different for each number.
func picture(_ number: Int) throws -> [UInt8] {
  let (width, height) = (12 + number % 3, 9)
  let rgb = (0..<width * height * 3).map { UInt8(($0 * 7 + number * 31) % 256) }
  return try #require(encodeJPEG(rgb: rgb, width: width, height: height, quality: 80))
}

/// A job with images on disk: `cats` by people and machine, one image missing and one damaged.
struct JobOnDisk {
  let folder: TemporaryFolder
  let dataset: Dataset

  init(count: Int = 30) throws {
    folder = try TemporaryFolder()
    var lines: [String] = []
    for number in 0..<count {
      let key = "set/\(number).jpg"
      let name = ["cat", "dog", "../../x", "猫", "ärger"][number % 5]
      lines.append(
        line(
          "s3://bucket/\(key)", name, confidence: number % 7 == 0 ? nil : "0.\(number % 90 + 10)",
          human: number % 3 != 0))
      if number == 4 { continue }
      let bytes = try picture(number)
      try folder.write("bucket/\(key)", number == 5 ? Array(bytes.prefix(40)) : bytes)
    }
    dataset = try TestSupport.dataset(lines)
  }

  func remove() { folder.remove() }

  /// The same images as bytes that come over a network.
  func imagesOverNetwork(_ asked: AskedImages = AskedImages()) -> JobImages {
    networkImages(dataset, in: folder.path, asked)
  }

  func images(
    jobs: Int = 2, cache: String? = nil, measuring: Measuring = .nothing
  ) throws -> JobImages {
    try JobImages(
      dataset, folder: folder.path, cache: cache.map { ThumbnailCache(directory: $0) }, jobs: jobs,
      measuring: measuring)
  }

  func evidence(
    jobs: Int = 2, cache: String? = nil, selection: ImageSelection = ImageSelection(),
    measuring: Measuring = .nothing
  ) throws -> Evidence {
    Evidence(
      dataset: dataset, summary: SummaryReport(dataset),
      images: try images(jobs: jobs, cache: cache, measuring: measuring), samples: 3,
      selection: selection)
  }
}

/// Images of a folder that come as bytes, as over a network.
func networkImages(_ dataset: Dataset, in folder: String, _ asked: AskedImages) -> JobImages {
  let found = ImageFolder(root: folder, references: JobReferences(dataset: dataset))
  return JobImages(
    dataset, source: NetworkImages(folder: found, asked: asked), folder: folder, cache: nil, jobs: 2
  )
}

private struct NetworkImages: ImageSource {
  let folder: ImageFolder
  let asked: AskedImages
  let waitingThreads = 4

  func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
    asked.add(reference)
    return folder.path(reference).map { path in
      .bytes((try? [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))) ?? [])
    }
  }
}

/// The images that somebody asked for.
final class AskedImages: Sendable {
  private let asked = Mutex<[ImageReference]>([])

  /// All of them, in no particular order, as often as they were asked for.
  var all: [ImageReference] { asked.withLock { $0 } }

  func add(_ reference: ImageReference) { asked.withLock { $0.append(reference) } }
}
