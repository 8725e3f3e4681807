/// A label attribute of a manifest, as `--attribute` selects it.
public struct LabelAttribute: Sendable, Hashable {
  /// The key; its metadata is `<name>-metadata`.
  public var name: String
  /// Lines with a class under this attribute.
  public var labelledCount = 0
  /// Lines whose labelling failed.
  public var failedCount = 0
  /// Lines with a pair of the right type but no class name.
  public var refusedCount = 0
  /// Types that are not read, without `groundtruth/`, in the order of first appearance.
  public var otherTypes: [String] = []
  /// The latest creation date of its labels.
  public var latestDate: CreationDate?

  /// Whether it can be analysed: it has classes, or only failures.
  public var isReadable: Bool { labelledCount > 0 || refusedCount > 0 || otherTypes.isEmpty }

  /// What the labels are, in words that complete "this attribute holds …".
  public var holds: String {
    guard !otherTypes.isEmpty, labelledCount == 0 else { return ImageClassification().holds }
    return otherTypes.prefix(5).map { type in
      allLabelTypes.first { $0.name == type }?.holds ?? "labels of type '\(shortened(type))'"
    }.joined(separator: ", ")
  }

  init(name: String, _ entries: LabelEntries, _ tables: EntryTables) {
    self.name = name
    var types: [Int32] = []
    var latest = LabelEntries.noDate
    for index in 0..<entries.count {
      switch entries.states[index] {
      case .labelled: labelledCount += 1
      case .failed: failedCount += 1
      case .refused: refusedCount += 1
      case .otherType:
        if !types.contains(entries.classIDs[index]) { types.append(entries.classIDs[index]) }
      }
      latest = max(latest, entries.dates[index])
    }
    otherTypes = types.map { tables.types.string(Int($0)) }
    latestDate = latest == LabelEntries.noDate ? nil : CreationDate(microseconds: latest)
  }

  /// The order of preference: by latest creation date, then by number of labels.
  func isOlder(than other: LabelAttribute) -> Bool {
    let (own, others) = (latestDate?.microseconds ?? .min, other.latestDate?.microseconds ?? .min)
    return (own, labelledCount) < (others, other.labelledCount)
  }
}
