/// What the attributes of a labelling say together: one entry per row, and the sets of classes where a
/// row may have several.
struct MergedEntries {
  /// At most one for each row, ascending; labels of other kinds count as refused.
  private(set) var entries = LabelEntries()
  /// The number of each entry's attribute among those of the labelling; nil if there is one.
  private(set) var attributeIDs: [Int32]?
  /// The labels of each entry, if the labelling has sets.
  private(set) var sets: LabelSets?

  /// Merges the attributes of a labelling.
  ///
  /// - Parameters:
  ///   - manifest: All attributes.
  ///   - choice: Those that are merged.
  ///   - kinds: The kind of each of them.
  init(_ manifest: Manifest, _ choice: LabellingChoice, kinds: [LabelKind?]) {
    let parts = zip(choice.attributes, kinds).map {
      Self.usable(manifest.attributes[$0].entries, $1)
    }
    switch choice.kind {
    case .multiple, .box:
      mergeSets(parts, rowCount: manifest.rowCount, areBoxes: choice.kind == .box)
    case .single, .verdict:
      if parts.count == 1 { entries = parts[0] } else { merge(parts, rowCount: manifest.rowCount) }
    }
  }

  /// The entries of an attribute, those of other kinds as refused ones.
  private static func usable(_ entries: LabelEntries, _ kind: LabelKind?) -> LabelEntries {
    var result = entries
    for index in 0..<entries.count where entries.states[index] != .failed {
      // Most columns stay shared with the manifest.
      if entries.kinds[index] != kind || entries.states[index] == .otherType {
        result.states[index] = .refused
      }
    }
    return result
  }

  // MARK: One class per image

  private mutating func merge(_ parts: [LabelEntries], rowCount: Int) {
    var owners = [Int32](repeating: -1, count: rowCount)
    var places = [Int32](repeating: 0, count: rowCount)
    for (number, part) in parts.enumerated() {
      for index in 0..<part.count {
        let row = Int(part.rows[index])
        if owners[row] >= 0, part.isWeaker(index, than: parts[Int(owners[row])], Int(places[row])) {
          continue
        }
        (owners[row], places[row]) = (Int32(number), Int32(index))
      }
    }
    entries.reserve(rowCount)
    var attributes: [Int32] = []
    for row in 0..<rowCount where owners[row] >= 0 {
      entries.append(parts[Int(owners[row])][Int(places[row])])
      attributes.append(owners[row])
    }
    attributeIDs = attributes
  }

  // MARK: Sets

  private mutating func mergeSets(
    _ parts: [LabelEntries], rowCount: Int, areBoxes: Bool
  ) {
    let places = PlacesByRow(parts, rowCount: rowCount)
    var sets = LabelSets()
    var attributes: [Int32] = []
    for row in 0..<rowCount {
      var first: (entry: LabelEntry, attribute: Int32)?
      for (attribute, index) in places.of(row) {
        let entry = parts[Int(attribute)][Int(index)]
        // An image may have several boxes of a class, but a class only once.
        if entry.state == .labelled, areBoxes || !sets.currentRowHas(entry.id) {
          sets.append(entry, attribute: Int(attribute))
        }
        if first?.entry.isStronger(than: entry) != true { first = (entry, attribute) }
      }
      guard let (strongest, attribute) = first else { continue }
      var entry = strongest
      if entry.state != .failed { entry.id = -1 }
      entry.confidence = .nan
      entry.index = LabelEntries.noIndex
      entries.append(entry)
      attributes.append(attribute)
      sets.endRow()
    }
    self.sets = sets
    if parts.count > 1 { attributeIDs = attributes }
  }
}

/// The entries of several attributes by row; those of a row in the order of the attributes.
private struct PlacesByRow {
  private var starts: [Int]
  private var places: [(attribute: Int32, index: Int32)]

  init(_ parts: [LabelEntries], rowCount: Int) {
    starts = Array(repeating: 0, count: rowCount + 1)
    for part in parts { for row in part.rows { starts[Int(row) + 1] += 1 } }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var next = starts
    places = Array(repeating: (0, 0), count: starts[rowCount])
    for (attribute, part) in parts.enumerated() {
      for (index, row) in part.rows.enumerated() {
        places[next[Int(row)]] = (Int32(attribute), Int32(index))
        next[Int(row)] += 1
      }
    }
  }

  func of(_ row: Int) -> ArraySlice<(attribute: Int32, index: Int32)> {
    places[starts[row]..<starts[row + 1]]
  }
}

extension LabelEntry {
  /// Whether this entry says more about the row than another one, which comes later.
  fileprivate func isStronger(than other: LabelEntry) -> Bool { state.rank >= other.state.rank }
}

extension LabelEntries {
  /// Whether an entry says less about a row than one of an earlier attribute: of two labels the later
  /// one counts.
  fileprivate func isWeaker(_ index: Int, than other: LabelEntries, _ place: Int) -> Bool {
    (states[index].rank, dates[index]) < (other.states[place].rank, other.dates[place])
  }
}

extension EntryState {
  /// How much an entry says about its row.
  fileprivate var rank: Int {
    switch self {
    case .labelled: 3
    case .nothing: 2
    case .failed: 1
    case .refused, .otherType: 0
    }
  }
}
