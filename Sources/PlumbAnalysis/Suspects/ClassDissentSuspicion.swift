import PlumbLabels

/// How often answers to the other images of the same class name another class.
///
/// A whole class may be difficult: if workers cannot distinguish geese from ducks, a goose is less
/// certain than an owl with the same votes. The odds of dissent in the class, without this image,
/// are divided by those over all classes; ten answers that dissent like all of them are added to
/// the class, so that small classes say little.
package struct ClassDissentSuspicion: Suspicion {
  private static let addedAnswers = 10.0
  private static let fewestDissenting = 10

  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "class-dissent" }
  /// What it examines.
  package var title: String { "the answers to other images of the same class" }
  /// It says the same about all images of a class.
  package var canRankAlone: Bool { false }

  /// Counts the answers that differ from labels.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard let votes = evidence.votes else {
      return .notDefined(because: "the workers' answers are not known")
    }
    let counts = Counts(votes, evidence.labels)
    guard counts.dissenting >= Self.fewestDissenting else {
      return .notDefined(
        because: counts.dissenting == 0
          ? "no answer differs from the labels"
          : "only \(NumberWords.counted(counts.dissenting, "answer differs", plural: "answers differ")) "
            + "from the labels, too few to compare classes by")
    }
    let labels = evidence.labels
    let rates = labels.indices.map { row in
      labels[row] < 0 ? nil : counts.rates(row, Int(labels[row]))
    }
    return .value(
      SuspicionColumn(
        shifts: rates.map { $0?.shift ?? .nan },
        reasons: { row in
          rates[row].map {
            [
              .disputedClass(
                classID: Int(labels[row]), dissent: $0.dissent, overall: $0.overall)
            ]
          } ?? []
        }))
  }

  /// Answers to other images that differ from their labels, in the class and over all classes.
  private struct Rates: Sendable {
    var dissent: Proportion
    var overall: Proportion

    var shift: Double {
      let all = (Double(overall.count) + 0.5) / (Double(overall.total) + 1)
      let own =
        (Double(dissent.count) + addedAnswers * all) / (Double(dissent.total) + addedAnswers)
      return Odds.logOdds(own) - Odds.logOdds(all)
    }
  }

  /// Answers, and those of them that differ from the label.
  private struct Counts {
    private var answersOfRow: [Int]
    private var dissentOfRow: [Int]
    private var answersOfClass: [Int]
    private var dissentOfClass: [Int]
    private var answers = 0
    var dissenting = 0

    init(_ votes: Votes, _ labels: [Int32]) {
      answersOfRow = [Int](repeating: 0, count: labels.count)
      dissentOfRow = answersOfRow
      let classCount = Int(labels.max() ?? -1) + 1
      answersOfClass = [Int](repeating: 0, count: classCount)
      dissentOfClass = answersOfClass
      for (row, label) in labels.enumerated() where label >= 0 {
        let classes = votes.classes[votes.answers(of: row)]
        let dissent = classes.count { $0 != label }
        answersOfRow[row] = classes.count
        dissentOfRow[row] = dissent
        answersOfClass[Int(label)] += classes.count
        dissentOfClass[Int(label)] += dissent
      }
      answers = answersOfRow.reduce(0, +)
      dissenting = dissentOfRow.reduce(0, +)
    }

    /// The shares of dissenting answers without one row; nil if no other row of the class has any.
    func rates(_ row: Int, _ label: Int) -> Rates? {
      let own = answersOfClass[label] - answersOfRow[row]
      guard own > 0 else { return nil }
      return Rates(
        dissent: Proportion(dissentOfClass[label] - dissentOfRow[row], of: own),
        overall: Proportion(dissenting - dissentOfRow[row], of: answers - answersOfRow[row]))
    }
  }
}
