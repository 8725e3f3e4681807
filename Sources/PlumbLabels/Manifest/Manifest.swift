/// A manifest that was read: all rows and all label attributes.
///
/// Use ``dataset(attribute:)`` for the labels of one attribute.
public struct Manifest: Sendable {
  /// All labels of one attribute.
  struct Attribute: Sendable {
    var entries = LabelEntries()
    /// Problems of this attribute's labels; reported only if the attribute is chosen.
    var problems = ProblemList()
  }

  /// Physical lines, blank ones too.
  public internal(set) var lineCount = 0
  /// Lines that are not blank.
  public internal(set) var recordCount = 0

  var rowLines: [UInt32] = []
  var references = ByteStringColumn()
  var names = ByteStringTable()
  var attributes: [Attribute] = []
  var tables = EntryTables()
  var problems = ProblemList()
  /// Keys that may have been meant as labels, of lines before the first label attribute.
  var unreadKeys = UnreadKeys()
  var duplicates: [DuplicateFinder.Duplicate] = []
  /// Rows that are refused after all, ascending.
  var refusedRows: [UInt32] = []

  /// What to do about the first refused line for which that is known.
  var nextStep: ChunkRecords.NextStep?

  /// How many references were written in another way than they are kept, such as URLs of S3.
  var rewrittenReferences = 0

  var rowCount: Int { rowLines.count }

  /// Every label attribute, in the order of first appearance.
  public var labelAttributes: [LabelAttribute] {
    attributes.indices.map {
      LabelAttribute(name: names.string($0), attributes[$0].entries, tables)
    }
  }

  /// The labels of one attribute.
  ///
  /// - Parameter name: The attribute; nil takes the readable one with the latest creation date.
  /// - Throws: ``ManifestError`` if there is no such attribute, or it holds no classes.
  public func dataset(attribute name: String?) throws(ManifestError) -> Dataset {
    let all = labelAttributes
    let index = if let name { try find(name, all) } else { try choose(all) }
    guard all[index].isReadable else { throw otherTaskType(all[index], index) }
    return DatasetBuilder(self, attribute: index, labelAttributes: all).dataset()
  }

  private func find(_ name: String, _ all: [LabelAttribute]) throws(ManifestError) -> Int {
    if let index = names.find(Array(name.utf8)) { return index }
    let names = all.isEmpty ? "none" : list(all.map { "'\(shortened($0.name))'" })
    let why = unreadKeys.words(for: name).map { ": \($0)" } ?? ""
    throw ManifestError(
      code: .noLabelAttribute,
      message: "the manifest has no label attribute '\(shortened(name))'\(why).",
      nextStep: "It has: \(names).")
  }

  /// Names in a message: ten at most.
  private func list(_ names: [String]) -> String {
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return names.prefix(10).joined(separator: ", ") + rest
  }

  private func choose(_ all: [LabelAttribute]) throws(ManifestError) -> Int {
    let readable = all.indices.filter { all[$0].isReadable }
    if let best = readable.max(by: { all[$0].isOlder(than: all[$1]) }) { return best }
    if let first = all.indices.first { return first }
    throw unreadKeys.error(problems.sorted(), rowCount: rowCount)
  }

  private func otherTaskType(_ attribute: LabelAttribute, _ index: Int) -> ManifestError {
    let types = Array(attribute.otherTypes.prefix(5))
    let holds = types.compactMap { type in allLabelTypes.first { $0.name == type }?.holds }
    let words = (holds.isEmpty ? ["labels of another type"] : holds).joined(separator: ", ")
    let message =
      "this manifest contains \(words) (\(types.map { labelTypePrefix + shortened($0) }.joined(separator: ", "))"
      + ") in '\(shortened(attribute.name))', not classes."
    var all = problems
    for row in attributes[index].entries.rows {
      all.append(line: Int(rowLines[Int(row)]), .otherTaskType, message)
    }
    return ManifestError(
      code: .otherTaskType, message: message,
      nextStep: "Plumb supports only single-label image classification.", problems: all.sorted())
  }

  /// The error for a manifest without a usable line.
  func unusable(_ known: ManifestError?) -> ManifestError {
    let problems = problems.sorted()
    if var known {
      known.problems = [Problem(line: 0, code: known.code, message: known.message)]
      return known
    }
    let refusals = problems.filter { $0.code.effect == .lineRefused }
    let first = refusals.first ?? Problem(line: 0, code: .empty, message: "no lines were read")
    let what =
      recordCount == 1
      ? "the only line cannot be used" : "none of the \(recordCount) lines can be used"
    let separator = first.message.hasPrefix("column ") ? "," : ":"
    let words = nextStep.flatMap { $0.line == first.line ? $0.words : nil }
    return ManifestError(
      code: first.code,
      message: "\(what); line \(first.line)\(separator) \(first.message).",
      nextStep: words ?? "Check that this is the output.manifest of a job.", problems: problems)
  }
}
