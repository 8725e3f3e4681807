import PlumbLabels
import PlumbText

/// Reference labels, put to the rows of a dataset.
public struct MatchedTruth: Sendable {
  /// The class of each row of the dataset, an index of ``classNames``; -1 where it has none.
  public let labels: [Int32]
  /// The dataset's class names, then those that only reference labels have.
  public let classNames: [String]
  /// What the keys turned out to be; the dataset's own attribute counts as lines.
  public let keyKind: ImageKeyKind
  /// Reference labels whose image is not in the dataset.
  public let unmatched: Int
  /// Rows that were given two different reference labels, and therefore have none; ascending.
  public let contradicted: [Int]
  /// Keys that match several images, such as a file name under two prefixes; they are not used.
  public let ambiguous: Int
  /// How the classes of the reference labels were put to those of the dataset.
  public let classMapping: ClassNameMapping
  /// Where in the file the reference labels are; nil for labels of a manifest.
  public let columns: TruthLabels.Columns?

  /// Puts reference labels to rows.
  ///
  /// Keys are taken for what most of them match: references, file names, stems, then lines.
  ///
  /// - Throws: if no image matches, or no class.
  public init(_ truth: TruthLabels, _ dataset: Dataset) throws(FormatError) {
    let keys = ImageKeys.best(
      for: truth.entries.map(\.key), of: ImageKeyKind.allCases, dataset)
    guard let keys else {
      throw FormatError(
        (truth.entries.count == 1
          ? "the only image of the reference labels is not"
          : "none of the \(truth.entries.count) images of the reference labels is")
          + " in the manifest; "
          + "identify images by source-ref, file name, or line number from 0")
    }
    let matcher = try ClassNameMatcher(
      truth.classNames, dataset, subject: "the reference labels")
    var builder = Builder(dataset)
    for entry in truth.entries {
      builder.add(keys.rows(of: entry.key), matcher.className(entry.label))
    }
    self.init(builder, keyKind: keys.kind, mapping: matcher.mapping, columns: truth.columns)
  }

  /// Takes the labels of another dataset, by the image; of one manifest, by its lines.
  ///
  /// - Throws: if no image is in both.
  public init(_ truth: Dataset, _ dataset: Dataset) throws(FormatError) {
    let entries = (0..<truth.count).compactMap { row in
      truth.row(row).classID.map { id in
        TruthLabels.Entry(
          key: Array(truth.references[row]), label: Array(truth.classNames[id].utf8),
          line: Int(truth.lines[row]))
      }
    }
    try self.init(TruthLabels(entries), dataset)
  }

  private init(
    _ builder: Builder, keyKind kind: ImageKeyKind, mapping: ClassNameMapping,
    columns: TruthLabels.Columns?
  ) {
    labels = builder.labels
    classNames = builder.classNames
    keyKind = kind
    unmatched = builder.unmatched
    contradicted = builder.contradicted.sorted()
    ambiguous = builder.ambiguous
    classMapping = mapping
    self.columns = columns
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

    mutating func add(_ found: ImageKeys.Found?, _ className: [UInt8]) {
      switch found {
      case nil: unmatched += 1
      case .several: ambiguous += 1
      case .rows(let rows):
        let label = Int32(index.place(of: className, addingTo: &classNames))
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
