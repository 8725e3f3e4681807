import Foundation
import PlumbImages
import TestSupport
import Testing

/// A small picture as a JPEG file.
func picture(width: Int = 24, height: Int = 16) throws -> Data {
  let rgb = (0..<width * height * 3).map { UInt8($0 * 7 % 256) }
  return Data(try #require(encodeJPEG(rgb: rgb, width: width, height: height, quality: 80)))
}

/// What `plumb demo` writes, in `sample`; painting it takes seconds, so that tests share it.
private let demo = Result {
  try SharedFolder { folder in
    let workplace = try Workplace()
    defer { workplace.remove() }
    let run = try workplace.run("demo", folder + "/sample", "-q")
    try #require(run.status == 0, "\(run.errors)")
  }
}

extension Workplace {
  /// Puts the demo's job and its images into the folder `sample`.
  func addDemo() throws {
    try FileManager.default.copyItem(
      atPath: try demo.get().path + "/sample", toPath: path + "/sample")
  }

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
