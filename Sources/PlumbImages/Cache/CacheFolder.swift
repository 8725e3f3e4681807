import PlumbSystem

/// The packs in one folder, oldest first, and the rule for removing old ones.
struct CacheFolder {
  let path: String
  private(set) var packs: [CachePack] = []
  /// The number of the next pack.
  private(set) var nextNumber = 1

  /// The maximum size of a folder in bytes; the oldest packs are removed first.
  private static let largestBytes = 4 << 30
  private static let mostPacks = 256
  /// The number of newest packs that stay open; most entries are found in them.
  private static let mostOpen = 16
  private static let suffix = ".pack"

  /// A name that sorts by number.
  static func name(_ number: Int, _ inode: some BinaryInteger) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits + "-\(inode)"
      + suffix
  }

  /// Reads existing packs; removes damaged ones and skips those that cannot be read now.
  init(path: String) {
    self.path = path
    let names = Self.names(in: path)
    for (index, name) in names.enumerated() {
      let file = path + "/" + name
      do throws(PackTrouble) {
        let staysOpen = index >= names.count - Self.mostOpen
        packs.append(try CachePack(path: file, staysOpen: staysOpen))
      } catch {
        if case .damaged = error { unlink(file) }
      }
      nextNumber = max(nextNumber, (Int(name.prefix(8)) ?? 0) + 1)
    }
    removeOldest()
  }

  private static func names(in path: String) -> [String] {
    FolderListing.names(of: path).filter { $0.hasSuffix(suffix) }.sorted()
  }

  private mutating func removeOldest() {
    var (count, bytes) = (packs.count, packs.reduce(0) { $0 + $1.byteCount })
    packs.removeAll { pack in
      guard count > Self.mostPacks || bytes > Self.largestBytes else { return false }
      unlink(pack.path)
      count -= 1
      bytes -= pack.byteCount
      return true
    }
  }
}
