import PlumbLabels

/// What a model's answers would be worth if only those with a confidence of at least a threshold were
/// used.
///
/// An answer below the threshold counts as none: it is not wrong, but its image is not found. An answer
/// without a confidence is on neither side of a threshold, so it is left out together with its image.
public struct ThresholdCurve: Sendable {
  /// Answers that are used, and images, of all classes or of one.
  public struct Counts: Sendable, Hashable {
    /// Answers with a confidence of at least the threshold.
    public var answers = 0
    /// Those of them that are the true class.
    public var right = 0
    /// Images, whatever the confidence of their answer.
    public var images = 0

    /// Makes counts.
    public init(answers: Int = 0, right: Int = 0, images: Int = 0) {
      (self.answers, self.right, self.images) = (answers, right, images)
    }

    /// The share of the answers that are right, from 0 to 1; nil if there are no answers.
    public var precision: Double? { Self.share(right, of: answers) }
    /// The share of the images that have a right answer, from 0 to 1; nil if there are no images.
    public var recall: Double? { Self.share(right, of: images) }
    /// The harmonic mean of precision and recall, from 0 to 1; nil if there are neither answers nor
    /// images.
    public var f1: Double? { Self.share(2 * right, of: answers + images) }

    private static func share(_ count: Int, of total: Int) -> Double? {
      total > 0 ? Double(count) / Double(total) : nil
    }

    /// Whether F1 is higher than that of other counts, without rounding.
    fileprivate func isBetter(than other: Counts) -> Bool {
      right * (other.answers + other.images) > other.right * (answers + images)
    }
  }

  /// The answers at one threshold.
  public struct Point: Sendable, Hashable {
    /// The lowest confidence that is used, from 0 to 1.
    public var threshold: Double
    /// What is used.
    public var counts: Counts
    /// The mean F1 of the classes that images are of (macro average), from 0 to 1; nil for one class.
    public var macroF1: Double?
  }

  /// One class.
  public struct OfClass: Sendable, Hashable {
    /// An index of the class names.
    public var classID: Int
    /// All answers with a confidence.
    public var all: Counts
    /// The threshold with the highest F1, the lowest of equal ones; nil if no answer is right.
    public var best: Point?
  }

  /// Thresholds ascending, at most ``maximumPoints``: every confidence that occurs, or as many at equal
  /// distances of rank, with the lowest, the highest and the best.
  ///
  /// Counts are those of all classes together (micro average).
  public let points: [Point]
  /// The threshold with the highest F1 over all classes together, the lowest of equal ones.
  public let best: Point
  /// One for each class that either side has, classes ascending.
  public let classes: [OfClass]
  /// Answers without a confidence; they are left out.
  public let withoutConfidence: Int

  /// The most points of a curve.
  public static let maximumPoints = 200

  /// Measures the labels of a dataset, which are a model's answers.
  ///
  /// - Parameters:
  ///   - answers: The model's answers.
  ///   - truth: The classes that are taken to be true.
  /// - Returns: The curve; not defined if fewer than two confidences occur, or if the answers come from
  ///   several jobs, whose confidences do not compare.
  public static func measure(
    _ answers: Dataset, _ truth: MatchedTruth
  ) -> Measured<ThresholdCurve> {
    var (all, jobs, missing) = ([Answer](), Set<Int?>(), 0)
    for row in (0..<answers.count).lazy.map(answers.row) {
      let trueClass = Int(truth.labels[row.number])
      guard trueClass >= 0, let id = row.classID else { continue }
      jobs.insert(row.jobID)
      guard let confidence = row.confidence else {
        missing += 1
        continue
      }
      all.append(Answer(confidence: confidence, classID: id, trueClass: trueClass))
    }
    if jobs.count > 1 {
      return .notDefined(
        because: "the answers come from \(jobs.count) jobs, whose confidences do not compare")
    }
    return measure(all, withoutConfidence: missing)
  }

  /// An answer with its confidence and the class that is taken to be true.
  struct Answer: Sendable {
    var confidence: Double
    var classID: Int
    var trueClass: Int
  }

  static func measure(
    _ answers: [Answer], withoutConfidence: Int = 0
  ) -> Measured<ThresholdCurve> {
    let sorted = answers.sorted { $0.confidence > $1.confidence }
    guard let first = sorted.first, let last = sorted.last else {
      return .notDefined(
        because: withoutConfidence > 0 ? "no answer has a confidence" : "no image has both labels")
    }
    guard first.confidence > last.confidence else {
      return .notDefined(because: "the confidence is constant")
    }
    return .value(ThresholdCurve(sorted, withoutConfidence: withoutConfidence))
  }

  /// - Parameter sorted: Answers with at least two confidences, the highest first.
  private init(_ sorted: [Answer], withoutConfidence: Int) {
    let steps = Self.steps(sorted)
    let best = Self.best(steps) ?? steps[0]
    let wanted = Self.selection(of: steps, with: best)
    let points = Self.withMacroF1(wanted, sorted)
    self.points = points
    self.best = points.first { $0.threshold == best.threshold } ?? best
    self.withoutConfidence = withoutConfidence
    classes = Self.classes(sorted)
  }

  // MARK: All classes

  /// The counts at every confidence, thresholds ascending.
  private static func steps(_ sorted: [Answer]) -> [Point] {
    steps(sorted, images: sorted.count)
  }

  /// The same for some of the answers.
  private static func steps(_ sorted: some Collection<Answer>, images: Int) -> [Point] {
    var steps: [Point] = []
    var counts = Counts(images: images)
    for answer in sorted {
      counts.answers += 1
      counts.right += answer.classID == answer.trueClass ? 1 : 0
      if steps.last?.threshold == answer.confidence { steps.removeLast() }
      steps.append(Point(threshold: answer.confidence, counts: counts))
    }
    return steps.reversed()
  }

  /// The point with the highest F1, the first of equal ones; nil if none is above 0.
  private static func best(_ steps: [Point]) -> Point? {
    var best: Point?
    for step in steps where step.counts.right > 0 {
      if best.map({ step.counts.isBetter(than: $0.counts) }) ?? true { best = step }
    }
    return best
  }

  private static func selection(of steps: [Point], with best: Point) -> [Point] {
    guard steps.count > maximumPoints else { return steps }
    let last = maximumPoints - 2
    let places = (0...last).map { $0 * (steps.count - 1) / last }
    let chosen = Set(places.map { steps[$0].threshold } + [best.threshold])
    return steps.filter { chosen.contains($0.threshold) }
  }

  /// The points with the mean F1 of the classes, in one pass over the answers.
  private static func withMacroF1(_ points: [Point], _ sorted: [Answer]) -> [Point] {
    var classes: [Int: Counts] = [:]
    for answer in sorted { classes[answer.trueClass, default: Counts()].images += 1 }
    let ids = classes.keys.sorted()
    guard ids.count > 1 else { return points }
    var rest = sorted[...]
    var result: [Point] = []
    for var point in points.reversed() {
      while let answer = rest.first, answer.confidence >= point.threshold {
        rest.removeFirst()
        classes[answer.classID]?.answers += 1
        if answer.classID == answer.trueClass { classes[answer.classID]?.right += 1 }
      }
      let sum = ids.reduce(0) { $0 + (classes[$1]?.f1 ?? 0) }
      point.macroF1 = sum / Double(ids.count)
      result.append(point)
    }
    return result.reversed()
  }

  // MARK: One class

  private static func classes(_ sorted: [Answer]) -> [OfClass] {
    var images: [Int: Int] = [:]
    for answer in sorted { images[answer.trueClass, default: 0] += 1 }
    let answers = Dictionary(grouping: sorted, by: \.classID)
    return Set(images.keys).union(answers.keys).sorted().map { id in
      let images = images[id] ?? 0
      let steps = steps(answers[id] ?? [], images: images)
      return OfClass(
        classID: id, all: steps.first?.counts ?? Counts(images: images), best: best(steps))
    }
  }
}
