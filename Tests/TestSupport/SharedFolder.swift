import Foundation
import Synchronization

/// A folder that is expensive to make: made once, read by many tests, gone with the process.
///
/// Keep it in a `static let`, and write nothing into it afterwards.
public final class SharedFolder: Sendable {
  /// Those of all tests, which have to be there until the end.
  private static let all = Mutex<[TemporaryFolder]>([])
  private static let removesAll: Void = {
    atexit { SharedFolder.all.withLock { folders in for folder in folders { folder.remove() } } }
  }()

  /// Its path, without links.
  public let path: String

  /// Makes the folder and lets a closure fill it, given its path.
  public init(_ fill: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    path = folder.path
    _ = Self.removesAll
    Self.all.withLock { $0.append(folder) }
    try fill(path)
  }
}
