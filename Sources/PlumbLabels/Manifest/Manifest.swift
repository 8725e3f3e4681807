/// A manifest that was read: all rows and all label attributes.
///
/// Use ``dataset(attribute:)`` for the labels of one attribute.
package struct Manifest: Sendable {
  /// All labels of one attribute.
  struct Attribute: Sendable {
    var entries = LabelEntries()
    /// Problems of this attribute's labels; reported only if the attribute is chosen.
    var problems = ProblemList()
    /// The forms in which its labels are written, other than Ground Truth's own.
    var forms: LabelForms = []
    /// What people said about labels that they verified, with the row.
    var comments: [(row: UInt32, text: String)] = []
    /// Labels that are written in an unusual way, with the row.
    var notations: [(row: UInt32, notation: LabelNotation)] = []
  }

  /// Physical lines, blank ones too.
  package internal(set) var lineCount = 0
  /// Lines that are not blank.
  package internal(set) var recordCount = 0

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
  package var labelAttributes: [LabelAttribute] {
    attributes.indices.map {
      LabelAttribute(name: names.string($0), attributes[$0], tables)
    }
  }

  /// The labels of one attribute.
  ///
  /// - Parameter name: The attribute, or a pattern; nil takes the labelling that is found, see
  ///   ``Labelling``.
  /// - Throws: ``ManifestError`` if there is no such attribute, or it cannot be read.
  package func dataset(attribute name: String?) throws(ManifestError) -> Dataset {
    try dataset(attributes: name.map { [$0] } ?? [])
  }

  /// The labels of some attributes.
  ///
  /// - Parameter patterns: Names of attributes, or patterns in which `*` is any text and `?` any
  ///   character; an exact name wins. None takes the labelling that is found: the one with the latest
  ///   label, see ``Labelling``.
  /// - Throws: ``ManifestError`` if there is no such attribute, if they cannot be read, or not together.
  package func dataset(attributes patterns: [String]) throws(ManifestError) -> Dataset {
    let all = labelAttributes
    let choice = patterns.isEmpty ? try choose(all) : try find(patterns, all)
    for index in choice.attributes where !all[index].isReadable {
      throw otherTaskType(all[index], index)
    }
    return DatasetBuilder(self, choice, labelAttributes: all).dataset()
  }

  private func find(
    _ patterns: [String], _ all: [LabelAttribute]
  ) throws(ManifestError) -> LabellingChoice {
    let finder = LabellingFinder(self, all)
    var found: [Int] = []
    for pattern in patterns {
      let fitting = finder.attributes(named: pattern)
      if fitting.isEmpty { throw unknownAttribute(pattern, all) }
      found += fitting.filter { !found.contains($0) }
    }
    if let choice = finder.choice(of: found.sorted()) { return choice }
    let kinds = found.map { "'\(shortened(all[$0].name))' holds \(all[$0].holds)" }
    throw ManifestError(
      code: .otherTaskType,
      message: "the attributes cannot be read together: \(kinds.joined(separator: ", ")).",
      nextStep: "Pass attributes of one kind with --attribute.")
  }

  private func unknownAttribute(_ name: String, _ all: [LabelAttribute]) -> ManifestError {
    let names = all.isEmpty ? "none" : list(all.map { "'\(shortened($0.name))'" })
    let why = unreadKeys.words(for: name).map { ": \($0)" } ?? ""
    return ManifestError(
      code: .noLabelAttribute,
      message: "the manifest has no label attribute '\(shortened(name))'\(why).",
      nextStep: "It has: \(names).")
  }

  /// Names in a message: ten at most.
  private func list(_ names: [String]) -> String {
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return names.prefix(10).joined(separator: ", ") + rest
  }

  private func choose(_ all: [LabelAttribute]) throws(ManifestError) -> LabellingChoice {
    if let choice = LabellingFinder(self, all).choice() { return choice }
    if !all.isEmpty {
      return LabellingChoice(kind: .single, attributes: [0], origin: .oneAttribute)
    }
    throw unreadKeys.error(problems.sorted(), rowCount: rowCount)
  }

  private func otherTaskType(_ attribute: LabelAttribute, _ index: Int) -> ManifestError {
    let types = Array(attribute.otherTypes.prefix(5))
    let holds = types.compactMap { type in allLabelTypes.first { $0.name == type }?.holds }
    let words = (holds.isEmpty ? ["labels of another type"] : holds).joined(separator: ", ")
    let message =
      "this manifest contains \(words) (\(types.map { labelTypePrefix + shortened($0) }.joined(separator: ", "))"
      + ") in '\(shortened(attribute.name))', not classes of images."
    var all = problems
    for row in attributes[index].entries.rows {
      all.append(line: Int(rowLines[Int(row)]), .otherTaskType, message)
    }
    return ManifestError(
      code: .otherTaskType, message: message,
      nextStep: "Plumb reads labels of whole images: one class, several classes, or verdicts.",
      problems: all.sorted())
  }

  /// The error for a manifest without a usable line.
  func unusable(_ known: ManifestError?) -> ManifestError {
    let problems = problems.sorted()
    if var known {
      known.problems = [Problem(line: 0, code: known.code, message: known.message)]
      return known
    }
    let first =
      problems.first { $0.code.effect == .lineRefused }
      ?? Problem(line: 0, code: .empty, message: "no lines were read")
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
