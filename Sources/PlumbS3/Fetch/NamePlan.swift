import PlumbImages
import PlumbLabels

/// Which objects of a run may lie under their own names, and which would get in each other's way.
///
/// Two keys that differ only in case, or in how an accent is written, are one file on many file
/// systems; and `a` cannot be a file while `a/b` makes it a folder.
struct NamePlan: Sendable {
  /// The folded path of an object, and the only object that has it; `several` where there are more.
  private var owners: [Int: Fingerprint?] = [:]
  private var folders: Set<Int> = []

  /// Examines every object of a run, in any order, with or without repeats.
  init(_ references: some Sequence<ImageReference>) {
    owners.reserveCapacity(references.underestimatedCount)
    for reference in references {
      guard let object = ObjectName(reference), LocalName.isSafe(object) else { continue }
      let path = Self.folded(object)
      let fingerprint = object.fingerprint
      let folded = path.hashValue
      if let owner = owners[folded] {
        if owner != fingerprint { owners[folded] = .some(nil) }
      } else {
        owners[folded] = fingerprint
      }
      addFolders(of: path)
    }
  }

  /// Whether an object may lie as `bucket/key`.
  func allowsPlainName(_ object: ObjectName) -> Bool {
    guard LocalName.isSafe(object) else { return false }
    let folded = Self.folded(object).hashValue
    // A hash that meets another by chance costs a plain name, and nothing else.
    if folders.contains(folded) { return false }
    guard let owner = owners[folded] else { return true }
    return owner == object.fingerprint
  }

  private mutating func addFolders(of path: String) {
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      // Where a folder is known, so are those around it.
      if !folders.insert(String(rest).hashValue).inserted { return }
    }
  }

  /// The path without differences of case; as a Swift string it hashes like every other canonically
  /// equivalent one.
  private static func folded(_ object: ObjectName) -> String {
    LocalName.plain.path(object).uppercased().lowercased()
  }
}
