import Foundation
import Testing

/// Files beside the tests that say what an output has to be.
enum GoldenFile {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")

  /// Compares with the golden file; with PLUMB_REGENERATE=1 writes it, and fails to say so.
  static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["PLUMB_REGENERATE"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("wrote \(name); run again without it", sourceLocation: sourceLocation)
      return
    }
    let golden = try Data(contentsOf: url)
    let isSame = golden == Data(text.utf8)
    #expect(isSame, "\(name) differs from what is drawn", sourceLocation: sourceLocation)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
