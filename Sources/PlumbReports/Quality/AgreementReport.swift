import PlumbAnalysis
import PlumbLabels

/// How well the workers agree, overall and by class.
public struct AgreementReport: Sendable {
  /// A coefficient with its name.
  public struct Figure: Sendable {
    /// What it is called, such as "Krippendorff's alpha".
    public let name: String
    /// A short name for keys: lower case, with underscores.
    public let key: String
    /// The coefficient.
    public let value: Measured<Double>
  }

  /// One class against all others.
  public struct OfClass: Sendable {
    /// An index of the votes' class names.
    public let classID: Int
    /// Images with at least one answer of the class.
    public let images: Int
    /// Answers of the class.
    public let answers: Int
    /// Krippendorff's alpha.
    public let alpha: Measured<Double>
    /// Its interval of 95 %.
    public let alphaInterval: Measured<ClosedRange<Double>>
    /// Given an answer of the class, the chance that another worker gave it too, from 0 to 1.
    public let specific: Measured<Double>
    /// Wilson's interval of 95 % for it, as if each image were one trial.
    public let specificInterval: ClosedRange<Double>?
    /// How the answers to images that are labelled with the class are split.
    public let splits: VoteSplits
  }

  /// Answers that are matched to rows.
  public let answerCount: Int
  /// Workers who gave them.
  public let workerCount: Int
  /// Rows with answers.
  public let imageCount: Int
  /// All rows.
  public let rowCount: Int
  /// Krippendorff's alpha over all classes, which is the headline.
  public let alpha: Measured<Double>
  /// Its interval of 95 %: how far it depends on which images were in the job.
  public let alphaInterval: Measured<ClosedRange<Double>>
  /// Every coefficient, the headline first.
  public let figures: [Figure]
  /// How the answers are split over all images.
  public let splits: VoteSplits
  /// One per class that workers chose: lowest alpha first, those without one last.
  public let classes: [OfClass]
  /// Names of the votes' classes.
  public let classNames: [String]

  /// Works everything out.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - labels: The class of each row, below 0 where it has none; an index of the votes' class names.
  public init(_ votes: Votes, labels: [Int32]) {
    let patterns = AnswerPatterns(votes)
    answerCount = votes.count
    workerCount = Set(votes.workers).count
    imageCount = (0..<votes.rowCount).count { !votes.answers(of: $0).isEmpty }
    rowCount = votes.rowCount
    alpha = KrippendorffAlpha().overall(patterns)
    alphaInterval = KrippendorffAlpha().interval(patterns)
    figures =
      allAgreementStatistics.map { Figure($0.name, $0.overall(patterns)) }
      + [Figure("Cohen's kappa", CohenKappa.kappa(votes))]
    splits = VoteSplits(votes)
    classNames = votes.classNames
    let byClass = VoteSplits.byClass(votes, labels: labels)
    classes = Self.classes(patterns.askedAboutEach()) { byClass[$0] }
  }

  /// Works everything out for answers that are sets of classes.
  ///
  /// Alpha uses the distance of sets (MASI), each class is a question of yes or no, and what compares only
  /// single classes is left out. Splits are those of whole sets.
  ///
  /// - Parameters:
  ///   - votes: The answers.
  ///   - sets: The sets that their classes stand for.
  public init(_ votes: Votes, _ sets: AnswerSets) {
    let patterns = AnswerPatterns(votes)
    let agreement = SetAgreement(patterns, sets)
    answerCount = votes.count
    workerCount = Set(votes.workers).count
    imageCount = (0..<votes.rowCount).count { !votes.answers(of: $0).isEmpty }
    rowCount = votes.rowCount
    alpha = agreement.alpha
    alphaInterval = agreement.interval()
    figures = [
      Figure("Krippendorff's alpha (MASI)", alpha),
      Figure("mean Jaccard index", agreement.meanJaccard),
      Figure("same set", RawAgreement().overall(patterns)),
    ]
    splits = VoteSplits(votes)
    classNames = sets.classNames
    classes = Self.classes(patterns.askedAboutEach(of: sets)) { _ in VoteSplits() }
  }

  private static func classes(
    _ asked: [(classID: Int, patterns: AnswerPatterns)], _ splits: (Int) -> VoteSplits
  ) -> [OfClass] {
    // An interval of each of very many classes would take longer than all the rest.
    let resamples = asked.count > 100 ? 200 : 1_000
    return asked.map {
      OfClass($0.classID, asked: $0.patterns, splits: splits($0.classID), resamples: resamples)
    }
    .sorted { one, other in
      (one.alpha.value ?? 2, -one.answers, one.classID)
        < (other.alpha.value ?? 2, -other.answers, other.classID)
    }
  }

  /// What conventions call an alpha: reliable, tentative, or neither.
  ///
  /// Source: K. Krippendorff, "Content Analysis" (2004): at least 0.8, at least 0.667.
  public var convention: String? {
    alpha.value.map { value in
      switch value {
      case 0.8...: "at least 0.8, by convention reliable"
      case (2.0 / 3)...: "from 0.667 to 0.8, by convention tentative"
      default: "below 0.667, by convention not reliable"
      }
    }
  }
}

extension AgreementReport.Figure {
  fileprivate init(_ name: String, _ value: Measured<Double>) {
    self.name = name
    self.value = value
    key = name.lowercased().filter { !"'()".contains($0) }.split(separator: " ").joined(
      separator: "_")
  }
}

extension AgreementReport.OfClass {
  fileprivate init(_ id: Int, asked: AnswerPatterns, splits: VoteSplits, resamples: Int) {
    classID = id
    self.splits = splits
    let own = asked.units.compactMap { unit in
      unit.counts.first { $0.classID == 0 }.map { (count: $0.count, unit: unit) }
    }
    images = own.reduce(0) { $0 + $1.unit.images }
    answers = own.reduce(0) { $0 + $1.count * $1.unit.images }
    alpha = KrippendorffAlpha().overall(asked)
    alphaInterval = KrippendorffAlpha().interval(asked, resamples: resamples)
    specific = RawAgreement().ofClass(0, asked)
    let compared = own.reduce(0) { $0 + ($1.unit.answers > 1 ? $1.unit.images : 0) }
    specificInterval = specific.value.map {
      Proportion.interval(share: $0, of: Double(compared))
    }
  }
}
