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
