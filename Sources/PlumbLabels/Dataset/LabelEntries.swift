/// What a pair of attribute and metadata says on one line.
enum EntryState: UInt8, Sendable {
  /// A class, which is usable.
  case labelled
  /// The service gave up; `classIDs` holds the number of the reason.
  case failed
  /// A label of a type that is not read; `classIDs` holds the number of the type.
  case otherType
  /// The right type, and no class name.
  case refused
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
  var isHuman: [Bool] = []
  /// NaN where it is missing or unusable.
  var confidences: [Double] = []
  /// Microseconds since 1970, or `noDate`.
  var dates: [Int64] = []
  /// -1 where there is none.
  var jobIDs: [Int32] = []
  /// The value of the attribute itself, or `noIndex`.
  var indices: [Int32] = []

  var count: Int { rows.count }

  mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    states.reserveCapacity(count)
    classIDs.reserveCapacity(count)
    isHuman.reserveCapacity(count)
    confidences.reserveCapacity(count)
    dates.reserveCapacity(count)
    jobIDs.reserveCapacity(count)
    indices.reserveCapacity(count)
  }

  mutating func append(row: UInt32, state: EntryState, id: Int) {
    rows.append(row)
    states.append(state)
    classIDs.append(Int32(id))
    isHuman.append(false)
    confidences.append(.nan)
    dates.append(Self.noDate)
    jobIDs.append(-1)
    indices.append(Self.noIndex)
  }

  mutating func append(row: UInt32, label: ParsedLabel, classID: Int, jobID: Int) {
    rows.append(row)
    states.append(.labelled)
    classIDs.append(Int32(classID))
    isHuman.append(label.isHuman)
    confidences.append(label.confidence ?? .nan)
    dates.append(label.date?.microseconds ?? Self.noDate)
    jobIDs.append(Int32(jobID))
    indices.append(label.index ?? Self.noIndex)
  }

  /// Adds the entries of the next part of the manifest.
  ///
  /// - Parameters:
  ///   - other: The entries, with rows and numbers of their own.
  ///   - rowOffset: The first row of that part.
  ///   - tables: For each state, the numbers here of the numbers there.
  mutating func append(_ other: LabelEntries, rowOffset: Int, tables: EntryTables.Mapping) {
    rows.append(contentsOf: other.rows.lazy.map { $0 + UInt32(rowOffset) })
    states.append(contentsOf: other.states)
    for (state, id) in zip(other.states, other.classIDs) {
      classIDs.append(tables.id(id, for: state))
    }
    isHuman.append(contentsOf: other.isHuman)
    confidences.append(contentsOf: other.confidences)
    dates.append(contentsOf: other.dates)
    jobIDs.append(contentsOf: other.jobIDs.lazy.map { $0 < 0 ? -1 : tables.jobs[Int($0)] })
    indices.append(contentsOf: other.indices)
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
      case .refused: id
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
