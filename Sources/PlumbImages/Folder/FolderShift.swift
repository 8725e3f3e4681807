import PlumbLabels
import PlumbText

/// How the paths in a folder differ from those that a manifest gives, the same for all images.
struct FolderShift: Sendable {
  /// The sub-folder that holds the images; empty for the folder itself.
  let folder: String
  /// Whether the bucket is a folder in it.
  let hasBucket: Bool
  /// The first parts of a key or path that the folder does not repeat; nil if it has none but the
  /// file's name.
  let dropped: [String]?

  /// The path of an image in the folder; nil if the shift says nothing about it.
  func place(of reference: ImageReference) -> String? {
    guard Self.isPlain(reference) else { return nil }
    let parts = reference.parts
    guard let dropped else { return parts.last.map { inFolder([$0]) } }
    guard dropped.count < parts.count,
      zip(dropped, parts).allSatisfy({ ByteString($0) == ByteString($1) })
    else { return nil }
    let rest = Array(parts[dropped.count...])
    guard hasBucket else { return inFolder(rest) }
    guard case .object(let bucket, _) = reference else { return nil }
    return inFolder([bucket] + rest)
  }

  /// Whether a key or path has no part that the disk would read in another way.
  private static func isPlain(_ reference: ImageReference) -> Bool {
    switch reference {
    case .object(_, let key): RelativePath(key.utf8) == .usable
    case .path(let path): RelativePath(path.utf8) == .usable
    }
  }

  /// How many parts are dropped at most.
  var droppedCount: Int { dropped?.count ?? .max }

  private func inFolder(_ parts: [String]) -> String {
    (folder.isEmpty ? parts : [folder] + parts).joined(separator: "/")
  }

  /// The bytes that tell two shifts apart.
  var identity: [UInt8] {
    let ending = dropped.map { $0.joined(separator: "/") + (hasBucket ? "//" : "/") } ?? "*"
    return Array((folder + "\0" + ending).utf8)
  }

  /// Where the images are, for people: in which folder, and without what.
  ///
  /// - Parameter root: The folder as it was given.
  func words(_ root: String) -> String {
    let place = "\"" + (folder.isEmpty ? root : root + "/" + folder) + "\""
    guard let dropped else { return place + " by their file names alone" }
    guard !dropped.isEmpty else { return place }
    return place + " without the leading \"\(dropped.joined(separator: "/"))/\" of their keys"
  }
}
