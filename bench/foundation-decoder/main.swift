// What a Swift program would do without Plumb: Foundation's JSONDecoder, line by line, and the
// mean confidence of each class and source.
import Foundation

struct Metadata: Decodable {
  let className: String
  let confidence: Double?
  let humanAnnotated: String

  enum CodingKeys: String, CodingKey {
    case className = "class-name"
    case confidence
    case humanAnnotated = "human-annotated"
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

func confidences(of manifest: String) throws -> [Group: [Double]] {
  let data = try Data(contentsOf: URL(fileURLWithPath: manifest), options: .mappedIfSafe)
  let decoder = JSONDecoder()
  var found: [Group: [Double]] = [:]
  var start = data.startIndex
  while start < data.endIndex {
    let end = data[start...].firstIndex(of: 0x0A) ?? data.endIndex
    let record = try decoder.decode(Record.self, from: data[start..<end])
    let group = Group(
      name: record.metadata.className, human: record.metadata.humanAnnotated == "yes")
    if let confidence = record.metadata.confidence {
      found[group, default: []].append(confidence)
    }
    start = end + 1
  }
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
