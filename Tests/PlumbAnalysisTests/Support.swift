import TestSupport
import PlumbLabels

/// The dataset of a manifest written as lines.
func dataset(_ lines: [String], attribute: String? = nil) throws -> Dataset {
  try dataset(bytes: Array((lines.joined(separator: "\n") + "\n").utf8), attribute: attribute)
}

/// The dataset of a manifest's bytes.
func dataset(bytes: [UInt8], attribute: String? = nil) throws -> Dataset {
  var offset = 0
  return try ManifestReader(threads: 2).read { buffer in
    let count = min(buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    offset += count
    return count
  }.dataset(attribute: attribute)
}

/// One labelled line.
func line(
  _ name: String = "cat", confidence: String? = "0.9", human: Bool = true,
  date: String? = "2024-03-01T10:00:00", job: String? = "labeling-job/job"
) -> String {
  let members = [
    confidence.map { "\"confidence\":\($0)" }, date.map { "\"creation-date\":\"\($0)\"" },
    job.map { "\"job-name\":\"\($0)\"" }, "\"class-name\":\"\(name)\"",
    "\"human-annotated\":\"\(human ? "yes" : "no")\"",
    "\"type\":\"groundtruth/image-classification\"",
  ]
  let metadata = members.compactMap(\.self).joined(separator: ",")
  return #"{"source-ref":"s3://bucket/a.jpg","job":0,"job-metadata":{\#(metadata)}}"#
}

/// A line without a label.
let unlabelledLine = #"{"source-ref":"s3://bucket/a.jpg"}"#

/// A line on which the service gave up.
func failedLine(_ reason: String) -> String {
  #"{"source-ref":"s3://bucket/a.jpg","job-metadata":{"failure-reason":"\#(reason)"}}"#
}

/// Lines of every kind, with names and numbers that are hard to tell apart.
func randomLines(_ count: Int, using numbers: inout SeededNumbers) -> [String] {
  let names = ["cat", "caf\u{E9}", "cafe\u{301}", "Cat", "", "猫", "a", "b"]
  let confidences = ["0", "1", "0.95", "0.95", "0.09", "0.1", "1e-300", "0.3", nil, "7"]
  let dates = ["2024-03-01T10:00:00", "1969-12-31T23:59:59.5", "2024-03-01T10:00:00.000001", nil]
  let jobs = ["labeling-job/a", "labeling-job/b", "", nil]
  return (0..<count).map { _ in
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: return unlabelledLine
    case 1: return failedLine(["expired", "declined", "é", "e\u{301}"].random(&numbers))
    default:
      return line(
        names.random(&numbers), confidence: confidences.random(&numbers),
        human: Bool.random(using: &numbers), date: dates.random(&numbers),
        job: jobs.random(&numbers))
    }
  }
}

extension Array {
  fileprivate func random(_ numbers: inout SeededNumbers) -> Element {
    self[Int.random(in: indices, using: &numbers)]
  }
}
