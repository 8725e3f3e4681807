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
  /// The class of each row; -1 where it has none.
  let labels: [Int32]

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
    labels = dataset.classIDs
  }

  /// How many labels there are; an image may have several.
  var labelCount: Int { classes.reduce(0) { $0 + $1.count } }

  /// How many labels a source gave.
  func count(_ source: LabelSource) -> Int { classes.reduce(0) { $0 + $1[source].count } }

  /// Rows with a class, in manifest order.
  var labelledRows: [Int] { labels.indices.filter { labels[$0] >= 0 } }

  /// The name of a row's class; nil if it has none.
  func className(_ row: Int) -> String? {
    labels[row] < 0 ? nil : dataset.classNames[Int(labels[row])]
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
