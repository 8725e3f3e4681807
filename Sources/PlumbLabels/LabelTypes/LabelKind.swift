/// What the labels of a label attribute say about an image.
public enum LabelKind: String, Sendable, Hashable, CaseIterable {
  /// One class.
  case single = "single-label"
  /// A set of classes, which may be empty.
  case multiple = "multi-label"
  /// A verdict on another label, such as "good" or "bad".
  case verdict = "verification"
  /// Bounding boxes, each with a class; they are counted, not drawn.
  case box = "bounding-boxes"

  /// Its place in ``allCases``.
  var number: Int {
    switch self {
    case .single: 0
    case .multiple: 1
    case .verdict: 2
    case .box: 3
    }
  }

  /// What such labels are, in words that complete "this manifest holds …".
  public var holds: String {
    switch self {
    case .single: "one class per image"
    case .multiple: "several classes per image"
    case .verdict: "verdicts on other labels"
    case .box: "bounding boxes"
    }
  }
}

extension Set<LabelKind> {
  /// One class, or one verdict, per image.
  package static let oneClass: Set = [.single, .verdict]
  /// Classes of whole images.
  package static let classes: Set = [.single, .verdict, .multiple]
}
