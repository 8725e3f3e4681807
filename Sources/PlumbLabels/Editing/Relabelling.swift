import PlumbSystem
import PlumbText

/// How marked lines go back into a labeling job.
package enum RelabelForm: String, Sendable, Hashable, CaseIterable {
  /// The whole manifest; the marked lines lose their label. A job with this input and the same
  /// label attribute labels them again, and every other line without a label.
  case chain
  /// The marked lines alone, unchanged. A job with this input and a new label attribute labels all
  /// of them, and keeps the old label beside the new one.
  case subset
  /// The whole manifest; marked lines with a correct class get it as a label under a new attribute.
  case corrected
}

/// The change of a manifest that follows from marked lines.
package struct Relabelling: Sendable {
  /// What to write.
  package var form: RelabelForm
  /// The label attribute that the marks are about.
  package var attribute: String
  /// The new label attribute, for the forms that have one.
  package var newAttribute: String
  /// The changes.
  package var editor: ManifestEditor {
    ManifestEditor(edits: edits, others: others, forbidden: forbidden)
  }
  /// How many lines are changed or chosen.
  package var count: Int { edits.count }
  /// Marked lines without a correct class; only ``RelabelForm/corrected`` has them.
  package private(set) var linesWithoutClass: [Int] = []
  /// Classes that the manifest did not have, with the indices that they get.
  package private(set) var newClasses: [(name: String, index: Int)] = []

  private var edits: [Int: ManifestEditor.Edit] = [:]
  private var others: ManifestEditor.Edit { form == .subset ? .drop : .keep }
  private var forbidden: [String] { [newAttribute, newAttribute + "-metadata"] }

  /// The job name in the metadata of a correction, which no labeling job made.
  package static let jobName = "plumb-relabel"

  /// Computes the change.
  ///
  /// - Parameters:
  ///   - marks: What was marked.
  ///   - dataset: The labels that the marks are about.
  ///   - form: What to write.
  ///   - newAttribute: The name of the new attribute; nil for the old one with `-relabel` or
  ///     `-corrected` behind it.
  /// - Throws: ``ManifestEditError`` if a mark matches no row, or the new attribute cannot be used.
  package init(
    _ marks: RowMarks, _ dataset: Dataset, form: RelabelForm, newAttribute: String? = nil
  ) throws(ManifestEditError) {
    self.form = form
    attribute = dataset.attribute.name
    let several = dataset.labelling.attributes.count > 1
    self.newAttribute =
      newAttribute
      ?? (several ? "labels" : attribute) + (form == .corrected ? "-corrected" : "-relabel")
    if form != .chain { try checkNewAttribute(dataset) }
    _ = try marks.lines(in: dataset)
    switch form {
    case .chain:
      for mark in marks.marks {
        edits[mark.line] = .remove(dataset.attributeNames(onLine: mark.line).flatMap(Self.pair))
      }
    case .subset: for mark in marks.marks { edits[mark.line] = .keep }
    case .corrected: try correct(marks, dataset)
    }
  }

  private static func pair(_ attribute: String) -> [String] {
    [attribute, attribute + "-metadata"]
  }

  // MARK: Checks

  /// The rule of CreateLabelingJob for names of label attributes, and those of its output formats.
  private func checkNewAttribute(_ dataset: Dataset) throws(ManifestEditError) {
    let name = newAttribute
    let isOfForm =
      (1...127).contains(name.utf8.count)
      && name.utf8.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: "-") }
      && name.utf8.first.map(Self.isNameByte) == true
      && name.utf8.last.map(Self.isNameByte) == true
    guard isOfForm, !name.hasSuffix("-metadata"), !name.hasSuffix("-ref"), name != "source" else {
      throw ManifestEditError(
        "'\(shortened(name))' cannot be a label attribute: use 1 to 127 letters, digits and hyphens "
          + "that do not end in -ref or -metadata; choose another with --new-attribute.")
    }
    if dataset.attributes.contains(where: { ByteString($0.name) == ByteString(name) }) {
      throw ManifestEditError(
        "the manifest already has a label attribute '\(name)'; choose another with "
          + "--new-attribute.")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // MARK: Corrections

  private mutating func correct(
    _ marks: RowMarks, _ dataset: Dataset
  ) throws(ManifestEditError) {
    var indices = ClassIndices(dataset)
    for mark in marks.marks {
      guard let name = mark.className else {
        linesWithoutClass.append(mark.line)
        continue
      }
      edits[mark.line] = .add(pair(name, index: indices.index(of: name), date: marks.date))
    }
    newClasses = indices.added
    if edits.isEmpty {
      throw ManifestEditError(
        "no mark has a correct class, so there is nothing to correct; leave out --corrected to send "
          + "the lines back for relabelling.")
    }
  }

  /// The label and its metadata: labelled by a person, not by a labeling job, without a confidence.
  private func pair(
    _ className: String, index: Int, date: CreationDate?
  ) -> [ManifestEditor.Addition] {
    var metadata = [
      "\"class-name\":\(JSONString.quoted(className))",
      "\"job-name\":\(JSONString.quoted(Self.jobName))", "\"human-annotated\":\"yes\"",
    ]
    if let date { metadata.append("\"creation-date\":\"\(date.withoutZone)\"") }
    metadata.append("\"type\":\"groundtruth/image-classification\"")
    return [
      .init(name: JSONString.quoted(newAttribute), value: String(index)),
      .init(
        name: JSONString.quoted(newAttribute + "-metadata"),
        value: "{\(metadata.joined(separator: ","))}"),
    ]
  }
}

/// The numbers that the manifest gives to its classes, and new ones for new classes.
private struct ClassIndices {
  private var indices: [ByteString: Int] = [:]
  private var next = 0
  private(set) var added: [(name: String, index: Int)] = []

  init(_ dataset: Dataset) {
    for row in 0..<dataset.count {
      let values = dataset.row(row)
      guard let id = values.classID, let index = values.classIndex else { continue }
      next = max(next, index + 1)
      let name = ByteString(dataset.classNames[id])
      if indices[name] == nil { indices[name] = index }
    }
  }

  mutating func index(of name: String) -> Int {
    let key = ByteString(name)
    if let index = indices[key] { return index }
    indices[key] = next
    added.append((name, next))
    next += 1
    return next - 1
  }
}

extension RowMarks {
  /// The marked lines, ascending.
  ///
  /// - Parameter dataset: The labels that the marks are about.
  /// - Throws: ``ManifestEditError`` if a mark is not about a row, or names another image than that
  ///   row.
  package func lines(in dataset: Dataset) throws(ManifestEditError) -> [Int] {
    for mark in marks { try Self.check(mark, dataset) }
    return marks.map(\.line)
  }

  private static func check(_ mark: Mark, _ dataset: Dataset) throws(ManifestEditError) {
    guard let row = dataset.rowNumber(onLine: mark.line) else {
      throw ManifestEditError(
        "line \(mark.line) is marked but has no image; check that the rows belong to this manifest."
      )
    }
    let found = dataset.references[row]
    if let image = mark.image, image != found {
      throw ManifestEditError(
        "line \(mark.line) has the image \(shortened(String(decoding: found, as: UTF8.self))), but "
          + "the rows have \(shortened(String(decoding: image, as: UTF8.self))); they belong to "
          + "another manifest.")
    }
  }
}

extension Dataset {
  /// The row of a physical line; nil if the line is not a row.
  public func rowNumber(onLine line: Int) -> Int? {
    let row = lines.partitioningIndex { Int($0) >= line }
    return row < lines.count && Int(lines[row]) == line ? row : nil
  }
}

extension Dataset {
  /// The attributes of the labelling under which a line is labelled.
  func attributeNames(onLine line: Int) -> [String] {
    guard let row = rowNumber(onLine: line) else { return labelling.attributes }
    return attributeNames(ofRow: row)
  }

  /// The attributes of the labelling under which a row is labelled; of a row without a label the
  /// whole labelling.
  public func attributeNames(ofRow row: Int) -> [String] {
    guard let attributeIDs, kinds[row] == .labelled else { return labelling.attributes }
    if let labelSets {
      let ids = Set(
        labelSets.labels(of: row).map { labelSets.attributeIDs[$0] } + [attributeIDs[row]])
      return ids.sorted().map { labelling.attributes[Int($0)] }
    }
    return [labelling.attributes[Int(attributeIDs[row])]]
  }
}
