import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import Synchronization

extension ImageFolder {
  /// What is said once about all images: that they are elsewhere in the folder, or have other names.
  ///
  /// Complete once all images were looked for.
  package var notes: [String] {
    var notes: [String] = []
    if let found = layout.known, let shift = found.shift {
      notes.append(
        "\(found.count) of \(found.total) images were found in " + shift.words(given))
    }
    return notes + (near.words.map { [$0] } ?? [])
  }

  /// Why there is nothing to read, as one sentence, if not a single image is in the folder.
  ///
  /// It ends at the first image that is there, which is the first of all in the usual case. Folders
  /// above are asked only for the names of the images: nothing in them is opened.
  package var absence: String? {
    guard root != nil, references.contains(where: { _ in true }),
      !references.contains(where: { !isMissing($0) })
    else { return nil }
    let total = Set(references).count
    var words = "0 of \(total) \(total == 1 ? "image" : "images") found in \(given)"
    var parent = given
    for _ in 0..<Self.levelsAbove {
      parent = parentPath(parent)
      let above = ImageFolder(root: parent, references: references)
      let count = Set(references).count(where: above.isThere)
      if count > 0 {
        return words + "; \(count) would be in \(parent). Pass --images \(parent)."
      }
    }
    if let first = references.first(where: { _ in true }),
      case .failure(let failure) = place(first)
    {
      words += ". For the first, " + failure.message
    }
    return words + ". Pass the folder that holds the images with --images."
  }

  private static let levelsAbove = 3

  /// Whether an image is in one of the usual places, by whatever spelling.
  private func isThere(_ reference: ImageReference) -> Bool {
    guard let root else { return false }
    var search = Search()
    return findExactly(reference, in: root, &search) != nil
      || findByName(reference, in: root, &search) != nil
      || findNear(reference, in: root, &search) != nil
  }

  private func isMissing(_ reference: ImageReference) -> Bool {
    if case .failure(let failure) = place(reference) { failure.code == .missing } else { false }
  }

  /// How this folder differs from the references; nil if it does not, or not in one way.
  func shift(_ root: String) -> FolderShift? {
    layout.find {
      let sample = ShiftSearch.sample(references)
      if sample.count(where: { existing($0) != nil }) * 2 >= sample.count { return nil }
      let search = ShiftSearch(
        root: root, references: references, exists: { self.isFile($0, root) },
        isUnique: basenames.isUnique)
      guard let best = search.best(sample) else { return nil }
      let (plain, total) = references.reduce((0, 0)) {
        ($0.0 + (existing($1) == nil ? 0 : 1), $0.1 + 1)
      }
      return best.count > plain
        ? FolderLayout.Found(shift: best.shift, count: best.count, total: total) : nil
    }
  }

  private func isFile(_ place: String, _ root: String) -> Bool {
    guard RelativePath(place.utf8) == .usable, case .success(_?) = look(root, place) else {
      return false
    }
    return true
  }
}

/// The shift of a folder, looked for once.
final class FolderLayout: Sendable {
  struct Found: Sendable {
    let shift: FolderShift?
    let count: Int
    let total: Int
  }

  private let looking = Mutex(())
  private let result = AtomicLazyReference<Result>()

  private final class Result: Sendable {
    let found: Found
    init(_ found: Found) { self.found = found }
  }

  /// What was found; nil if nothing was looked for.
  var known: Found? { result.load()?.found }

  /// The shift, looked for by the first caller while others wait.
  func find(_ look: () -> Found?) -> FolderShift? {
    if let known = result.load() { return known.found.shift }
    return looking.withLock { _ in
      if let known = result.load() { return known.found.shift }
      let found = look() ?? Found(shift: nil, count: 0, total: 0)
      return result.storeIfNil(Result(found)).found.shift
    }
  }
}

/// The folder that a path is in, in the same words as far as possible.
private func parentPath(_ path: String) -> String {
  var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
    .map { String(Substring($0)) }
  let isAbsolute = path.utf8.first == UInt8(ascii: "/")
  guard let last = parts.popLast(), last != "..", last != "." else {
    return isAbsolute && parts.isEmpty ? "/" : path == "." ? ".." : path + "/.."
  }
  if parts.isEmpty { return isAbsolute ? "/" : "." }
  return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
}
