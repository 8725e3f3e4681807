#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Foundation

@testable import PlumbImages

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/plumb-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw Trouble(words: systemCause(errno)) }
    path = resolvedPath(String(cString: made)) ?? ""
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with its folders, and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let place = path + "/" + name
    if let parent = parentFolder(place), makeFolders(parent) != 0 { throw Trouble(words: parent) }
    try Data(bytes).write(to: URL(fileURLWithPath: place))
    return place
  }

  func link(_ name: String, to target: String) throws {
    guard symlink(target, path + "/" + name) == 0 else { throw Trouble(words: systemCause(errno)) }
  }

  /// The names in a folder below, sorted.
  func names(_ below: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + below)) ?? []).sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }
}

struct Trouble: Error, Equatable { let words: String }

/// The folder of fixtures of this target.
func fixturesFolder() throws -> String {
  guard let resources = Bundle.module.resourcePath else { throw Trouble(words: "no resources") }
  return resources + "/Fixtures"
}

/// The bytes of one image fixture.
func fixture(_ name: String) throws -> [UInt8] {
  let path = try fixturesFolder() + "/images/" + name
  return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
