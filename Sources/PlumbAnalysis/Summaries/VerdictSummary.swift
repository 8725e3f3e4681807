import PlumbLabels

/// The verdicts of people on labels, by the class that they judged.
public struct VerdictSummary: Sendable {
  /// The verdicts on the labels of one class.
  public struct Class: Sendable, Hashable {
    /// The class; empty labels, and those of types that are not read, have none.
    public var name: String?
    /// How often each verdict was given, by its index in ``VerdictSummary/verdicts``; verdicts that were
    /// not given are left out.
    public var counts: [Int: Int]
    /// All verdicts on labels of this class.
    public var total: Int { counts.values.reduce(0, +) }
  }

  /// The attributes of verification jobs, by first appearance.
  public private(set) var attributes: [String] = []
  /// The attributes of the labels that were judged, by first appearance.
  public private(set) var judgedAttributes: [String] = []
  /// The names of the verdicts, the most frequent first; ties by first appearance.
  public private(set) var verdicts: [String] = []
  /// The classes that were judged, those with the most verdicts first; ties by first appearance.
  ///
  /// A verdict on several classes counts for each of them.
  public private(set) var classes: [Class] = []
  /// Verdicts that reject a label, by line.
  public private(set) var rejections: [Judgement] = []
  /// Names of verdicts that do not say whether they reject a label.
  public private(set) var unclearVerdicts: [String] = []
  /// The number of verdicts.
  public let count: Int
  /// Verdicts on lines where it is not known which label they are about.
  public let unjoinedCount: Int

  /// Counts the verdicts of a dataset; nil if it has none.
  public init?(_ dataset: Dataset) {
    let all = dataset.judgements
    guard !all.isEmpty else { return nil }
    count = all.count
    unjoinedCount = all.count { $0.judgedAttributes.isEmpty }
    attributes = Self.names(all.map(\.attribute))
    judgedAttributes = Self.names(all.flatMap(\.judgedAttributes))
    rejections = all.filter { $0.isRejection == true }
    verdicts = Self.byFrequency(all.map(\.verdict))
    unclearVerdicts = verdicts.filter { VerdictMeaning.isRejection($0) == nil }
    classes = Self.classes(all, verdicts)
  }

  private static func names(_ all: [String]) -> [String] {
    var (names, index): ([String], NameIndex) = ([], NameIndex())
    for name in all { _ = index.place(of: name.utf8, addingTo: &names) }
    return names
  }

  private static func byFrequency(_ all: [String]) -> [String] {
    let names = names(all)
    let index = NameIndex(names)
    var counts = [Int](repeating: 0, count: names.count)
    for name in all { counts[index.place(of: name.utf8) ?? 0] += 1 }
    return names.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.map { names[$0] }
  }

  private static func classes(_ all: [Judgement], _ verdicts: [String]) -> [Class] {
    let (names, columns) = (names(all.flatMap(\.judgedClasses)), NameIndex(verdicts))
    let places = NameIndex(names)
    // A table of all classes and verdicts would grow with their product.
    var counts = [[Int: Int]](repeating: [:], count: names.count + 1)
    for one in all where !one.judgedAttributes.isEmpty {
      let column = columns.place(of: one.verdict.utf8) ?? 0
      let rows = one.judgedClasses.compactMap { places.place(of: $0.utf8) }
      for row in rows.isEmpty ? [names.count] : rows { counts[row][column, default: 0] += 1 }
    }
    let found = counts.enumerated().map {
      Class(name: $0.offset < names.count ? names[$0.offset] : nil, counts: $0.element)
    }
    return found.enumerated().filter { $0.element.total > 0 }
      .sorted { (-$0.element.total, $0.offset) < (-$1.element.total, $1.offset) }.map(\.element)
  }
}
