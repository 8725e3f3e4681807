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

  /// What its labels say about an image; nil if none of them is read.
  public internal(set) var kind: LabelKind?
  /// Lines with a label by people.
  public internal(set) var humanCount = 0
  /// Lines with a label by a machine; who gave the rest is not known.
  public internal(set) var machineCount = 0
  /// Whether its metadata have no type of Ground Truth.
  public internal(set) var isTypeless = false
  /// Whether its labels come from a custom workflow.
  public internal(set) var isCustom = false
  /// Whether its labels are values without metadata, which were asked for.
  public internal(set) var isBare = false
  /// The only class of its labels; nil if there are several.
  var onlyClassID: Int32?

  /// Whether it can be analysed: it has classes, or only failures.
  public var isReadable: Bool { labelledCount > 0 || refusedCount > 0 || otherTypes.isEmpty }

  /// What the labels are, in words that complete "this attribute holds …".
  public var holds: String {
    guard !otherTypes.isEmpty, labelledCount == 0 else { return (kind ?? .single).holds }
    return otherTypes.prefix(5).map { type in
      allLabelTypes.first { $0.name == type }?.holds ?? "labels of type '\(shortened(type))'"
    }.joined(separator: ", ")
  }

  init(name: String, _ attribute: Manifest.Attribute, _ tables: EntryTables) {
    self.name = name
    let entries = attribute.entries
    kind = Self.kind(entries)
    isTypeless = attribute.forms.contains(.typeless)
    isCustom = attribute.forms.contains(.custom)
    isBare = attribute.forms.contains(.bare)
    var types: [String] = []
    var latest = LabelEntries.noDate
    var classIDs = OnlyValue()
    var lastRow: UInt32?
    for index in 0..<entries.count {
      latest = max(latest, entries.dates[index])
      if let type = entries.otherType(index, than: kind, tables) {
        if !types.contains(type) { types.append(type) }
        continue
      }
      if entries.states[index] == .labelled { classIDs.take(entries.classIDs[index]) }
      if entries.rows[index] != lastRow { count(entries.states[index], entries.sources[index]) }
      lastRow = entries.rows[index]
    }
    onlyClassID = classIDs.value
    otherTypes = types
    latestDate = latest == LabelEntries.noDate ? nil : CreationDate(microseconds: latest)
  }

  /// The attributes of a labelling as one: the names joined, the counts added up.
  init(joining all: [LabelAttribute]) {
    self = all[0]
    guard all.count > 1 else { return }
    name = all.map(\.name).joined(separator: ", ")
    for other in all.dropFirst() {
      labelledCount += other.labelledCount
      failedCount += other.failedCount
      refusedCount += other.refusedCount
      humanCount += other.humanCount
      machineCount += other.machineCount
      otherTypes += other.otherTypes.filter { !otherTypes.contains($0) }
      isTypeless = isTypeless || other.isTypeless
      isCustom = isCustom || other.isCustom
      isBare = isBare || other.isBare
    }
    let latest = all.compactMap { $0.latestDate?.microseconds }.max()
    latestDate = latest.map { CreationDate(microseconds: $0) }
    onlyClassID = nil
  }

  private mutating func count(_ state: EntryState, _ source: LabelSource) {
    switch state {
    case .labelled, .nothing:
      labelledCount += 1
      humanCount += source == .human ? 1 : 0
      machineCount += source == .machine ? 1 : 0
    case .failed: failedCount += 1
    case .refused: refusedCount += 1
    case .otherType: break
    }
  }

  /// The kind of most labels; of equally many the first.
  private static func kind(_ entries: LabelEntries) -> LabelKind? {
    var counts = [Int](repeating: 0, count: LabelKind.allCases.count)
    for (kind, state) in zip(entries.kinds, entries.states)
    where state != .failed && state != .otherType {
      counts[kind.number] += 1
    }
    let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }
    return best.flatMap { counts[$0] > 0 ? LabelKind.allCases[$0] : nil }
  }
}

/// Whether all of some values are the same.
private struct OnlyValue {
  private var first: Int32?
  private var isSame = true

  mutating func take(_ value: Int32) {
    if first == nil { first = value } else if first != value { isSame = false }
  }

  var value: Int32? { isSame ? first : nil }
}

extension LabelEntries {
  /// The type of an entry that is not read, or is of another kind than most under its attribute; nil
  /// for one that is used, and for failures.
  func otherType(_ index: Int, than kind: LabelKind?, _ tables: EntryTables) -> String? {
    switch states[index] {
    case .failed: nil
    case .otherType: tables.types.string(Int(classIDs[index]))
    case .labelled, .nothing, .refused:
      kinds[index] == kind ? nil : allLabelTypes.first { $0.kind == kinds[index] }?.name
    }
  }
}
