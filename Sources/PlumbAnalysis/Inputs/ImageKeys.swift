import PlumbLabels

/// What the images of predictions or reference labels are named by.
public enum ImageKeyKind: String, Sendable, Hashable, CaseIterable {
  /// The whole `source-ref`.
  case reference
  /// The part of it behind the last `/`.
  case fileName
  /// The file name up to its last dot.
  case stem
  /// The number of the manifest's line, from 0, as Ground Truth's own ids count.
  case line
}

/// Finds rows by one kind of key.
struct ImageKeys {
  enum Found: Equatable {
    /// Rows of one image; the manifest may have it twice.
    case rows([Int])
    /// Rows of different images.
    case several
  }

  let kind: ImageKeyKind
  private var found: [[UInt8]: Found] = [:]

  /// The kind of key that most of the given ones match, the first of equal ones; nil if none does.
  static func best(
    for keys: [[UInt8]], of kinds: [ImageKeyKind], _ dataset: Dataset
  ) -> ImageKeys? {
    var (best, most): (ImageKeys?, Int) = (nil, 0)
    for kind in kinds where most < keys.count {
      let candidate = ImageKeys(kind, dataset)
      let matches = keys.count { candidate.rows(of: $0) != nil }
      if matches > most { (best, most) = (candidate, matches) }
    }
    return best
  }

  private init(_ kind: ImageKeyKind, _ dataset: Dataset) {
    self.kind = kind
    for row in 0..<dataset.count {
      let key = Self.key(kind, ofRow: row, in: dataset)
      switch found[key] {
      case nil: found[key] = .rows([row])
      case .rows(let rows):
        let isSame = dataset.references[rows[0]].elementsEqual(dataset.references[row])
        found[key] = isSame ? .rows(rows + [row]) : .several
      case .several: break
      }
    }
  }

  private static func key(_ kind: ImageKeyKind, ofRow row: Int, in dataset: Dataset) -> [UInt8] {
    switch kind {
    case .reference: return Array(dataset.references[row])
    case .fileName: return Array(dataset.reference(row).basename)
    case .stem:
      let name = Array(dataset.reference(row).basename)
      guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name }
      return Array(name[..<dot])
    case .line: return Array(String(Int(dataset.lines[row]) - 1).utf8)
    }
  }

  /// The rows of a key; nil if there is none.
  ///
  /// For file names, a path in front is ignored, but not a whole URL: an image in another bucket is
  /// another image.
  func rows(of key: [UInt8]) -> Found? {
    if let rows = found[key] { return rows }
    guard kind == .fileName || kind == .stem, !Self.isURL(key),
      let slash = key.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    return found[Array(key[(slash + 1)...])]
  }

  private static func isURL(_ key: [UInt8]) -> Bool {
    guard let colon = key.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return key[(colon + 1)...].starts(with: "//".utf8)
  }
}
