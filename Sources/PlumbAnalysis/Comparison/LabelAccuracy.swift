import PlumbLabels

/// How far labels agree with reference labels.
///
/// Reference labels have errors of their own: what is called an error here is a disagreement.
public struct LabelAccuracy: Sendable {
  /// Pairs of the reference class, first, and the label, second; an index of the class names each.
  public let confusion: ClassPairTable
  /// Labels that are the reference class, of all that have one.
  public let accuracy: Proportion
  /// Cohen's kappa of labels and reference.
  public let kappa: Measured<Double>
  /// One for each class that either side has, classes ascending.
  public let classes: [OfClass]

  /// How one class fares.
  public struct OfClass: Sendable, Hashable {
    /// An index of the class names.
    public var classID: Int
    /// Of the images that are of this class by the reference, those labelled so: the recall.
    public var found: Proportion
    /// Of the images labelled so, those that are by the reference: the precision.
    public var right: Proportion
  }

  /// Compares pairs that were counted.
  public init(_ confusion: ClassPairTable) {
    self.confusion = confusion
    accuracy = Proportion(confusion.agreeing, of: confusion.total)
    kappa = CohenKappa.kappa(confusion)
    let (truths, labels) = (confusion.firstTotals, confusion.secondTotals)
    classes = truths.indices.filter { truths[$0] + labels[$0] > 0 }.map { id in
      let both = confusion[id, id]
      return OfClass(
        classID: id, found: Proportion(both, of: truths[id]),
        right: Proportion(both, of: labels[id]))
    }
  }
}

/// A dataset's labels against reference labels, over all and by source.
public struct TruthComparison: Sendable {
  /// Labels of people and machine together: nothing here uses a confidence.
  public let overall: LabelAccuracy
  /// Labels of one source each; sources without labels that can be compared are left out.
  public let bySource: [LabelSource: LabelAccuracy]
  /// What the confidences of each source and job are worth, in the order of sources and jobs.
  public let calibrations: [SourceCalibration]
  /// Rows whose label differs from the reference, ascending.
  public let differing: [Int]

  /// The calibration of one source's labels in one job: confidences of others do not compare.
  public struct SourceCalibration: Sendable {
    /// Who gave the labels.
    public var source: LabelSource
    /// The number of the job; nil for labels that name none.
    public var jobID: Int?
    /// How confidences agree with reference labels.
    public var calibration: Measured<Calibration>
  }

  /// Compares a dataset with reference labels that were put to its rows.
  public init(_ dataset: Dataset, _ truth: MatchedTruth) {
    let count = truth.classNames.count
    var tables: [LabelSource: ClassPairTable] = [:]
    var groups: [Group: [Calibration.Point]] = [:]
    var differing: [Int] = []
    for row in (0..<dataset.count).lazy.map(dataset.row) {
      let trueID = Int(truth.labels[row.number])
      guard trueID >= 0, let id = row.classID, let source = row.source else { continue }
      tables[source, default: ClassPairTable(classCount: count)].add(trueID, id)
      if trueID != id { differing.append(row.number) }
      let group = Group(source: source, job: row.jobID ?? -1)
      groups[group, default: []].append(
        Calibration.Point(confidence: row.confidence, isRight: trueID == id))
    }
    overall = LabelAccuracy(
      tables.values.reduce(into: ClassPairTable(classCount: count)) { $0.merge($1) })
    bySource = tables.mapValues { LabelAccuracy($0) }
    calibrations = groups.sorted { $0.key < $1.key }.map { group, points in
      SourceCalibration(
        source: group.source, jobID: group.job < 0 ? nil : group.job,
        calibration: Calibration.measure(points))
    }
    self.differing = differing
  }

  private struct Group: Hashable, Comparable {
    var source: LabelSource
    var job: Int

    static func < (left: Group, right: Group) -> Bool {
      (left.source.number, left.job) < (right.source.number, right.job)
    }
  }
}
