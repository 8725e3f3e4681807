import PlumbSystem
import PlumbText

/// The source of a label.
public enum LabelSource: String, Sendable, Hashable, CaseIterable {
  /// People: `human-annotated` is "yes".
  case human
  /// A model, by automated data labelling; `human-annotated` is "no".
  case machine
  /// Nobody said who labelled: neither people nor a model, and never pooled with either.
  case unknown

  /// People and machine: the sources that are compared with each other.
  public static let known: [LabelSource] = [.human, .machine]

  /// Its place in `allCases`.
  package var number: Int {
    switch self {
    case .human: 0
    case .machine: 1
    case .unknown: 2
    }
  }
}

/// What a row is.
public enum RowKind: String, Sendable, Hashable, CaseIterable {
  /// The image has a class.
  case labelled
  /// The service failed to label the image, with a reason.
  case failed
  /// The line has no label under this attribute.
  case unlabelled
}

/// The labels of one attribute: one row for every line that could be used, in manifest order.
///
/// Data is kept in columns. Read single rows with ``row(_:)``, or the columns if speed matters. A
/// dataset is immutable.
public struct Dataset: Sendable {
  /// The label attribute of this dataset.
  public internal(set) var attribute: LabelAttribute
  /// The attributes that are looked at together, and what their labels say about an image.
  public internal(set) var labelling: Labelling
  /// Every label attribute of the manifest, in the order of first appearance.
  public internal(set) var attributes: [LabelAttribute]
  /// Physical lines of the manifest that are not blank.
  public internal(set) var recordCount: Int
  /// The physical line of each row, from 1.
  public internal(set) var lines: [UInt32]
  /// The `source-ref` of each row, as UTF-8; see ``ImageReference``.
  public internal(set) var references: ByteStringColumn
  /// What each row is.
  public internal(set) var kinds: [RowKind]
  /// Class names, numbered by first appearance.
  ///
  /// Compare them by their UTF-8 bytes, never by `==`.
  public internal(set) var classNames: [String]
  /// Names of the jobs that gave labels, numbered by first appearance.
  public internal(set) var jobNames: [String]
  /// Texts of `failure-reason`.
  public internal(set) var failureReasons: [String]
  /// The problems of the manifest, by line.
  public internal(set) var problems: [Problem]
  /// Labelled rows that repeat the image of an earlier labelled row.
  public internal(set) var duplicates: [(row: Int, first: Int)]
  /// Names of the classes of all label attributes of the manifest, each once, in no particular order.
  ///
  /// A program that reads every attribute, such as Rekognition Custom Labels, sees these.
  public internal(set) var manifestClassNames: [String] = []
  /// Rows without a label under ``attribute`` that have one under another attribute.
  public internal(set) var elsewhere = LabelsElsewhere.none

  /// How many references are addresses of S3 in another form, such as `https://` or `S3://`; they are
  /// kept as `s3://bucket/key`.
  package internal(set) var rewrittenReferences = 0

  /// The class of labelled rows, the reason of failed ones; -1 for the others.
  var ids: [Int32]
  /// Who gave the label of each row; meaningless for rows without a label.
  package internal(set) var labelSources: [LabelSource]
  /// The confidence of each row's label, from 0 to 1; NaN if it is missing or unusable, and for
  /// rows without a label.
  package internal(set) var confidences: [Double]
  var dates: [Int64]
  /// The number of each row's job; -1 if the label names none, and for rows without a label.
  package internal(set) var jobIDs: [Int32]
  var indices: [Int32]

  /// The classes of each row, if ``labelling`` has sets of classes, or boxes; nil otherwise.
  public internal(set) var labelSets: LabelSets?
  /// For each row the number of its attribute among those of ``labelling``, -1 for rows without an
  /// entry; nil if it is one.
  var attributeIDs: [Int32]?
  /// In ``byClass``, for each row that of the dataset it was made of; nil elsewhere.
  package internal(set) var imageRows: [Int]?
  /// In ``byClass``, for each row how many other classes its image has.
  package internal(set) var otherClassCounts: [Int32]?
  /// What was concluded from these labels, so that it is counted once; a changed copy needs a new one.
  package internal(set) var conclusions = DerivedValues()
  /// What people said about labels that they verified, with the row.
  public internal(set) var comments: [(row: Int, text: String)] = []
  /// Verdicts of verification jobs on these labels, in the order of the rows.
  ///
  /// Of a dataset of verdicts they are its own, with the labels that they judge.
  public internal(set) var judgements: [Judgement] = []
  /// Rows with a label that Plumb reads but a stricter program may not, one entry for each reason.
  package internal(set) var notations: [(row: Int, notation: LabelNotation)] = []

  /// The class of each row, an index of ``classNames``; -1 for rows without a label.
  ///
  /// Computed: take it once, not for each row.
  package var classIDs: [Int32] {
    kinds.allSatisfy { $0 == .labelled }
      ? ids : zip(ids, kinds).map { $1 == .labelled ? $0 : -1 }
  }

  /// The source of each row's label; nil for rows without a label.
  package var sources: [LabelSource?] {
    zip(kinds, labelSources).map { $0 == .labelled ? $1 : nil }
  }

  /// When a row's label was created; nil if unknown.
  package func date(_ row: Int) -> CreationDate? {
    dates[row] == LabelEntries.noDate ? nil : CreationDate(microseconds: dates[row])
  }

  /// How many rows there are.
  public var count: Int { lines.count }

  /// Lines that were refused: they are no rows.
  public var refusedCount: Int { recordCount - count }

  /// One row.
  public struct Row: Sendable, Hashable {
    /// Its number, from 0.
    public var number: Int
    /// The physical line, from 1.
    public var line: Int
    /// What the row is.
    public var kind: RowKind
    /// The number of the class, for labelled rows.
    public var classID: Int?
    /// The source of the label, for labelled rows.
    public var source: LabelSource?
    /// From 0 to 1; nil if it is missing or unusable.
    ///
    /// Scales of people's and machine's labels differ: never pool them.
    public var confidence: Double?
    /// When the label was created.
    public var date: CreationDate?
    /// The number of the job.
    public var jobID: Int?
    /// The class index in the manifest; only checked against the name, never used.
    public var classIndex: Int?
    /// The number of the reason, for failed rows.
    public var failureReasonID: Int?
  }

  /// One row's values.
  public func row(_ number: Int) -> Row {
    let kind = kinds[number]
    let isLabelled = kind == .labelled
    return Row(
      number: number, line: Int(lines[number]), kind: kind,
      classID: isLabelled && ids[number] >= 0 ? Int(ids[number]) : nil,
      source: isLabelled ? labelSources[number] : nil,
      confidence: confidences[number].isNaN ? nil : confidences[number],
      date: date(number),
      jobID: jobIDs[number] < 0 ? nil : Int(jobIDs[number]),
      classIndex: indices[number] == LabelEntries.noIndex ? nil : Int(indices[number]),
      failureReasonID: kind == .failed ? Int(ids[number]) : nil)
  }

  /// The classes of a row: one, several, or none, as indices of ``classNames``.
  public func classIDs(ofRow row: Int) -> [Int] {
    guard kinds[row] == .labelled else { return [] }
    guard let labelSets else { return ids[row] < 0 ? [] : [Int(ids[row])] }
    return labelSets.labels(of: row).map { Int(labelSets.classIDs[$0]) }
  }

  /// The classes of a row that have a class index in the manifest, with it.
  package func classIndices(ofRow row: Int) -> [(classID: Int, index: Int)] {
    guard kinds[row] == .labelled else { return [] }
    let pairs =
      labelSets.map { sets in
        sets.labels(of: row).map { (classID: Int(sets.classIDs[$0]), index: sets.indices[$0]) }
      } ?? [(classID: Int(ids[row]), index: indices[row])]
    return pairs.filter { $0.index != LabelEntries.noIndex && $0.classID >= 0 }
      .map { ($0.classID, Int($0.index)) }
  }

  /// The sources of a row's labels, each once, in the order of `LabelSource.allCases`; that of the
  /// row itself for a label without any class.
  package func sources(ofRow row: Int) -> [LabelSource] {
    guard kinds[row] == .labelled else { return [] }
    let labels = labelSets?.labels(of: row) ?? 0..<0
    guard let labelSets, !labels.isEmpty else { return [labelSources[row]] }
    let own = labelSets.sources[labels]
    return LabelSource.allCases.filter(own.contains)
  }

  /// The jobs that gave a row's labels, each once; -1 for a label that names none, and nothing for
  /// rows without a label.
  package func jobs(ofRow row: Int) -> [Int] {
    guard kinds[row] == .labelled else { return [] }
    let labels = labelSets?.labels(of: row) ?? 0..<0
    guard let labelSets, !labels.isEmpty else { return [Int(jobIDs[row])] }
    var jobs: [Int] = []
    for label in labels where !jobs.contains(Int(labelSets.jobIDs[label])) {
      jobs.append(Int(labelSets.jobIDs[label]))
    }
    return jobs
  }

  /// When the labels that a job gave to a row were created, the earliest and the latest; nil if no
  /// date is known.
  package func dates(ofRow row: Int, job: Int) -> ClosedRange<CreationDate>? {
    let labels = labelSets?.labels(of: row) ?? 0..<0
    guard let labelSets, !labels.isEmpty else { return date(row).map { $0...$0 } }
    let dates = labels.filter { Int(labelSets.jobIDs[$0]) == job }.map { labelSets.dates[$0] }
      .filter { $0 != LabelEntries.noDate }.map(CreationDate.init(microseconds:))
    guard let first = dates.min(), let last = dates.max() else { return nil }
    return first...last
  }

  /// The rows that have a label under an attribute of a kind, ascending.
  package func rows(withLabelsOfKind kind: LabelKind) -> [Int] {
    let names = Set(attributes.filter { $0.kind == kind }.map { ByteString($0.name) })
    let isOfKind = labelling.attributes.map { names.contains(ByteString($0)) }
    guard isOfKind.contains(true) else { return [] }
    return kinds.indices.filter { row in
      guard kinds[row] == .labelled else { return false }
      let own = labelSets.map { $0.attributeIDs[$0.labels(of: row)] } ?? []
      // An empty set has no labels, but an attribute.
      return own.isEmpty
        ? isOfKind[Int(max(0, attributeIDs?[row] ?? 0))] : own.contains { isOfKind[Int($0)] }
    }
  }

  /// Whether two rows have the same classes, in any order.
  package func hasSameClasses(_ row: Int, _ other: Int) -> Bool {
    labelSets == nil
      ? ids[row] == ids[other] : Set(classIDs(ofRow: row)) == Set(classIDs(ofRow: other))
  }

  /// Calls `body` for the labels of the rows in a range, in order; for counting millions of rows, where
  /// making every ``row(_:)`` would take most of the time.
  ///
  /// - Parameters:
  ///   - rows: Rows of this dataset.
  ///   - body: Receives the number of the class, the source, and the confidence, from 0 to 1, or
  ///     NaN if it is missing or unusable.
  public func forEachLabel(
    in rows: Range<Int>,
    _ body: (_ classID: Int, _ source: LabelSource, _ confidence: Double) -> Void
  ) {
    guard let sets = labelSets else {
      for row in rows where kinds[row] == .labelled && ids[row] >= 0 {
        body(Int(ids[row]), labelSources[row], confidences[row])
      }
      return
    }
    for row in rows where kinds[row] == .labelled {
      for label in sets.labels(of: row) {
        body(Int(sets.classIDs[label]), sets.sources[label], sets.confidences[label])
      }
    }
  }

  /// The image that a row's `source-ref` names.
  public func reference(_ row: Int) -> ImageReference { ImageReference(references[row]) }
}
