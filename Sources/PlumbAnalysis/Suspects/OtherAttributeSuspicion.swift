/// Another label attribute of the same line with a different class.
///
/// One of the two is wrong; the labels alone do not show which, so each is wrong with a probability
/// of one half. Where the dates differ, the later one was often made to correct the earlier: it is
/// assumed to be right two times in three, a value that was chosen, not fitted. Where fewer than
/// half of the lines that have both labels agree, the other attribute is assumed to ask something
/// else.
package struct OtherAttributeSuspicion: Suspicion {
  /// Makes the evidence.
  package init() {}

  /// Its stable name.
  package var name: String { "other-attribute" }
  /// What it examines.
  package var title: String { "another label attribute of the same line" }
  /// Of two labels for one image one is wrong for sure.
  package var canRankAlone: Bool { true }

  /// Compares the two columns.
  package func look(_ evidence: SuspectEvidence) -> Measured<SuspicionColumn> {
    guard let other = evidence.otherAttribute else {
      return .notDefined(because: "there is no other label attribute to compare with")
    }
    let labels = evidence.labels
    let both = zip(labels, other.labels).filter { $0 >= 0 && $1 >= 0 }
    let agreeing = both.count { $0 == $1 }
    if both.isEmpty {
      return .notDefined(because: "no line has a label here and under attribute \(other.name)")
    }
    guard 2 * agreeing >= both.count else {
      return .notDefined(
        because:
          "attribute \(other.name) agrees on \(agreeing) of "
          + NumberWords.counted(both.count, "line that has", plural: "lines that have")
          + " both labels, so it seems to ask something else")
    }
    let shifts = labels.indices.map { row in
      labels[row] >= 0 && other.labels[row] >= 0 && labels[row] != other.labels[row]
        ? SuspicionBase.shift(to: other.ages[row].probability) : .nan
    }
    return .value(
      SuspicionColumn(shifts: shifts) { row in
        shifts[row].isNaN
          ? [] : [.otherAttribute(name: other.name, classID: Int(other.labels[row]))]
      })
  }
}

extension SuspectEvidence.OtherAttribute.Age {
  /// How likely the label is wrong where the other attribute's label differs and has this age.
  fileprivate var probability: Double {
    switch self {
    case .earlier: 1.0 / 3
    case .unknown: 0.5
    case .later: 2.0 / 3
    }
  }
}
