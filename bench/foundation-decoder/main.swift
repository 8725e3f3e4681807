// What a Swift program would do without Plumb: Foundation's JSONDecoder, line by line, into columns
// of the fields that Plumb reads, and the mean confidence of each class and source.
import Foundation

struct Metadata: Decodable {
  let className: String
  let confidence: Double?
  let humanAnnotated: String
  let creationDate: String
  let jobName: String
  let type: String

  enum CodingKeys: String, CodingKey {
    case className = "class-name"
    case confidence
    case humanAnnotated = "human-annotated"
    case creationDate = "creation-date"
    case jobName = "job-name"
    case type
  }
}

struct Record: Decodable {
  let reference: String
  let label: Int
  let metadata: Metadata

  enum CodingKeys: String, CodingKey {
    case reference = "source-ref"
    case label = "vehicle-kind"
    case metadata = "vehicle-kind-metadata"
  }
}

struct Group: Hashable {
  let name: String
  let human: Bool
}

/// Each line of a buffer as data of its own, without a copy.
func forEachLine(_ buffer: UnsafeRawBufferPointer, _ body: (Data) throws -> Void) rethrows {
  guard var start = buffer.baseAddress else { return }
  let end = start + buffer.count
  while start < end {
    let lineEnd = memchr(start, 0x0A, end - start).map { UnsafeRawPointer($0) } ?? end
    let bytes = UnsafeMutableRawPointer(mutating: start)
    try body(Data(bytesNoCopy: bytes, count: lineEnd - start, deallocator: .none))
    start = lineEnd + 1
  }
}

func confidences(of manifest: String) throws -> [Group: [Double]] {
  let data = try Data(contentsOf: URL(fileURLWithPath: manifest), options: .mappedIfSafe)
  let decoder = JSONDecoder()
  var found: [Group: [Double]] = [:]
  var references: [String] = []
  var labels: [Int] = []
  var dates: [String] = []
  var jobs: Set<String> = []
  try data.withUnsafeBytes { buffer in
    try forEachLine(buffer) { line in
      let record = try decoder.decode(Record.self, from: line)
      let metadata = record.metadata
      references.append(record.reference)
      labels.append(record.label)
      dates.append(metadata.creationDate)
      jobs.insert(metadata.jobName)
      let group = Group(name: metadata.className, human: metadata.humanAnnotated == "yes")
      if let confidence = metadata.confidence {
        found[group, default: []].append(confidence)
      }
    }
  }
  print(references.count, "lines,", labels.max() ?? 0, "the highest index,", jobs.count, "jobs")
  return found
}

do {
  let found = try confidences(of: CommandLine.arguments[1])
  for (group, values) in found.sorted(by: { $0.value.count > $1.value.count }) {
    let mean = values.reduce(0, +) / Double(values.count)
    print(group.name, group.human ? "human" : "machine", values.count, mean)
  }
} catch {
  print("\(error)")
  exit(1)
}
