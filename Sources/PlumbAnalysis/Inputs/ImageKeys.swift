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
  /// For file names that several images have: the same with one, two and more folders in front.
  private var withFolders: [[[UInt8]: Found]] = []

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
    var several: [Int] = Array(0..<dataset.count)
    found = Self.index(several, dataset) { Self.key(kind, ofRow: $0, in: dataset) }
    guard kind == .fileName, found.values.contains(.several) else { return }
    for depth in 1...Self.mostFolders {
      let known = withFolders.last ?? found
      several.removeAll {
        known[Self.end(of: Array(dataset.references[$0]), folders: depth - 1)] != .several
      }
      withFolders.append(
        Self.index(several, dataset) { Self.end(of: Array(dataset.references[$0]), folders: depth) }
      )
    }
  }

  /// How many folders in front of a file name are compared.
  private static let mostFolders = 4

  private static func index(
    _ rows: [Int], _ dataset: Dataset, by key: (Int) -> [UInt8]
  ) -> [[UInt8]: Found] {
    var found: [[UInt8]: Found] = [:]
    for row in rows {
      let key = key(row)
      switch found[key] {
      case nil: found[key] = .rows([row])
      case .rows(let rows):
        let isSame = dataset.references[rows[0]].elementsEqual(dataset.references[row])
        found[key] = isSame ? .rows(rows + [row]) : .several
      case .several: break
      }
    }
    return found
  }

  /// The end of a path: the file name and its last parent folders; the whole path if it has fewer.
  private static func end(of path: [UInt8], folders: Int) -> [UInt8] {
    var end = path.endIndex
    for _ in 0...folders {
      guard let slash = path[..<end].lastIndex(of: UInt8(ascii: "/")) else { return path }
      end = slash
    }
    return Array(path[(end + 1)...])
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
  /// A URL of S3 is read as `s3://bucket/key`. For file names, a path in front tells images of the
  /// same name apart and is ignored otherwise, but not a whole URL: an image in another bucket is
  /// another image.
  func rows(of name: [UInt8]) -> Found? {
    let key = ReferenceForm.usual(name) ?? name
    if let rows = found[key] { return rows }
    guard kind == .fileName || kind == .stem, !Self.isURL(key) else { return nil }
    let path = key.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    guard path.contains(UInt8(ascii: "/")) else { return nil }
    var rows = found[Self.end(of: path, folders: 0)]
    for (depth, index) in withFolders.enumerated() where rows == .several {
      // Where no image shares one more folder, those that share fewer cannot be told apart.
      guard let longer = index[Self.end(of: path, folders: depth + 1)] else { break }
      rows = longer
    }
    return rows
  }

  private static func isURL(_ key: [UInt8]) -> Bool {
    guard let colon = key.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return key[(colon + 1)...].starts(with: "//".utf8)
  }
}
