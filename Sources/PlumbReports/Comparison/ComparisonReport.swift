import PlumbAnalysis
import PlumbLabels
import PlumbText

/// A job's labels compared with reference labels: everything that `plumb compare` prints,
/// independent of the format.
public struct ComparisonReport: Sendable {
  /// The name of the reference labels: their file, or the other attribute or job.
  public let truthName: String
  /// The reference labels, matched to rows.
  public let truth: MatchedTruth
  /// The labels compared with the reference labels.
  public let comparison: TruthComparison
  /// The class mix of people compared with the machine's, over all labels of the job.
  public let mix: Measured<ClassMix>
  /// Names of the classes of ``mix``.
  public let mixNames: [String]
  /// The name of the manifest on the command line.
  public let manifestName: String
  /// What a model's answers are worth above a threshold of their confidence; nil unless the labels are
  /// a model's answers.
  public let thresholds: Measured<ThresholdCurve>?
  let dataset: Dataset

  /// Compares.
  ///
  /// - Parameters:
  ///   - dataset: The labels.
  ///   - truth: The reference labels.
  ///   - name: The name of the reference labels.
  ///   - manifestName: The name of the manifest on the command line.
  ///   - areModelAnswers: Whether the labels are a model's answers, for which thresholds are tried.
  public init(
    _ dataset: Dataset, _ truth: MatchedTruth, name: String, manifestName: String,
    areModelAnswers: Bool = false
  ) {
    thresholds = areModelAnswers ? ThresholdCurve.measure(dataset, truth) : nil
    self.dataset = dataset
    self.truth = truth
    self.manifestName = manifestName
    truthName = name
    comparison = TruthComparison(dataset, truth)
    let summary = ClassSummary.of(dataset)
    mix = ClassMix.compareSources(summary)
    mixNames = summary.classes.map(\.name)
  }

  /// Names of the classes: those of the labels, then those that only reference labels have.
  public var classNames: [String] { truth.classNames }

  /// Where the reference labels are, for figures: the file and the column; escaped.
  package var truthWords: String {
    let column = truth.columns?.label.map { ", column '\(displayText($0, limit: 40))'" } ?? ""
    return displayText(truthName, limit: 80) + column
  }

  /// Labels that have a reference label, of all labels.
  public var covered: Proportion {
    Proportion(
      comparison.overall.accuracy.total,
      of: dataset.kinds.count { $0 == .labelled })
  }

  /// The accuracy of each source that has labels to compare, people first.
  public var bySource: [(source: LabelSource, accuracy: LabelAccuracy)] {
    LabelSource.allCases.compactMap { source in
      comparison.bySource[source].map { (source, $0) }
    }
  }

  /// Whether every compared label equals its reference label, as if labels were compared with
  /// themselves; false for less than two labels.
  public var isIdentical: Bool {
    let accuracy = comparison.overall.accuracy
    return accuracy.total > 1 && accuracy.count == accuracy.total
  }

  /// What the reader should know, as sentences.
  public var notes: [String] {
    var notes = [
      "Reference labels contain errors too, so an error here means a disagreement."
    ]
    func note(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { notes.append(NumberText.counted(count, one, plural: many) + ".") }
    }
    if isIdentical {
      notes.insert(
        "Warning: all \(NumberText.whole(covered.count)) compared labels equal their reference labels; "
          + "make sure that the reference was not made from these labels.", at: 0)
    }
    note(
      truth.unmatched, "reference label is for an image that is not in the manifest",
      "reference labels are for images that are not in the manifest")
    note(
      truth.ambiguous, "reference label matches several images and was not used",
      "reference labels match several images and were not used")
    note(
      truth.contradicted.count, "image has two different reference labels and was left out",
      "images have two different reference labels and were left out")
    return notes
  }
}
