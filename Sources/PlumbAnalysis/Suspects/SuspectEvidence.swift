import PlumbLabels

/// Everything that labels can be suspected by, row by row.
public struct SuspectEvidence: Sendable {
  /// The class of each row, an index of ``classNames``; -1 where it has no label.
  public var labels: [Int32]
  /// Names of the classes; those of the labels come first.
  ///
  /// Compare them by their bytes.
  public var classNames: [String]
  /// Who gave each label; nil if there is none.
  public var sources: [LabelSource?]
  /// The confidence of each label; NaN if unknown.
  public var confidences: [Double]
  /// The number of the job that gave each label; -1 if it is not known.
  public var jobs: [Int32]
  /// The workers' answers; their class names begin with those of the labels.
  public var votes: Votes?
  /// The leave-one-out posteriors, if already computed; nil if not yet.
  public var leaveOneOut: Measured<LeaveOneOut>?
  /// Rows that show the same picture: equal bytes, or the same reference.
  ///
  /// Groups that share a row are one group.
  public var samePictures: [[Int]] = []
  /// The labels of another attribute of the same manifest.
  public var otherAttribute: OtherAttribute?
  /// The answers of a model that the manifest has beside the labels.
  public var modelAnswers: ModelAnswers?
  /// People's verdicts on the labels.
  public var judgements: [Judgement] = []
  /// What a model of the user's says.
  public var predictions: MatchedPredictions?

  /// A model's answers to the images, one class each.
  public struct ModelAnswers: Sendable {
    /// The name of their attribute.
    public var name: String
    /// The class of each row, an index of ``classNames`` here; -1 where there is no answer.
    public var labels: [Int32]
    /// Names of its classes; those of the labels come first.
    public var classNames: [String]
    /// The confidence of each answer, from 0 to 1; NaN if unknown.
    public var confidences: [Double]

    /// Makes the answers of a model.
    public init(name: String, labels: [Int32], classNames: [String], confidences: [Double]) {
      (self.name, self.labels) = (name, labels)
      (self.classNames, self.confidences) = (classNames, confidences)
    }
  }

  /// The labels that another attribute gives.
  public struct OtherAttribute: Sendable {
    /// The attribute's name.
    public var name: String
    /// The class of each row, an index of ``classNames`` here; -1 where it has none.
    public var labels: [Int32]
    /// Names of its classes.
    public var classNames: [String]
    /// When each of its labels was made, as seen from the label of the same row.
    public var ages: [Age]

    /// When a label was made, as seen from another one.
    public enum Age: Int8, Sendable, Hashable {
      /// Before it.
      case earlier
      /// At the same time, or one of the two has no date.
      case unknown
      /// After it.
      case later
    }

    /// Makes the labels of another attribute; by default of unknown age.
    public init(name: String, labels: [Int32], classNames: [String], ages: [Age] = []) {
      (self.name, self.labels, self.classNames) = (name, labels, classNames)
      self.ages = ages.isEmpty ? Array(repeating: .unknown, count: labels.count) : ages
    }
  }

  /// How many rows there are.
  public var rowCount: Int { labels.count }

  /// Labels and what the manifest says about them.
  public init(_ dataset: Dataset, votes: Votes? = nil, predictions: MatchedPredictions? = nil) {
    labels = dataset.classIDs
    classNames = dataset.classNames
    sources = dataset.sources
    confidences = dataset.confidences
    jobs = dataset.jobIDs
    if dataset.labelling.kind != .verdict { judgements = dataset.judgements }
    self.votes = votes
    self.predictions = predictions
  }

  /// Labels alone.
  ///
  /// - Parameters:
  ///   - labels: The class of each row, below 0 where it has none.
  ///   - classNames: Names of the classes.
  ///   - votes: The workers' answers to the same rows.
  public init(labels: [Int32], classNames: [String], votes: Votes? = nil) {
    self.labels = labels
    self.classNames = classNames
    self.votes = votes
    sources = labels.map { $0 < 0 ? nil : .human }
    confidences = labels.map { _ in .nan }
    jobs = labels.map { _ in -1 }
  }

  /// Takes in the labels that another attribute of the same manifest gives, line by line.
  public mutating func add(_ other: Dataset, of dataset: Dataset) {
    let found = labels(of: other, on: dataset)
    otherAttribute = OtherAttribute(
      name: other.attribute.name, labels: found.labels, classNames: found.classNames,
      ages: found.rows.indices.map { row in
        Self.age(found.rows[row].flatMap(other.date), than: dataset.date(row))
      })
  }

  /// Takes in a model's answers that another attribute of the same manifest has, line by line.
  public mutating func add(modelAnswers other: Dataset, of dataset: Dataset) {
    let found = labels(of: other, on: dataset)
    let confidences = other.confidences
    modelAnswers = ModelAnswers(
      name: other.attribute.name, labels: found.labels, classNames: found.classNames,
      confidences: found.rows.map { $0.map { confidences[$0] } ?? .nan })
  }

  /// The labels of another attribute for each row of a dataset, with the other's rows.
  private func labels(
    of other: Dataset, on dataset: Dataset
  ) -> (labels: [Int32], classNames: [String], rows: [Int?]) {
    var names = classNames
    var index = NameIndex(names)
    let ids = other.classNames.map { Int32(index.place(of: $0.utf8, addingTo: &names)) }
    let classIDs = other.classIDs
    // The same row may have different numbers, since lines that are refused are none.
    let rows = dataset.lines.map { other.rowNumber(onLine: Int($0)) }
    let labels = rows.map { row in
      row.flatMap { classIDs[$0] < 0 ? nil : ids[Int(classIDs[$0])] } ?? -1
    }
    return (labels, names, rows)
  }

  private static func age(
    _ other: CreationDate?, than own: CreationDate?
  ) -> OtherAttribute.Age {
    guard let other, let own, other != own else { return .unknown }
    return other < own ? .earlier : .later
  }
}
