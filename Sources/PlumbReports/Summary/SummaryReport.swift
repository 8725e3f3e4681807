import PlumbAnalysis
import PlumbLabels
import PlumbSystem

/// Everything that `plumb summary` prints about a job, independent of the format.
public struct SummaryReport: Sendable {
  /// One class.
  public struct Class: Sendable {
    /// The class name.
    public var name: String
    /// Its labels among all labels.
    public var share: Proportion
    /// Its labels by source; nil if the source gave none to this class.
    public var sources: [LabelSource: Source]
  }

  /// The labels that one source gave to a class.
  public struct Source: Sendable {
    /// Its labels among all labels of the source.
    public var share: Proportion
    /// What their confidences say; nil if none has one.
    public var confidence: Statistics?
    /// Labels without a usable confidence.
    public var missingConfidences: Int
  }

  /// The name of the manifest on the command line.
  public var manifestName: String
  /// Whether the job is finished; nil if unknown.
  public var stage: JobStage?
  /// The label attribute in use.
  public var attribute: LabelAttribute
  /// The attributes that are looked at together, and what their labels say.
  public var labelling: Labelling
  /// Every label attribute of the manifest.
  public var attributes: [LabelAttribute]
  /// Lines that are not blank.
  public var lineCount: Int
  /// Rows with, without and with a failed label.
  public var coverage: CoverageSummary
  /// Rows without a label under ``attribute`` that have one under another attribute.
  public var elsewhere: LabelsElsewhere
  /// Lines that were refused.
  public var refusedCount: Int
  /// Lines that were refused, by the reason's code, from most to least frequent; a line that was
  /// refused for two reasons counts under both.
  public var refusals: [(code: ProblemCode, count: Int)]
  /// The classes from most to least numerous.
  public var classes: [Class]
  /// Labels by source.
  public var sources: [LabelSource: Proportion]
  /// The sets of classes, or the boxes; nil if each image has one class.
  public var labelSets: LabelSetSummary?
  /// People's verdicts by the class that they judged; nil if there are none.
  public var verdicts: VerdictSummary?
  /// The jobs that gave the labels.
  public var jobs: JobSummary
  /// How informative the confidences of each source are.
  public var information: [LabelSource: ConfidenceInformation]
  /// What to know before trusting a number, as sentences.
  public var notes: [String]
  /// The problems of the manifest, by line.
  public var problems: [Problem]

  /// Summarises a dataset.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - manifestName: What the manifest is called in the report.
  ///   - choseAttribute: Whether the attribute was chosen automatically, which is then noted.
  ///   - stage: Whether the job is finished; nil if unknown.
  public init(
    _ dataset: Dataset, manifestName: String, choseAttribute: Bool, stage: JobStage? = nil
  ) {
    let (classSummary, others) = concurrently {
      ClassSummary.of(dataset)
    } _: {
      (CoverageSummary.of(dataset), JobSummary.of(dataset))
    }
    let tallies = classSummary.classes
    labelSets = LabelSetSummary(dataset)
    verdicts = VerdictSummary(dataset)
    let images = ImageCounts(dataset)
    let total = images?.total ?? tallies.reduce(0) { $0 + $1.count }
    (self.manifestName, self.stage) = (manifestName, stage)
    attribute = dataset.attribute
    attributes = dataset.attributes
    labelling = dataset.labelling
    elsewhere = dataset.elsewhere
    lineCount = dataset.recordCount
    (coverage, jobs) = others
    refusedCount = dataset.refusedCount
    refusals = Self.refusals(dataset.problems)
    problems = dataset.problems
    sources = Self.bySource {
      Proportion(images?.bySource[$0.number] ?? classSummary.count($0), of: total)
    }
    information = Self.bySource { ConfidenceInformation(classSummary, $0) }
    let counts = sources.mapValues(\.count)
    classes = concurrentMap(tallies) { Self.makeClass($0, total: total, counts) }
    notes = []
    notes = summaryNotes(self, dataset, choseAttribute: choseAttribute)
  }

  private static func bySource<Value>(_ value: (LabelSource) -> Value) -> [LabelSource: Value] {
    Dictionary(uniqueKeysWithValues: LabelSource.allCases.map { ($0, value($0)) })
  }

  /// The sources that tables and charts show: people and machine, and the unknown one if it has labels.
  package var shownSources: [LabelSource] {
    LabelSource.known + ((sources[.unknown]?.count ?? 0) > 0 ? [.unknown] : [])
  }

  private static func makeClass(
    _ tally: ClassSummary.Tally, total: Int, _ counts: [LabelSource: Int]
  ) -> Class {
    var sources: [LabelSource: Source] = [:]
    for source in LabelSource.allCases where tally[source].count > 0 {
      sources[source] = Source(
        share: Proportion(tally[source].count, of: counts[source] ?? 0),
        confidence: tally[source].statistics,
        missingConfidences: tally[source].missingConfidences)
    }
    return Class(
      name: tally.name, share: Proportion(tally.count, of: total), sources: sources)
  }

  private static func refusals(_ problems: [Problem]) -> [(code: ProblemCode, count: Int)] {
    var lines: [ProblemCode: Set<Int>] = [:]
    for problem in problems where problem.code.effect == .lineRefused {
      lines[problem.code, default: []].insert(problem.line)
    }
    return lines.map { (code: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.code.rawValue) < ($0.count, $1.code.rawValue) }
  }
}

/// Images with a label, by source, where an image may have several classes.
///
/// An image with labels of two sources counts for both. Of boxes a class's share is among all boxes, so
/// they have none of these.
private struct ImageCounts {
  private(set) var total = 0
  private(set) var bySource = [Int](repeating: 0, count: LabelSource.allCases.count)

  /// nil where the labels themselves are counted.
  init?(_ dataset: Dataset) {
    guard dataset.labelling.kind == .multiple else { return nil }
    for row in 0..<dataset.count where dataset.kinds[row] == .labelled {
      total += 1
      for source in dataset.sources(ofRow: row) { bySource[source.number] += 1 }
    }
  }
}
