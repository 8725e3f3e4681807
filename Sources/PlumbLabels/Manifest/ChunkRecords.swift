/// What one part of a manifest holds; row and line numbers count from the part's beginning.
struct ChunkRecords: Sendable {
  /// One attribute's share.
  struct Attribute: Sendable {
    var entries: [LabelEntry] = []
    /// Problems of this attribute's labels; reported only if the attribute is chosen.
    var problems = ProblemList()

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
}
