import PlumbLabels
import PlumbSystem
import PlumbText

/// Finds the one shift under which the most images of a manifest are in a folder.
struct ShiftSearch {
  /// The folder with links resolved.
  let root: String
  let references: any Sequence<ImageReference> & Sendable
  /// Whether a relative path is a regular file in the folder.
  let exists: (String) -> Bool
  /// Whether no other image has the same file name.
  let isUnique: (ImageReference) -> Bool

  private struct Candidate {
    let shift: FolderShift
    var count = 0
  }

  private static let sampleCount = 64
  private static let mostFolders = 64
  private static let mostParts = 32
  /// How many shifts are tried on all images.
  private static let finalists = 4

  /// Images spread evenly over the manifest.
  static func sample(_ references: any Sequence<ImageReference>) -> [ImageReference] {
    let count = references.underestimatedCount
    let step = max(1, count / sampleCount)
    var position = -1
    var sample: [ImageReference] = []
    for reference in references {
      position += 1
      if position % step == 0 { sample.append(reference) }
      if sample.count == sampleCount { break }
    }
    return sample
  }

  /// The shift that finds more images than any other; nil if there is none, or more than one.
  func best(_ sample: [ImageReference]) -> (shift: FolderShift, count: Int)? {
    let finalists = candidates(sample).sorted { $0.count > $1.count }.prefix(Self.finalists)
    let counted = finalists.map { Candidate(shift: $0.shift, count: count($0.shift)) }
    guard let most = counted.map(\.count).max(), most > 0 else { return nil }
    let leaders = counted.filter { $0.count == most }.map(\.shift)
    let shift = only(leaders, on: sample) ?? only(leaders.filter(repeatsName), on: sample)
    return shift.map { ($0, most) }
  }

  /// The shift that all of these are, by the places that they give; of two names for the same
  /// places, the one that leaves more of the keys.
  private func only(_ shifts: [FolderShift], on sample: [ImageReference]) -> FolderShift? {
    guard let first = shifts.first, shifts.allSatisfy({ isSame($0, first, on: sample) }) else {
      return nil
    }
    return shifts.min { $0.droppedCount < $1.droppedCount }
  }

  /// How many images a shift finds.
  private func count(_ shift: FolderShift) -> Int {
    references.reduce(0) { $0 + (finds($1, shift) ? 1 : 0) }
  }

  /// Whether a shift finds an image: a file in no folder must be the only one of its name, unless
  /// the folder has the name of the image's own.
  private func finds(_ reference: ImageReference, _ shift: FolderShift) -> Bool {
    guard let place = shift.place(of: reference) else { return false }
    return (isSafe(shift, reference) || isUnique(reference)) && exists(place)
  }

  private func isSafe(_ shift: FolderShift, _ reference: ImageReference) -> Bool {
    guard let dropped = shift.dropped else { return false }
    return shift.hasBucket || dropped.count + 1 < reference.parts.count || repeatsName(shift)
  }

  /// Whether the folder has the name of the last part that is dropped.
  private func repeatsName(_ shift: FolderShift) -> Bool {
    let folder = shift.folder.isEmpty ? root : shift.folder
    guard let name = folder.utf8.split(separator: UInt8(ascii: "/")).last,
      let last = shift.dropped?.last
    else { return false }
    return name.elementsEqual(last.utf8)
  }

  private func isSame(
    _ left: FolderShift, _ right: FolderShift, on sample: [ImageReference]
  ) -> Bool {
    sample.allSatisfy { reference in
      ByteString(left.place(of: reference) ?? "") == ByteString(right.place(of: reference) ?? "")
    }
  }

  /// Every shift that finds an image of the sample, in the order in which they were met.
  private func candidates(_ sample: [ImageReference]) -> [Candidate] {
    var found: [Candidate] = []
    var places: [[UInt8]: Int] = [:]
    let folders = [""] + subfolders()
    for reference in sample {
      for folder in folders {
        for shift in shifts(reference, folder) where finds(reference, shift) {
          let place = places[shift.identity] ?? found.count
          if place == found.count { found.append(Candidate(shift: shift)) }
          places[shift.identity] = place
          found[place].count += 1
        }
      }
    }
    return found
  }

  /// The shifts that an image could have in a sub-folder, without the usual places.
  private func shifts(_ reference: ImageReference, _ folder: String) -> [FolderShift] {
    let parts = reference.parts.prefix(Self.mostParts)
    var shifts = (folder.isEmpty ? 1..<max(1, parts.count) : 0..<parts.count).map {
      FolderShift(folder: folder, hasBucket: false, dropped: Array(parts[..<$0]))
    }
    guard !folder.isEmpty else { return shifts }
    if case .object = reference {
      shifts.append(FolderShift(folder: folder, hasBucket: true, dropped: []))
    }
    shifts.append(FolderShift(folder: folder, hasBucket: false, dropped: nil))
    return shifts
  }

  /// Sub-folders of the first two levels, in the order of their names, the first level first.
  private func subfolders() -> [String] {
    let first = names(in: root)
    let second = first.prefix(Self.mostFolders).flatMap { outer in
      names(in: root + "/" + outer).map { outer + "/" + $0 }
    }
    return Array((first + second).prefix(Self.mostFolders))
  }

  /// Real folders only: a link may lead out.
  private func names(in folder: String) -> [String] {
    (FolderListing.entries(of: folder) ?? []).filter { $0.kind == .folder && !$0.isHidden }
      .compactMap(\.validName).sorted { ByteString($0) < ByteString($1) }
  }
}
