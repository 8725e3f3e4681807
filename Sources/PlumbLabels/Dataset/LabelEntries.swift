/// The state of a pair of attribute and metadata on one line.
enum EntryState: UInt8, Sendable {
  /// A usable class.
  case labelled
  /// Labelling failed; `classIDs` holds the number of the reason.
  case failed
  /// A label of a type that is not read; `classIDs` holds the number of the type.
  case otherType
  /// The right type, but no class name.
  case refused
  /// An empty set of classes, or no boxes: a label as well.
  case nothing

  /// Whether the line has a label, be it of a type that is read or not.
  var isLabel: Bool { self == .labelled || self == .nothing || self == .otherType }
}

/// The entry of one attribute on one line.
///
/// Lines are read into these, because appending to eight columns per line is slower;
/// ``LabelEntries`` takes them column by column.
struct LabelEntry: Sendable {
  var row: UInt32
  var state: EntryState
  /// Class, reason or type, by state.
  var id: Int32
  var kind = LabelKind.single
  var source = LabelSource.unknown
  var confidence = Double.nan
  var date = LabelEntries.noDate
  var jobID: Int32 = -1
  var index = LabelEntries.noIndex
}

extension LabelEntry {
  /// A label that was read; its row is set when it is added.
  init(
    kind: LabelKind, classID: Int, _ provenance: LabelProvenance, confidence: Double?, index: Int32?
  ) {
    self.init(
      row: 0, state: .labelled, id: Int32(classID), kind: kind, source: provenance.source,
      confidence: confidence ?? .nan,
      date: provenance.date?.microseconds ?? LabelEntries.noDate, jobID: provenance.jobID,
      index: index ?? LabelEntries.noIndex)
  }
}

/// The labels of one attribute as columns, for the rows that have any.
struct LabelEntries: Sendable {
  static let noDate = Int64.min
  static let noIndex = Int32.min

  /// Row numbers, ascending.
  var rows: [UInt32] = []
  var states: [EntryState] = []
  /// Class, reason or type, by state.
  var classIDs: [Int32] = []
  var kinds: [LabelKind] = []
  var sources: [LabelSource] = []
  /// NaN if it is missing or unusable.
  var confidences: [Double] = []
  /// Microseconds since 1970, or `noDate`.
  var dates: [Int64] = []
  /// -1 if there is none.
  var jobIDs: [Int32] = []
  /// The value of the attribute itself, or `noIndex`.
  var indices: [Int32] = []

  var count: Int { rows.count }

  mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    states.reserveCapacity(count)
    classIDs.reserveCapacity(count)
    kinds.reserveCapacity(count)
    sources.reserveCapacity(count)
    confidences.reserveCapacity(count)
    dates.reserveCapacity(count)
    jobIDs.reserveCapacity(count)
    indices.reserveCapacity(count)
  }

  mutating func append(_ entry: LabelEntry) {
    rows.append(entry.row)
    states.append(entry.state)
    classIDs.append(entry.id)
    kinds.append(entry.kind)
    sources.append(entry.source)
    confidences.append(entry.confidence)
    dates.append(entry.date)
    jobIDs.append(entry.jobID)
    indices.append(entry.index)
  }

  subscript(index: Int) -> LabelEntry {
    LabelEntry(
      row: rows[index], state: states[index], id: classIDs[index], kind: kinds[index],
      source: sources[index],
      confidence: confidences[index], date: dates[index], jobID: jobIDs[index],
      index: indices[index])
  }

  /// Adds the entries of the next part of the manifest.
  ///
  /// - Parameters:
  ///   - other: The entries, with rows and numbers of their own.
  ///   - rowOffset: The first row of that part.
  ///   - tables: For each state, the numbers here of the numbers there.
  mutating func append(_ other: [LabelEntry], rowOffset: Int, tables: EntryTables.Mapping) {
    rows.append(contentsOf: other.lazy.map { $0.row + UInt32(rowOffset) })
    states.append(contentsOf: other.lazy.map(\.state))
    classIDs.append(contentsOf: other.lazy.map { tables.id($0.id, for: $0.state) })
    kinds.append(contentsOf: other.lazy.map(\.kind))
    sources.append(contentsOf: other.lazy.map(\.source))
    confidences.append(contentsOf: other.lazy.map(\.confidence))
    dates.append(contentsOf: other.lazy.map(\.date))
    jobIDs.append(contentsOf: other.lazy.map { $0.jobID < 0 ? -1 : tables.jobs[Int($0.jobID)] })
    indices.append(contentsOf: other.lazy.map(\.index))
  }
}

/// The texts that entries refer to by number.
struct EntryTables: Sendable {
  var classes = ByteStringTable()
  var jobs = ByteStringTable()
  var reasons = ByteStringTable()
  var types = ByteStringTable()

  /// Numbers in another set of tables, translated into numbers here.
  struct Mapping {
    var classes: [Int32]
    var jobs: [Int32]
    var reasons: [Int32]
    var types: [Int32]

    func id(_ id: Int32, for state: EntryState) -> Int32 {
      switch state {
      case .labelled: classes[Int(id)]
      case .failed: reasons[Int(id)]
      case .otherType: types[Int(id)]
      case .refused, .nothing: id
      }
    }
  }

  /// Adds another set's texts.
  mutating func merge(_ other: EntryTables) -> Mapping {
    func numbers(_ table: inout ByteStringTable, _ other: ByteStringTable) -> [Int32] {
      (0..<other.count).map { Int32(table.intern(other[$0])) }
    }
    return Mapping(
      classes: numbers(&classes, other.classes), jobs: numbers(&jobs, other.jobs),
      reasons: numbers(&reasons, other.reasons), types: numbers(&types, other.types))
  }
}
