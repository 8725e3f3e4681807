import PlumbLabels
import PlumbSystem

/// Images with several classes, by how likely their label has a class too many or lacks one.
///
/// The probability of each class comes from the user's model, or else from the workers' answers. The
/// score of an image is 1 minus its ``SetQuality``, and that of a class the probability that the label is
/// wrong about it.
public struct SetSuspects: Sendable {
  /// A class that the label may be wrong about.
  public struct ClassSuspect: Sendable, Hashable {
    /// An index of ``SetSuspects/classNames``.
    public var classID: Int
    /// Whether the label has the class, which is then suspected to be superfluous; else to be missing.
    public var isLabelled: Bool
    /// The probability that the image is of the class, from 0 to 1.
    public var probability: Double
    /// Workers who chose the class, of those who answered; nil without answers.
    public var votes: Votes?

    /// Workers who chose a class.
    public struct Votes: Sendable, Hashable {
      /// Those who chose it.
      public var count: Int
      /// Those who answered.
      public var total: Int
    }

    /// How likely the label is wrong about the class, from 0 to 1.
    public var score: Double { 1 - SetQuality.quality(probability, isLabelled: isLabelled) }
    /// Whether the label is probably wrong about it: as for single classes, from 0.5 on.
    public var isProbablyWrong: Bool { score >= SuspectRanking.probablyWrong }
  }

  /// One image.
  public struct Suspect: Sendable {
    /// The dataset's row.
    public var row: Int
    /// From 0, not suspect, to 1.
    public var score: Double
    /// The classes with a score above the base rate of 5 %, the highest score first.
    public var classes: [ClassSuspect]

    /// Whether the label is probably wrong about at least one class.
    public var isProbablyWrong: Bool { classes.first?.isProbablyWrong ?? false }
  }

  /// Where the probabilities come from.
  public enum Source: String, Sendable, Hashable {
    /// The user's model.
    case predictions
    /// The workers' answers.
    case answers
  }

  /// Names of the classes.
  public let classNames: [String]
  /// Where the probabilities come from.
  public let source: Source
  /// The quality of each row's label, from 0 to 1 (``SetQuality``); nil if it has no label, or no
  /// probability is known.
  public let qualities: [Double?]
  /// Images with a class that is suspected: those that are probably wrong first, then by score, the highest
  /// first; of equal ones the first.
  public let suspects: [Suspect]

  /// How many images are probably wrong; they come first.
  public var probablyWrongCount: Int { suspects.count { $0.isProbablyWrong } }

  /// Ranks the labels of a dataset.
  ///
  /// - Parameters:
  ///   - dataset: Labels with several classes per image.
  ///   - predictions: The probability of each class; nil without a model.
  ///   - answers: The workers' answers with their sets; nil without.
  /// - Returns: The ranking; not defined without either, or if there is nothing to compare.
  public static func rank(
    _ dataset: Dataset, predictions: MatchedPredictions?,
    answers: (votes: Votes, sets: AnswerSets)?
  ) -> Measured<SetSuspects> {
    let votes = answers.map { ClassVotes($0.votes, $0.sets) }
    if let predictions {
      return rank(dataset, by: .predictions, classNames: predictions.classNames, votes: votes) {
        row in
        predictions.columnClasses.compactMap { id in
          predictions.probability(row: row, of: id).map { (id, $0) }
        }
      }
    }
    guard let votes, let names = answers?.sets.classNames else {
      return .notDefined(
        because: "there are no predictions of yours and no workers' answers to judge the classes by"
      )
    }
    return rank(dataset, by: .answers, classNames: names, votes: votes) { row in
      votes.probabilities(row: row, classes: names.count, label: dataset.classIDs(ofRow: row))
    }
  }

  private static func rank(
    _ dataset: Dataset, by source: Source, classNames: [String], votes: ClassVotes?,
    _ probabilities: @Sendable (Int) -> [(classID: Int, probability: Double)]
  ) -> Measured<SetSuspects> {
    let images = concurrentMap(blocks(of: dataset.count, size: 4_096)) { rows in
      rows.map { row in
        dataset.kinds[row] == .labelled
          ? Image(row, probabilities(row), label: Set(dataset.classIDs(ofRow: row)), votes: votes)
          : nil
      }
    }.flatMap(\.self)
    guard images.contains(where: { $0?.quality != nil }) else {
      let reason =
        source == .predictions
        ? "no label has a prediction" : "no labelled image was answered by two workers"
      return .notDefined(because: reason)
    }
    return .value(SetSuspects(images, by: source, classNames: classNames))
  }

  private init(_ images: [Image?], by source: Source, classNames: [String]) {
    (self.source, self.classNames) = (source, classNames)
    qualities = images.map { $0?.quality }
    suspects = images.compactMap { $0?.suspect }.sorted { one, other in
      if one.isProbablyWrong != other.isProbablyWrong { return one.isProbablyWrong }
      return (-one.score, one.row) < (-other.score, other.row)
    }
  }

  /// The label of one image, judged.
  private struct Image: Sendable {
    var quality: Double?
    /// nil if no class is suspected.
    var suspect: Suspect?

    init(
      _ row: Int, _ probabilities: [(classID: Int, probability: Double)], label: Set<Int>,
      votes: ClassVotes?
    ) {
      let classes = probabilities.map { id, probability in
        ClassSuspect(classID: id, isLabelled: label.contains(id), probability: probability)
      }
      quality = SetQuality.quality(
        classes.map { SetQuality.quality($0.probability, isLabelled: $0.isLabelled) })
      var suspected = classes.filter { $0.score > SuspicionBase.rate }
        .sorted { (-$0.score, $0.classID) < (-$1.score, $1.classID) }
      for place in suspected.indices {
        suspected[place].votes = votes?.count(row: row, of: suspected[place].classID)
      }
      if let quality, !suspected.isEmpty {
        suspect = Suspect(row: row, score: 1 - quality, classes: suspected)
      }
    }
  }
}

/// How many workers chose each class for an image.
private struct ClassVotes: Sendable {
  private let votes: Votes
  private let sets: AnswerSets

  init(_ votes: Votes, _ sets: AnswerSets) { (self.votes, self.sets) = (votes, sets) }

  /// How many workers chose a class for an image; nil if it has no answers.
  func count(row: Int, of id: Int) -> SetSuspects.ClassSuspect.Votes? {
    let answers = votes.answers(of: row)
    guard !answers.isEmpty else { return nil }
    return SetSuspects.ClassSuspect.Votes(
      count: answers.count { sets.members[Int(votes.classes[$0])].contains(id) },
      total: answers.count)
  }

  /// The share of workers who chose each class, with the label as one more answer; empty if fewer than two
  /// answered.
  ///
  /// With it, the label is probably wrong about a class only if more workers are against it than for it.
  func probabilities(
    row: Int, classes: Int, label: [Int]
  ) -> [(classID: Int, probability: Double)] {
    let answers = votes.answers(of: row)
    guard answers.count > 1 else { return [] }
    var counts = [Int](repeating: 0, count: classes)
    for answer in answers {
      for id in sets.members[Int(votes.classes[answer])] { counts[id] += 1 }
    }
    for id in label { counts[id] += 1 }
    return counts.indices.map { ($0, Double(counts[$0]) / Double(answers.count + 1)) }
  }
}
