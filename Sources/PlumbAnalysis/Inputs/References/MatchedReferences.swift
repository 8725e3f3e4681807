import PlumbLabels

/// Reference labels, put to the rows of a dataset.
public struct MatchedReferences: Sendable {
  /// What the keys of the reference labels turned out to be.
  public enum KeyKind: String, Sendable, Hashable, CaseIterable {
    /// The whole `source-ref`.
    case reference
    /// The part of it behind the last `/`.
    case fileName
    /// The file name up to its last dot.
    case stem
    /// The number of the manifest's line, from 0, as Ground Truth's own ids count.
    case line
  }

  /// The class of each row of the dataset, an index of ``classNames``; -1 where it has none.
  public let labels: [Int32]
  /// The dataset's class names, then those that only reference labels have.
  public let classNames: [String]
  /// What the keys turned out to be; the dataset's own attribute counts as ``KeyKind/line``.
  public let keyKind: KeyKind
  /// Reference labels whose image is not in the dataset.
  public let unmatched: Int
  /// Rows that were given two different reference labels, and therefore have none; ascending.
  public let contradicted: [Int]
  /// Keys that stand for several images, such as a file name under two prefixes; they are not used.
  public let ambiguous: Int

  /// Puts reference labels to rows.
  ///
  /// Keys are taken for what most of them match: references, file names, stems, then lines.
  ///
  /// - Throws: where nothing matches.
  public init(_ references: ReferenceLabels, _ dataset: Dataset) throws(FormatError) {
    guard let keys = Self.bestKeys(references, dataset) else {
      throw FormatError(
        "none of the \(references.entries.count) images of the reference labels is in the manifest; "
          + "use its source-ref, the file's name, or the line's number from 0")
    }
    var builder = Builder(dataset)
    for entry in references.entries { builder.add(entry, keys) }
    self.init(builder, keys.kind)
  }

  /// The kind of key that most reference labels match, the first of equal ones; nil if none does.
  private static func bestKeys(_ references: ReferenceLabels, _ dataset: Dataset) -> KeyIndex? {
    var (best, most): (KeyIndex?, Int) = (nil, 0)
    for kind in KeyKind.allCases where most < references.entries.count {
      let keys = KeyIndex(kind, dataset)
      let matches = references.entries.count { keys.row(of: $0.key) != nil }
      if matches > most { (best, most) = (keys, matches) }
    }
    return best
  }

  /// Takes the labels of another dataset, by the image; of one manifest, by its lines.
  ///
  /// - Throws: where no image is in both.
  public init(_ reference: Dataset, _ dataset: Dataset) throws(FormatError) {
    let entries = (0..<reference.count).compactMap { row in
      reference.row(row).classID.map { id in
        ReferenceLabels.Entry(
          key: Array(reference.references[row]), label: Array(reference.classNames[id].utf8),
          line: Int(reference.lines[row]))
      }
    }
    try self.init(ReferenceLabels(entries), dataset)
  }

  private init(_ builder: Builder, _ kind: KeyKind) {
    labels = builder.labels
    classNames = builder.classNames
    keyKind = kind
    unmatched = builder.unmatched
    contradicted = builder.contradicted.sorted()
    ambiguous = builder.ambiguous
  }

  private struct Builder {
    var labels: [Int32]
    var classNames: [String]
    var unmatched = 0
    var ambiguous = 0
    var contradicted: Set<Int> = []
    private var index: NameIndex

    init(_ dataset: Dataset) {
      labels = [Int32](repeating: -1, count: dataset.count)
      classNames = dataset.classNames
      index = NameIndex(dataset.classNames)
    }

    mutating func add(_ entry: ReferenceLabels.Entry, _ keys: KeyIndex) {
      switch keys.row(of: entry.key) {
      case nil: unmatched += 1
      case .several: ambiguous += 1
      case .rows(let rows):
        let label = Int32(index.place(of: entry.label, addingTo: &classNames))
        for row in rows where !contradicted.contains(row) {
          if labels[row] >= 0, labels[row] != label {
            contradicted.insert(row)
            labels[row] = -1
          } else {
            labels[row] = label
          }
        }
      }
    }
  }
}

/// Finds rows by one kind of key.
private struct KeyIndex {
  enum Found: Equatable {
    /// Rows of one image; the manifest may have it twice.
    case rows([Int])
    /// Rows of different images.
    case several
  }

  let kind: MatchedReferences.KeyKind
  private var found: [[UInt8]: Found] = [:]

  init(_ kind: MatchedReferences.KeyKind, _ dataset: Dataset) {
    self.kind = kind
    for row in 0..<dataset.count {
      let key = Self.key(kind, row, dataset)
      switch found[key] {
      case nil: found[key] = .rows([row])
      case .rows(let rows):
        let isSame = dataset.references[rows[0]].elementsEqual(dataset.references[row])
        found[key] = isSame ? .rows(rows + [row]) : .several
      case .several: break
      }
    }
  }

  private static func key(
    _ kind: MatchedReferences.KeyKind, _ row: Int, _ dataset: Dataset
  ) -> [UInt8] {
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

  func row(of key: [UInt8]) -> Found? { found[key] }
}
