import Foundation
import Testing

@testable import PlumbLabels

/// Reads a manifest from bytes, a few at a time, so that chunks and lines are cut anywhere.
func readManifest(_ bytes: [UInt8], step: Int = 1 << 16, threads: Int = 2) throws -> Manifest {
  var offset = 0
  return try ManifestReader(threads: threads).read { buffer in
    let count = min(step, buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { source in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
    }
    offset += count
    return count
  }
}

func readManifest(_ lines: [String]) throws -> Manifest {
  try readManifest(Array((lines.joined(separator: "\n") + "\n").utf8))
}

/// The one dataset of a manifest written as lines.
func dataset(_ lines: [String], attribute: String? = nil) throws -> Dataset {
  try readManifest(lines).dataset(attribute: attribute)
}

/// One line of an image classification job.
func line(
  _ reference: String = "s3://bucket/image.jpg", attribute: String = "job", label: String = "0",
  name: String = "cat", confidence: String? = "0.9", human: String = "yes",
  date: String = "2024-03-01T10:00:00.000000", job: String = "labeling-job/job"
) -> String {
  let confidence = confidence.map { "\"confidence\":\($0)," } ?? ""
  return """
    {"source-ref":"\(reference)","\(attribute)":\(label),"\(attribute)-metadata":{\(confidence)\
    "class-name":"\(name)","job-name":"\(job)","human-annotated":"\(human)",\
    "creation-date":"\(date)","type":"groundtruth/image-classification"}}
    """
}

extension Dataset {
  var codes: [ProblemCode] { problems.map(\.code) }
  var labelledCount: Int { kinds.count { $0 == .labelled } }
}

/// A file of this target's fixtures.
func fixture(_ name: String) throws -> [UInt8] {
  let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
  return Array(try Data(contentsOf: url.appendingPathComponent(name)))
}

extension Dataset {
  /// Every row.
  var rows: [Row] { (0..<count).map(row) }

  /// The class of each row, by name; nil where it has none.
  var classes: [String?] { rows.map { $0.classID.map { classNames[$0] } } }

  /// Problems of one kind.
  func problems(_ code: ProblemCode) -> [Problem] { problems.filter { $0.code == code } }
}

/// Everything that reading a manifest gives, so that two readings can be compared.
///
/// Texts are kept as bytes: `String` would take canonically equal ones for the same.
struct Reading: Equatable {
  var error: ManifestError?
  var attribute = ""
  var attributes: [LabelAttribute] = []
  var recordCount = 0
  var rows: [Dataset.Row] = []
  var references: [[UInt8]] = []
  var texts: [[[UInt8]]] = []
  var problems: [Problem] = []
  var messages: [[UInt8]] = []
  var duplicates: [[Int]] = []

  init(_ bytes: [UInt8], step: Int, threads: Int) throws {
    do {
      let dataset = try readManifest(bytes, step: step, threads: threads).dataset(attribute: nil)
      attribute = dataset.attribute.name
      attributes = dataset.attributes
      recordCount = dataset.recordCount
      rows = dataset.rows
      references = (0..<dataset.count).map { Array(dataset.references[$0]) }
      texts = [dataset.classNames, dataset.jobNames, dataset.failureReasons].map { names in
        names.map { Array($0.utf8) }
      }
      problems = dataset.problems
      messages = dataset.problems.map { Array($0.message.utf8) }
      duplicates = dataset.duplicates.map { [$0.row, $0.first] }
    } catch let error as ManifestError {
      self.error = error
    }
  }
}
