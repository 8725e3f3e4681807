import PlumbLabels
import PlumbText

/// Labels counted by class and source, with their confidences.
public struct ClassSummary: Summary {
  /// The labels of one class.
  public struct Tally: Sendable, Equatable {
    /// The class name.
    ///
    /// Compare names by their UTF-8 bytes.
    public var name: String
    /// Labels by people.
    public var human = LabelTally()
    /// Labels by a model.
    public var machine = LabelTally()
    /// Labels whose source is not recorded.
    public var unknown = LabelTally()

    /// Labels of all sources.
    public var count: Int { human.count + machine.count + unknown.count }

    /// The labels of one source.
    public subscript(source: LabelSource) -> LabelTally {
      switch source {
      case .human: human
      case .machine: machine
      case .unknown: unknown
      }
    }
  }

  private var tallies = NamedTallies<Tally>()

  /// The summary of nothing.
  public init() {}

  /// The classes from most to least numerous; of equal ones the first by name's bytes.
  public var classes: [Tally] {
    tallies.all.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : ByteString(left.name) < ByteString(right.name)
    }
  }

  /// Labels of one source.
  public func count(_ source: LabelSource) -> Int {
    tallies.all.reduce(0) { $0 + $1[source].count }
  }

  /// Takes the labelled ones of the rows in; others change nothing.
  public mutating func add(_ rows: Range<Int>, of dataset: Dataset) {
    var indices = [Int](repeating: -1, count: dataset.classNames.count)
    reserve(rows, of: dataset)
    dataset.forEachLabel(in: rows) { id, source, share in
      if indices[id] < 0 { indices[id] = tallies.index(of: dataset.classNames[id]) }
      let confidence = share.isNaN ? nil : share
      switch source {
      case .human: tallies.all[indices[id]].human.add(confidence)
      case .machine: tallies.all[indices[id]].machine.add(confidence)
      case .unknown: tallies.all[indices[id]].unknown.add(confidence)
      }
    }
  }

  /// Makes room for the rows' confidences: arrays that grow by copying touch twice the memory.
  private mutating func reserve(_ rows: Range<Int>, of dataset: Dataset) {
    var counts = [(human: Int, machine: Int)](repeating: (0, 0), count: dataset.classNames.count)
    counts.withUnsafeMutableBufferPointer { counts in
      dataset.forEachLabel(in: rows) { id, source, _ in
        switch source {
        case .human: counts[id].human += 1
        case .machine: counts[id].machine += 1
        case .unknown: break
        }
      }
    }
    for (id, count) in counts.enumerated() where count.human + count.machine > 1_000 {
      let index = tallies.index(of: dataset.classNames[id])
      tallies.all[index].human.reserve(count.human)
      tallies.all[index].machine.reserve(count.machine)
    }
  }

  /// Takes another summary's labels in, class by class.
  public mutating func merge(_ other: ClassSummary) {
    for tally in other.tallies.all {
      let index = tallies.index(of: tally.name)
      tallies.all[index].human.merge(tally.human)
      tallies.all[index].machine.merge(tally.machine)
      tallies.all[index].unknown.merge(tally.unknown)
    }
  }

  /// Equal where the classes and their labels are, in whatever order they came.
  public static func == (left: ClassSummary, right: ClassSummary) -> Bool {
    left.classes == right.classes && sameNames(left.classes, right.classes)
  }
}

extension ClassSummary.Tally: NamedTally {
  init(name: String) { self.init(name: name, human: LabelTally(), machine: LabelTally()) }
}
