/// What is looked at as the labels of a manifest: one label attribute, or several that belong together.
public struct Labelling: Sendable, Hashable {
  /// Why the attributes belong together.
  public enum Origin: String, Sendable, Hashable {
    /// It is one attribute.
    case oneAttribute = "one-attribute"
    /// Each attribute is named after its only class, as in Rekognition's layout.
    case classNames = "class-names"
    /// No line is labelled under two of them: jobs that were put into one file.
    case disjoint
    /// Their names are equal but for a number at the end.
    case numbered
    /// The user asked for them.
    case requested
  }

  /// What the labels say about an image.
  public internal(set) var kind: LabelKind
  /// The names of the attributes, in the order of first appearance in the manifest.
  public internal(set) var attributes: [String]
  /// Why they belong together.
  public internal(set) var origin: Origin
}

/// The classes of each row of a multi-label dataset, and the boxes of each row of a dataset of boxes.
public struct LabelSets: Sendable {
  /// Where the labels of each row begin in the columns below, and at the end where the last end.
  package internal(set) var starts: [Int32] = [0]
  /// The class of each label, an index of `Dataset.classNames`; the labels of a row have different
  /// classes, unless they are boxes.
  package internal(set) var classIDs: [Int32] = []
  /// The confidence of each label, from 0 to 1; NaN if it is missing or unusable.
  package internal(set) var confidences: [Double] = []
  /// Who gave each label: attributes of one image may have been labelled by different sources.
  package internal(set) var sources: [LabelSource] = []
  /// The class index of each label as the manifest has it, or `LabelEntries.noIndex`.
  var indices: [Int32] = []
  /// The number of each label's attribute among those of the labelling.
  var attributeIDs: [Int32] = []
  /// When each label was created, in microseconds since 1970, or `LabelEntries.noDate`: attributes have
  /// dates of their own.
  var dates: [Int64] = []
  /// The job of each label, an index of `Dataset.jobNames`; -1 if the label names none.
  var jobIDs: [Int32] = []

  /// The labels of a row, as indices of the columns.
  package func labels(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

  /// The number of each label's job in `Dataset.jobNames`; -1 if it names none.
  package var jobs: [Int] { jobIDs.map { Int($0) } }

  /// How many labels there are.
  public var count: Int { classIDs.count }

  /// Adds a row of other sets.
  mutating func appendRow(_ row: Int, of other: LabelSets) {
    for label in other.labels(of: row) { append(other, label) }
    endRow()
  }

  private mutating func append(_ other: LabelSets, _ label: Int) {
    classIDs.append(other.classIDs[label])
    confidences.append(other.confidences[label])
    sources.append(other.sources[label])
    indices.append(other.indices[label])
    attributeIDs.append(other.attributeIDs[label])
    dates.append(other.dates[label])
    jobIDs.append(other.jobIDs[label])
  }

  /// Adds a label to the row that is not ended yet.
  mutating func append(_ entry: LabelEntry, attribute: Int) {
    classIDs.append(entry.id)
    confidences.append(entry.confidence)
    sources.append(entry.source)
    indices.append(entry.index)
    attributeIDs.append(Int32(attribute))
    dates.append(entry.date)
    jobIDs.append(entry.jobID)
  }

  /// Whether the row that is not ended yet has a class.
  func currentRowHas(_ classID: Int32) -> Bool {
    classIDs[Int(starts[starts.count - 1])...].contains(classID)
  }

  /// Ends a row.
  mutating func endRow() { starts.append(Int32(count)) }
}
