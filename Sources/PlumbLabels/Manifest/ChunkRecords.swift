/// What one part of a manifest holds; row and line numbers count from the part's beginning.
struct ChunkRecords: Sendable {
  /// One attribute's share.
  struct Attribute: Sendable {
    var entries: [LabelEntry] = []
    /// Problems of this attribute's labels; reported only if the attribute is chosen.
    var problems = ProblemList()
    /// The forms in which its labels are written, other than Ground Truth's own.
    var forms: LabelForms = []
    /// What people said about labels that they verified, with the row.
    var comments: [(row: UInt32, text: String)] = []
    /// Labels that are written in an unusual way, with the row.
    var notations: [(row: UInt32, notation: LabelNotation)] = []

    /// Makes room for labels.
    init(expecting rows: Int = 0) { entries.reserveCapacity(rows) }
  }

  /// What to do about a refused line.
  struct NextStep: Sendable {
    /// The line, counted from 1.
    var line: Int
    /// A sentence, with MANIFEST as the placeholder for the file in commands.
    var words: String
  }

  /// Physical lines, blank ones too.
  var lineCount = 0
  /// Lines that are not blank.
  var recordCount = 0
  /// The line of each row.
  var rowLines: [UInt32] = []
  var references = ByteStringColumn.Segment()
  var referenceHashes: [UInt64] = []
  /// Rows whose reference is not to S3; judged when the whole manifest is known.
  var rowsElsewhere: [UInt32] = []
  /// Whether any reference is to S3.
  var hasObjects = false
  /// How many references were written in another way than they are kept.
  var rewrittenReferences = 0
  var names = ByteStringTable()
  var attributes: [Attribute] = []
  var tables = EntryTables()
  var problems = ProblemList()
  /// Keys that may have been meant as labels; of lines before the first label attribute only.
  var unreadKeys = UnreadKeys()
  /// The first line that ended in CR LF, counted from 1.
  var firstCRLF: Int?
  /// What to do about lines such as the first refused one for which that is known.
  var nextStep: NextStep?
  /// How many rows the chunk is likely to have.
  private(set) var expectedRows = 0
  /// Whether the last record was not JSON: without a line end, the file looks truncated.
  var lastRecordIsInvalidJSON = false

  /// Makes room for what a chunk of this size usually holds, so that columns grow once and not ten
  /// times: a line has about 350 bytes, of which its own part of the reference takes about 30.
  mutating func reserve(bytes: Int) {
    expectedRows = bytes / 300
    let rows = expectedRows
    rowLines.reserveCapacity(rows)
    referenceHashes.reserveCapacity(rows)
    references.reserve(rows: rows, bytes: bytes / 12)
  }

  // MARK: The label that is read

  private var attribute = 0
  private var row: UInt32 = 0

  /// Sets where the next labels and notes belong.
  mutating func begin(attribute: Int, row: UInt32) {
    (self.attribute, self.row) = (attribute, row)
  }

  /// Adds a label.
  @inline(__always)
  mutating func append(_ entry: LabelEntry) {
    var entry = entry
    entry.row = row
    attributes[attribute].entries.append(entry)
  }

  /// Adds a label without a class: an empty set, or no boxes.
  mutating func appendNothing(_ kind: LabelKind, _ provenance: LabelProvenance) {
    var entry = LabelEntry(
      kind: kind, classID: -1, provenance, confidence: nil, index: nil)
    entry.state = .nothing
    append(entry)
  }

  /// Notes that the service gave up on the image.
  mutating func appendFailure(_ reason: UnsafeRawBufferPointer) {
    append(LabelEntry(row: row, state: .failed, id: Int32(tables.reasons.intern(reason))))
  }

  /// Notes a label of a type that is not read.
  mutating func appendOther(type name: String) {
    append(LabelEntry(row: row, state: .otherType, id: Int32(tables.types.intern(name))))
  }

  /// Refuses a label of a type that is read.
  mutating func refuse(_ kind: LabelKind, _ message: String) {
    note(.noClassName, message)
    var entry = LabelEntry(row: row, state: .refused, id: 0)
    entry.kind = kind
    append(entry)
  }

  /// Adds a comment of the person who verified a label.
  mutating func append(comment: UnsafeRawBufferPointer) {
    attributes[attribute].comments.append((row, String(decoding: comment, as: UTF8.self)))
  }

  /// Notes that the label is written in an unusual way.
  mutating func note(_ notation: LabelNotation) {
    attributes[attribute].notations.append((row, notation))
  }

  /// Notes what is odd but leaves the label usable.
  mutating func note(_ code: ProblemCode, _ message: String) {
    attributes[attribute].problems.append(line: lineCount, code, message)
  }

  /// Notes the form of a label.
  mutating func noteForm(_ form: LabelForms) { attributes[attribute].forms.insert(form) }
}

/// How a label is written that Plumb reads although it is not of the form that Ground Truth documents
/// for image classification.
///
/// Noted only for such labels, so that ordinary manifests take no more memory.
package enum LabelNotation: Sendable, Hashable {
  /// The class index is a string.
  case indexInQuotes
  /// The type differs from the documented one in letter case, or has underscores.
  case typeSpelling
  /// The type is that of a custom workflow.
  case customType
  /// There is no type.
  case noType
  /// There are no metadata.
  case noMetadata
}

/// The ways in which labels are written, other than Ground Truth's own.
struct LabelForms: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// Metadata with a class name and without a type of Ground Truth.
  static let typeless = LabelForms(rawValue: 1)
  /// A custom workflow.
  static let custom = LabelForms(rawValue: 2)
  /// A model's answers, kept beside the true labels to evaluate the model.
  static let evaluation = LabelForms(rawValue: 4)
  /// Values without metadata, which are read on request.
  static let bare = LabelForms(rawValue: 8)
}
