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

/// The dataset of a manifest's bytes.
func dataset(_ bytes: [UInt8], attribute: String? = nil) throws -> Dataset {
  var offset = 0
  return try ManifestReader(threads: 2).read { buffer in
    let count = min(buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    offset += count
    return count
  }.dataset(attribute: attribute)
}

/// The dataset of a manifest written as lines.
func dataset(_ lines: [String], attribute: String? = nil) throws -> Dataset {
  try dataset(Array((lines.joined(separator: "\n") + "\n").utf8), attribute: attribute)
}

/// One labelled line.
func line(
  _ reference: String, _ name: String = "cat", confidence: String? = "0.9", human: Bool = true,
  job: String = "labeling-job/job"
) -> String {
  let confidence = confidence.map { "\"confidence\":\($0)," } ?? ""
  func quoted(_ text: String) -> String { JSONValue.string(text).compact }
  return """
    {"source-ref":\(quoted(reference)),"job":0,"job-metadata":{\(confidence)\
    "class-name":\(quoted(name)),"job-name":\(quoted(job)),\
    "human-annotated":"\(human ? "yes" : "no")","creation-date":"2024-03-01T10:00:00",\
    "type":"groundtruth/image-classification"}}
    """
}

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

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Names of all hostile manifests that can be read.
  static func readableManifests() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: manifests.path).sorted()
    return names.filter { $0.hasSuffix(".manifest") && (try? hostile($0)) != nil }
  }

  static func hostile(_ name: String) throws -> Dataset {
    try dataset(Array(try Data(contentsOf: manifests.appendingPathComponent(name))))
  }

  /// Compares with a golden file; with PLUMB_REGENERATE=1 writes it, and fails to say so.
  static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["PLUMB_REGENERATE"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("wrote \(name); run again without it", sourceLocation: sourceLocation)
      return
    }
    let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(Array(text.utf8) == Array(golden.utf8), "\(name)", sourceLocation: sourceLocation)
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
    dataset = try PlumbReportsTests.dataset(lines)
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
