import Foundation
import PlumbImages
import Testing

/// One labelled line.
func line(
  _ reference: String, _ name: String = "cat", attribute: String = "job", human: Bool = true,
  date: String = "2024-03-01T10:00:00"
) -> String {
  """
  {"source-ref":"\(reference)","\(attribute)":0,"\(attribute)-metadata":{"confidence":0.9,\
  "class-name":"\(name)","job-name":"labeling-job/\(attribute)",\
  "human-annotated":"\(human ? "yes" : "no")","creation-date":"\(date)",\
  "type":"groundtruth/image-classification"}}
  """
}

/// A small picture as a JPEG file.
func picture(width: Int = 24, height: Int = 16) throws -> Data {
  let rgb = (0..<width * height * 3).map { UInt8($0 * 7 % 256) }
  return Data(try #require(encodeJPEG(rgb: rgb, width: width, height: height, quality: 80)))
}

extension Workplace {
  /// Writes `output.manifest` with its images in `images/`, some lines by people and some by machine.
  func makeJob(_ names: [String] = ["cat", "dog"], count: Int = 6) throws {
    try write(
      (0..<count).map {
        line("s3://bucket/set/\($0).jpg", names[$0 % names.count], human: $0 % 3 != 0)
      }, to: "output.manifest")
    for number in 0..<count {
      try write(try picture(width: 20 + number), to: "images/bucket/set/\(number).jpg")
    }
  }
}

/// Files of the label tests: hostile manifests, and how each is to end.
enum Corpus {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("PlumbLabelsTests/Fixtures/manifests")

  struct Expectation: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    var exit: Int32
    var usable: Int
    var codes: [String]
    var optional: [String]
    var testDescription: String { file }
  }

  static func expectations() throws -> [Expectation] {
    let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
    return try JSONDecoder().decode([Expectation].self, from: data)
  }

  static func path(_ file: String) -> String { folder.appendingPathComponent(file).path }
}
