/// Labels by how likely they are wrong, with the reasons.
///
/// The score is a probability by the rule of naive Bayes: to the logarithm of the odds of a base
/// rate of 5 % each kind of evidence adds what it knows about the row. More evidence against a
/// label never lowers its score. The score stays below ``probablyWrong`` if the answers and the
/// model all name the class of the label, and where there is only weak evidence. It is a ranking
/// with a rough scale: the kinds of evidence are not independent, and the base rate is assumed.
/// Where the truth of some labels is known, ``SuspicionCalibration`` makes probabilities of it. A
/// ranked review must not be used to estimate the rate of wrong labels.
public struct SuspectRanking: Sendable {
  /// How likely the label of each row is wrong, from 0 to 1; nil if there is no label or no
  /// evidence about it.
  public let scores: [Double?]
  /// Rows with a score, the most suspect first; of equal ones the first.
  public let order: [Int]
  /// The result of each kind of evidence, in the order of ``allSuspicions``.
  public let columns: [Column]
  /// Whether the ranking can be trusted to put wrong labels first.
  public let strength: Strength

  /// One kind of evidence and its result, or why it is missing.
  public struct Column: Sendable {
    /// The evidence.
    public var suspicion: any Suspicion
    /// What it says.
    public var result: Measured<SuspicionColumn>
    /// The number of labels with this evidence.
    public var rows: Int
  }

  /// How far a ranking can be trusted.
  public enum Strength: Sendable, Hashable {
    /// There is evidence that can rank; the number of labels that have it.
    case strong(rows: Int)
    /// There is evidence, but it hardly distinguishes wrong labels from correct ones.
    case weak(because: String)
    /// There is none.
    case none(because: String)
  }

  /// Ranks by all evidence there is.
  public init(_ evidence: SuspectEvidence, by suspicions: [any Suspicion] = allSuspicions) {
    let columns = suspicions.map { suspicion in
      let result = suspicion.look(evidence)
      let rows = result.value?.shifts.count { !$0.isNaN } ?? 0
      return Column(suspicion: suspicion, result: result, rows: rows)
    }
    let scores = Self.scores(columns, evidence.labels)
    self.columns = columns
    self.scores = scores
    order = scores.indices.filter { scores[$0] != nil }
      .sorted { (-(scores[$0] ?? 0), $0) < (-(scores[$1] ?? 0), $1) }
    strength = Self.strength(columns)
  }

  /// From this score on a label is probably wrong.
  public static let probablyWrong = 0.5
  /// Scores of labels that cannot be called probably wrong are drawn together between these two.
  private static let restraint = (from: 0.25, to: 0.49)

  private static func scores(_ columns: [Column], _ labels: [Int32]) -> [Double?] {
    var logOdds = [Double](repeating: SuspicionBase.logOdds, count: labels.count)
    var isKnown = [Bool](repeating: false, count: labels.count)
    var isStrong = isKnown
    for column in columns {
      for (row, shift) in (column.result.value?.shifts ?? []).enumerated() where !shift.isNaN {
        logOdds[row] += shift
        isKnown[row] = true
        if column.suspicion.canRankAlone { isStrong[row] = true }
      }
    }
    let isSupported = supported(columns, count: labels.count)
    return labels.indices.map { row in
      guard labels[row] >= 0, isKnown[row] else { return nil }
      let score = Odds.probability(logOdds[row])
      return isStrong[row] && !isSupported[row] ? score : restrained(score)
    }
  }

  /// Rows whose label every witness points to that names a class.
  private static func supported(_ columns: [Column], count: Int) -> [Bool] {
    var verdicts = [WitnessVerdict](repeating: .unknown, count: count)
    for column in columns {
      for (row, verdict) in (column.result.value?.verdicts ?? []).enumerated()
      where verdict != .unknown && verdicts[row] != .elsewhere {
        verdicts[row] = verdict
      }
    }
    return verdicts.map { $0 == .label }
  }

  /// A score below ``probablyWrong``, in the same order as before.
  private static func restrained(_ score: Double) -> Double {
    let (from, to) = restraint
    return score <= from ? score : from + (score - from) * (to - from) / (1 - from)
  }

  private static func strength(_ columns: [Column]) -> Strength {
    let strong = columns.filter { $0.suspicion.canRankAlone }
    if let most = strong.map(\.rows).max(), most > 0 { return .strong(rows: most) }
    let weak = columns.filter { $0.rows > 0 }
    guard !weak.isEmpty else {
      // Two kinds of evidence are made of answers, and lack them for the same reason.
      let reasons = columns.compactMap(\.result.reason).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      return .none(
        because: reasons.isEmpty ? "there are no labels" : reasons.joined(separator: "; "))
    }
    let titles = weak.map(\.suspicion.title).joined(separator: " and ")
    return .weak(
      because:
        "only \(titles) can be looked at, and that hardly tells wrong labels from right ones; "
        + "the workers' answers or predictions of a model would")
  }

  /// Why a label is suspected, the weightiest reasons first.
  ///
  /// - Parameters:
  ///   - row: A row of the evidence.
  ///   - all: Whether to include evidence for the label.
  public func reasons(for row: Int, all: Bool = false) -> [SuspicionReason] {
    weighedReasons(for: row, all: all).map(\.reason)
  }

  /// The same, each reason with the name of the evidence that gives it.
  public func weighedReasons(
    for row: Int, all: Bool = false
  ) -> [(evidence: String, reason: SuspicionReason)] {
    let kinds = columns.indices.filter { place in
      guard let shift = columns[place].result.value?.shifts[row], !shift.isNaN else { return false }
      return all || shift > 0
    }
    func shift(_ place: Int) -> Double { columns[place].result.value?.shifts[row] ?? 0 }
    let sorted = kinds.sorted { (-shift($0), $0) < (-shift($1), $1) }
    return sorted.flatMap { place in
      let reasons = columns[place].result.value?.reasons(row) ?? []
      return reasons.map { (evidence: columns[place].suspicion.name, reason: $0) }
    }
  }

  /// Whether the score of a label is at least ``probablyWrong``.
  public func isProbablyWrong(_ row: Int) -> Bool {
    scores[row].map { $0 >= Self.probablyWrong } ?? false
  }

  /// Whether the score of a label is above the base rate and below ``probablyWrong``.
  public func isWorthALook(_ row: Int) -> Bool {
    scores[row].map { $0 > SuspicionBase.rate && $0 < Self.probablyWrong } ?? false
  }
}
