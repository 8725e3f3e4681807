import PlumbLabels
import PlumbSystem

/// The whole input of every check.
///
/// What is optional is optional here too, and a check that needs it is skipped without it. Further
/// kinds of evidence (answers of workers, suspects) join as optional properties.
public struct CheckEvidence: Sendable {
  /// The labels.
  public let dataset: Dataset
  /// The names of all classes in the order of their indices, from the job's label category file;
  /// nil if there is none.
  public var categories: [String]?
  /// The measurements of the images; nil if they were not read.
  public var images: ImageMeasurements?
  /// The size of the manifest in bytes; nil if unknown.
  public var manifestByteCount: Int?
  /// Whether the job is finished; nil if unknown.
  public var stage: JobStage?

  /// The labels by class and source.
  let classes: [ClassSummary.Tally]
  let coverage: CoverageSummary
  let jobs: JobSummary
  /// How informative the confidences of each source are.
  let information: [LabelSource: ConfidenceInformation]
  /// The labels one by one: a row for each class of an image, and the dataset itself where images
  /// have one class each.
  let byClass: Dataset
  /// The class of each row of ``byClass``; -1 where it has none.
  let labels: [Int32]
  /// What each row says: equal numbers are equal classes, or equal sets of classes; -1 without a
  /// label.
  let answers: [Int32]

  /// Puts the evidence together; labels that were counted for a summary are not counted again.
  public init(
    _ dataset: Dataset, categories: [String]? = nil, images: ImageMeasurements? = nil,
    manifestByteCount: Int? = nil
  ) {
    self.dataset = dataset
    self.categories = categories
    self.images = images
    self.manifestByteCount = manifestByteCount
    let summary = ClassSummary.of(dataset)
    classes = summary.classes
    information = Dictionary(
      uniqueKeysWithValues: LabelSource.allCases.map { ($0, ConfidenceInformation(summary, $0)) })
    (coverage, jobs) = concurrently {
      CoverageSummary.of(dataset)
    } _: {
      JobSummary.of(dataset)
    }
    byClass = dataset.byClass
    labels = byClass.classIDs
    answers = dataset.labelSets == nil ? labels : numbersOfSets(dataset)
  }

  /// Whether images may have several classes, or none.
  var hasSets: Bool { dataset.labelSets != nil }

  /// How many labels there are; an image may have several.
  var labelCount: Int { classes.reduce(0) { $0 + $1.count } }

  /// How many labels a source gave.
  func count(_ source: LabelSource) -> Int { classes.reduce(0) { $0 + $1[source].count } }

  /// Rows of ``byClass`` with a class, in manifest order.
  var labelledRows: [Int] { labels.indices.filter { labels[$0] >= 0 } }

  /// Whether a row of the dataset has a label; an empty set is one.
  func isLabelled(_ row: Int) -> Bool { answers[row] >= 0 }

  /// Whether a row of the dataset has a class.
  func has(_ classID: Int, row: Int) -> Bool {
    hasSets ? dataset.classIDs(ofRow: row).contains(classID) : Int(labels[row]) == classID
  }

  /// The classes that a source gave to a row of the dataset.
  func classes(ofRow row: Int, by source: LabelSource) -> [Int] {
    guard hasSets else { return labels[row] < 0 ? [] : [Int(labels[row])] }
    var classes: [Int] = []
    dataset.forEachLabel(in: row..<row + 1) { id, own, _ in if own == source { classes.append(id) }
    }
    return classes
  }

  /// What a row of the dataset says, for a note.
  func labelText(_ row: Int) -> FindingText {
    guard isLabelled(row) else { return "without a label" }
    let names = dataset.classIDs(ofRow: row).map { dataset.classNames[$0] }
    return names.isEmpty ? "without any class" : "\(names: names)"
  }

  /// The places of labels, given as rows of ``byClass``: each image once, with the first note.
  func places(
    ofLabels rows: some Sequence<Int>, note: (Int) -> FindingText = { _ in "" }
  ) -> [FindingPlace] {
    var last = -1
    return rows.compactMap { row in
      let image = byClass.imageRow(row)
      defer { last = image }
      return image == last ? nil : place(image, note(row))
    }
  }

  /// The place of a row, with what is to be said about it.
  func place(_ row: Int, _ note: FindingText = "", value: Double? = nil) -> FindingPlace {
    FindingPlace(row: row, line: Int(dataset.lines[row]), note: note, value: value)
  }

  /// The place of a line, which may be no row.
  func place(line: Int, _ note: FindingText = "") -> FindingPlace {
    FindingPlace(row: row(ofLine: line), line: line, note: note)
  }

  /// The row of a physical line; nil for lines that are none.
  func row(ofLine line: Int) -> Int? {
    dataset.rowNumber(onLine: line)
  }

  /// The problems of the given kinds, by kind in that order; kinds without any are left out.
  func problems(
    _ codes: some Sequence<ProblemCode>
  ) -> [(code: ProblemCode, problems: [Problem])] {
    let byCode = Dictionary(grouping: dataset.problems, by: \.code)
    return codes.compactMap { code in byCode[code].map { (code, $0) } }
  }
}

/// Numbers the sets of classes by first appearance; -1 for rows without a label.
private func numbersOfSets(_ dataset: Dataset) -> [Int32] {
  var numbers: [[Int]: Int32] = [:]
  return (0..<dataset.count).map { row in
    guard dataset.kinds[row] == .labelled else { return -1 }
    let set = dataset.classIDs(ofRow: row).sorted()
    if let number = numbers[set] { return number }
    let number = Int32(numbers.count)
    numbers[set] = number
    return number
  }
}
