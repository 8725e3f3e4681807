import Foundation
import TestSupport
import Testing

/// Files beside the tests that say what an output has to be.
enum GoldenFile {
  private static let folder = GoldenFolder(
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures"))

  /// Compares with the golden file.
  static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let complaint = try folder.complaint(text, name)
    #expect(complaint == nil, sourceLocation: sourceLocation)
  }

  static func bytes(_ name: String) throws -> [UInt8] { try folder.bytes(name) }
}
