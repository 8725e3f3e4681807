import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import PlumbText
import Synchronization

/// A folder of images on disk, and the rule for finding an image of a manifest in it.
///
/// An S3 object is looked up in the index of downloads (see `FetchIndex`), then as
/// `DIR/bucket/key`, `DIR/key` and `DIR/basename`; the last only if no other image of the manifest
/// has this basename. A local path is looked up under the folder, then by its basename in the same
/// way. If the folder is a level too high or too low for most images, the same `FolderShift` is used
/// for all of them instead of the basename. Nothing outside the folder is ever found: ".." and links
/// that lead out are refused. Names are compared by bytes first; a file whose name differs only in
/// letter case or Unicode form is taken if it is the only one. ``notes`` says what was not exact.
package struct ImageFolder: Sendable {
  /// The folder with links resolved; nil if there is none.
  let root: String?
  let given: String
  let references: any Sequence<ImageReference> & Sendable
  let basenames: BasenameIndex
  /// The index of downloads, including files whose names differ from their keys.
  private let downloads: FetchIndex
  private let folders: VerifiedFolders
  let near: NearNames
  let layout = FolderLayout()

  /// Why the folder itself cannot be used, as one sentence; nil if it can.
  package let problem: String?

  /// Makes the lookup for one manifest.
  ///
  /// - Parameters:
  ///   - root: the folder's path; it is resolved once, here.
  ///   - references: every image of the manifest, in any order, with or without repeats.
  package init(
    root: String, references: some Sequence<ImageReference> & Sendable
  ) {
    given = root
    self.references = references
    basenames = BasenameIndex(references)
    downloads = FetchIndex.load(root)
    let (resolved, problem) = Self.resolve(root)
    self.root = resolved
    self.problem = problem
    let folders = VerifiedFolders()
    self.folders = folders
    let real = resolved ?? root
    near = NearNames(root: real, references: references) { folders.lieInside(real, $0) }
  }

  /// The folder with links resolved, or why it cannot be used.
  private static func resolve(_ root: String) -> (root: String?, problem: String?) {
    var facts = stat()
    if stat(root, &facts) != 0 {
      return (nil, "The images' folder \(root) cannot be opened: \(systemCause(errno)).")
    }
    guard facts.isDirectory else { return (nil, "The images' folder \(root) is not a folder.") }
    let resolved = resolvedPath(root)
    return (resolved, resolved == nil ? "The images' folder \(root) cannot be resolved." : nil)
  }

  /// An image's file.
  struct Place {
    let path: String
    /// How its name differs from the wanted one; nil if it does not.
    var difference: String?
  }

  /// Finds the file of an image.
  ///
  /// - Returns: the path of a regular file inside the folder; or `missing` with all that was
  ///   tried, `outside-folder`, `not-a-file` or `unreadable`.
  package func path(_ reference: ImageReference) -> Result<String, ImageFailure> {
    place(reference).map(\.path)
  }

  func place(_ reference: ImageReference) -> Result<Place, ImageFailure> {
    guard let root else { return .failure(ImageFailure(.missing, problem ?? "no folder")) }
    var search = Search()
    if let path = findExactly(reference, in: root, &search) { return .success(Place(path: path)) }
    if let path = findLoosely(reference, in: root, &search) { return .success(path) }
    return .failure(search.refusal ?? missing(reference, search))
  }

  /// The path of an image's file if it is in one of the usual places; for callers that can get the
  /// image elsewhere.
  package func existing(_ reference: ImageReference) -> String? {
    guard let root else { return nil }
    var search = Search()
    return findExactly(reference, in: root, &search) ?? findByName(reference, in: root, &search)
  }

  func findExactly(
    _ reference: ImageReference, in root: String, _ search: inout Search
  ) -> String? {
    if let path = downloaded(reference, root) { return path }
    for candidate in exactPlaces(reference, root) {
      if let path = look(in: root, for: candidate, search: &search) { return path }
    }
    return nil
  }

  /// Finds a file by its name alone: only now, since the names of all images must be listed for it.
  func findByName(
    _ reference: ImageReference, in root: String, _ search: inout Search
  ) -> String? {
    guard let name = uniqueName(reference),
      !search.tried.contains(where: { ByteString($0) == ByteString(name) })
    else { return nil }
    return look(in: root, for: name, search: &search)
  }

  /// Finds a file that is not in its own place.
  private func findLoosely(
    _ reference: ImageReference, in root: String, _ search: inout Search
  ) -> Place? {
    if let shift = shift(root) {
      if let place = shift.place(of: reference),
        let path = look(in: root, for: place, search: &search)
      {
        return Place(path: path)
      }
    } else if let path = findByName(reference, in: root, &search) {
      return Place(path: path)
    }
    if search.refusal != nil { return nil }
    return findNear(reference, in: root, &search)
  }

  /// Finds the one file whose name differs only in letter case or Unicode form.
  func findNear(
    _ reference: ImageReference, in root: String, _ search: inout Search
  ) -> Place? {
    for place in search.tried where RelativePath(place.utf8) == .usable {
      let alike = near.paths(like: place)
      if alike.isEmpty { continue }
      let byName = ByteString(place) == ByteString(reference.fileName)
      if alike.count == 1, !near.isShared(reference, byName: byName),
        case .success(let path?) = look(root, alike[0])
      {
        near.note(place, foundAs: alike[0])
        let words = NameDifference.words(place, alike[0])
        return Place(path: path, difference: "found as \(alike[0]), which differs in \(words)")
      }
      search.alike = alike.map { "\($0) differs in " + NameDifference.words(place, $0) }
      if alike.count == 1 { search.alike[0] += ", but other images have names like it" }
      return nil
    }
    return nil
  }

  /// The candidates that were tried without success.
  struct Search {
    var tried: [String] = []
    var refusal: ImageFailure?
    /// Names that are almost the wanted one, each with what differs.
    var alike: [String] = []
  }

  /// Looks for one candidate: its path, or nil with the reason in `search`.
  private func look(in root: String, for candidate: String, search: inout Search) -> String? {
    let verdict = RelativePath(candidate.utf8)
    guard verdict != .climbs else {
      let message = "\(candidate) has a part '..', which is not followed"
      search.refusal = search.refusal ?? ImageFailure(.outsideFolder, message)
      return nil
    }
    search.tried.append(candidate)
    guard verdict == .usable else { return nil }
    switch look(root, candidate) {
    case .success(let path): return path
    case .failure(let failure):
      search.refusal = search.refusal ?? failure
      return nil
    }
  }

  /// The file that was downloaded for an image, if it is unchanged.
  private func downloaded(_ reference: ImageReference, _ root: String) -> String? {
    guard case .object(let bucket, let key) = reference,
      let entry = downloads.entry(bucket: bucket, key: key),
      case .success(let path?) = look(root, entry.path)
    else { return nil }
    var facts = stat()
    return stat(path, &facts) == 0 && Int(facts.st_size) == entry.byteCount ? path : nil
  }

  private func missing(_ reference: ImageReference, _ search: Search) -> ImageFailure {
    var message = "no such file in \(given): tried " + search.tried.joined(separator: ", ")
    if search.tried.isEmpty { message = "not inside \(given)" }
    if !basenames.isUnique(reference) {
      message += " (not the name alone: the manifest has it more than once)"
    }
    for words in search.alike.isEmpty ? lookalikes(search.tried) : search.alike.prefix(3) {
      message += "; " + words
    }
    return ImageFailure(.missing, message)
  }

  /// Files whose names people would take for the wanted one, each with what differs.
  private func lookalikes(_ tried: [String]) -> ArraySlice<String> {
    for place in tried where RelativePath(place.utf8) == .usable {
      let found = near.loosePaths(like: place)
      if found.isEmpty { continue }
      return found.map { "\($0) differs in " + NameDifference.looseWords(place, $0) }.prefix(3)
    }
    return []
  }

  /// The relative paths at which the image should be, in the order in which they are tried.
  private func exactPlaces(_ reference: ImageReference, _ root: String) -> [String] {
    switch reference {
    case .object(let bucket, let key):
      bucket.utf8.contains(UInt8(ascii: "/")) || bucket.isEmpty ? [key] : [bucket + "/" + key, key]
    case .path(let path): relative(path, root).map { [$0] } ?? []
    }
  }

  /// The last part of the reference, if no other image has the same.
  private func uniqueName(_ reference: ImageReference) -> String? {
    let name = String(reference.basename) ?? ""
    return !name.isEmpty && basenames.isUnique(reference) ? name : nil
  }

  /// A local path as one relative to the folder; nil if it is absolute and elsewhere.
  private func relative(_ path: String, _ root: String) -> String? {
    let bytes = path.utf8
    guard bytes.first == UInt8(ascii: "/") else {
      return String(Self.withoutDots(bytes[...]))
    }
    for prefix in [root, given] where prefix.utf8.first == UInt8(ascii: "/") {
      let folder = prefix.utf8.last == UInt8(ascii: "/") ? prefix : prefix + "/"
      if bytes.starts(with: folder.utf8) { return String(bytes.dropFirst(folder.utf8.count)) }
    }
    return nil
  }

  /// Without a leading "./".
  private static func withoutDots(_ path: Substring.UTF8View) -> Substring.UTF8View {
    var rest = path
    while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2) }
    return rest
  }

  /// Looks for one candidate: its path, nil if there is nothing, or why it is refused.
  func look(_ root: String, _ candidate: String) -> Result<String?, ImageFailure> {
    let path = root + "/" + candidate
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return Self.absent(errno, candidate) }
    guard folders.lieInside(root, candidate) else {
      return .failure(ImageFailure(.outsideFolder, "a link in \(candidate) leads out of \(given)"))
    }
    if facts.isRegular { return .success(path) }
    guard facts.isLink else {
      return .failure(ImageFailure(.notAFile, "\(candidate) is not a regular file"))
    }
    guard let real = resolvedPath(path), stat(real, &facts) == 0 else {
      return Self.absent(errno, candidate)
    }
    guard isInside(real, folder: root) else {
      return .failure(ImageFailure(.outsideFolder, "the link \(candidate) leads out of \(given)"))
    }
    return facts.isRegular
      ? .success(real)
      : .failure(ImageFailure(.notAFile, "\(candidate) is not a regular file"))
  }

  private static func absent(_ cause: Int32, _ candidate: String) -> Result<String?, ImageFailure> {
    switch cause {
    case ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP: .success(nil)
    default: .failure(ImageFailure(.unreadable, "\(candidate): \(systemCause(cause))"))
    }
  }
}

/// Caches which folders below the root are really inside: images share a few of them.
private final class VerifiedFolders: Sendable {
  private let known = Mutex<[ByteString: Bool]>([:])

  /// Whether the folder that a relative path lies in is inside the root once links are followed.
  func lieInside(_ root: String, _ candidate: String) -> Bool {
    guard let slash = candidate.utf8.lastIndex(of: UInt8(ascii: "/")) else { return true }
    let key = ByteString(candidate[..<slash])
    if let found = known.withLock({ $0[key] }) { return found }
    let folder = root + "/" + key.text
    let verdict = resolvedPath(folder).map { isInside($0, folder: root) || $0 == root } ?? false
    known.withLock { $0[key] = verdict }
    return verdict
  }
}
