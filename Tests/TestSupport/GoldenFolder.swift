import Foundation

/// Files beside the tests that say what an output has to be.
///
/// With `PLUMB_REGENERATE=1` they are written instead, and every comparison fails to say so.
public struct GoldenFolder: Sendable {
  private let url: URL

  /// Names the folder.
  public init(_ url: URL) { self.url = url }

  /// The bytes of a file.
  public func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }

  /// What is wrong with a text that has to be that of a file; nil where they are equal.
  public func complaint(_ text: String, _ name: String) throws -> String? {
    if ProcessInfo.processInfo.environment["PLUMB_REGENERATE"] == "1" {
      try Data(text.utf8).write(to: url.appendingPathComponent(name))
      return "wrote \(name); run again without PLUMB_REGENERATE"
    }
    return try bytes(name) == Array(text.utf8) ? nil : "\(name) differs"
  }
}
