import PlumbLabels

extension LabelSource {
  /// Who labelled, in words that complete "labelled by …".
  package var words: String {
    switch self {
    case .human: "people"
    case .machine: "machine"
    case .unknown: "unknown"
    }
  }
}
