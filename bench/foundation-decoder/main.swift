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
  try data.withUnsafeBytes { buffer in
    try forEachLine(buffer) { line in
      let metadata = try decoder.decode(Record.self, from: line).metadata
      let group = Group(name: metadata.className, human: metadata.humanAnnotated == "yes")
      if let confidence = metadata.confidence {
        found[group, default: []].append(confidence)
      }
    }
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
