import PlumbLabels
import PlumbSystem
import PlumbText
import Synchronization

/// Files whose paths differ from the wanted ones in letter case or Unicode form only.
///
/// Folders are listed when a name in them is first missing, and each once.
final class NearNames: Sendable {
  /// The names in one folder, by how they are compared.
  private final class Names: Sendable {
    let folded: [FoldedName: [String]]
    let loose: [FoldedName: [String]]

    init(_ names: [String]) {
      folded = Dictionary(grouping: names, by: FoldedName.init)
      loose = Dictionary(grouping: names, by: NameDifference.loose)
    }
  }

  private let root: String
  /// Whether a folder is really inside the root: only then is it listed.
  private let isInside: @Sendable (String) -> Bool
  private let listed = Mutex<[ByteString: Names]>([:])
  private let owners: FoldedOwners
  /// The images that were found under another name, with that name.
  private let taken = Mutex<[ByteString: String]>([:])

  /// More ways than this through a tree are not followed.
  private static let mostPaths = 16

  /// - Parameters:
  ///   - root: The folder with links resolved.
  ///   - references: Every image of the manifest.
  ///   - isInside: Whether the folder of a relative path is inside the root.
  init(
    root: String, references: any Sequence<ImageReference> & Sendable,
    isInside: @escaping @Sendable (String) -> Bool
  ) {
    self.root = root
    self.isInside = isInside
    owners = FoldedOwners(references)
  }

  /// The files that a place could mean.
  func paths(like place: String) -> [String] { paths(place, \.folded) }

  /// The files whose names only look like that of a place.
  func loosePaths(like place: String) -> [String] { paths(place, \.loose) }

  /// Whether a path, or a file name alone, could mean another image of the manifest as well.
  func isShared(_ reference: ImageReference, byName: Bool) -> Bool {
    owners.isShared(reference, byName: byName)
  }

  /// Remembers that an image was found under another name.
  func note(_ place: String, foundAs path: String) {
    taken.withLock { $0[ByteString(place)] = path }
  }

  /// What is said once about images that were found under other names; nil if there are none.
  var words: String? {
    let all = taken.withLock { $0 }
    guard let first = all.min(by: { $0.key < $1.key }) else {
      return nil
    }
    let whose = all.count == 1 ? "1 image was" : "\(all.count) images were"
    let difference = NameDifference.words(first.key.text, first.value)
    return "\(whose) found under another spelling of the name: for example, \"\(first.value)\" "
      + "differs in \(difference) from \"\(first.key)\""
  }

  private func paths(_ place: String, _ kind: KeyPath<Names, [FoldedName: [String]]>) -> [String] {
    let parts = place.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    var found = [""]
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      found = found.flatMap { folder -> [String] in
        let names = names(in: folder)
        let alike =
          isLast
          ? names?[keyPath: kind][kind == \.loose ? NameDifference.loose(part) : FoldedName(part)]
          : names?.folded[FoldedName(part)]
        return (alike ?? []).map { folder.isEmpty ? $0 : folder + "/" + $0 }
      }
      if found.isEmpty || found.count > Self.mostPaths { return [] }
    }
    return found
  }

  private func names(in folder: String) -> Names? {
    let key = ByteString(folder)
    if let known = listed.withLock({ $0[key] }) { return known }
    guard folder.isEmpty || isInside(folder + "/x") else { return nil }
    let entries = FolderListing.entries(of: folder.isEmpty ? root : root + "/" + folder) ?? []
    let names = Names(entries.compactMap(\.validName))
    return listed.withLock { listed in
      let first = listed[key] ?? names
      listed[key] = first
      return first
    }
  }
}

/// Which images of a manifest have paths that fold to the same, listed at the first request.
private final class FoldedOwners: Sendable {
  private struct Names: Sendable {
    var paths: [FoldedName: ImageReference?] = [:]
    var names: [FoldedName: ImageReference?] = [:]
  }

  private let references: any Sequence<ImageReference> & Sendable
  private let known = Mutex<Names?>(nil)

  init(_ references: any Sequence<ImageReference> & Sendable) { self.references = references }

  func isShared(_ reference: ImageReference, byName: Bool) -> Bool {
    known.withLock { known in
      let names = known ?? list()
      known = names
      let found =
        byName
        ? names.names[FoldedName(reference.fileName)] : names.paths[Self.path(reference)]
      return found.map { $0 != reference } ?? false
    }
  }

  private func list() -> Names {
    var names = Names()
    for reference in references {
      Self.add(reference, Self.path(reference), to: &names.paths)
      Self.add(reference, FoldedName(reference.fileName), to: &names.names)
    }
    return names
  }

  private static func add(
    _ reference: ImageReference, _ name: FoldedName, to names: inout [FoldedName: ImageReference?]
  ) {
    if let owner = names[name] {
      if owner != reference { names[name] = .some(nil) }
    } else {
      names[name] = reference
    }
  }

  private static func path(_ reference: ImageReference) -> FoldedName {
    let path = reference.parts.joined(separator: "/")
    guard case .object(let bucket, _) = reference else { return FoldedName(path) }
    return FoldedName(bucket + "/" + path)
  }
}
