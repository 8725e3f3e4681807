/// Something that a check found; every output format is made from it.
public struct Finding: Sendable, Hashable {
  /// The id of the check.
  public var check: String
  /// Its severity.
  public var severity: Severity
  /// The message: a sentence without a full stop.
  public var message: FindingText
  /// How many things it is about: images, lines, classes, as the message says.
  public var count: Int
  /// The number examined; at least ``count``.
  public var total: Int
  /// Where, the worst first; empty if it is about the whole.
  public var places: [FindingPlace]
  /// The numbers behind it, for programs.
  public var details: [FindingDetail]
  /// Whether it is on more than half of the rows: then people are shown a few places only.
  public var isCollapsed = false

  /// Rows of the dataset, the worst first.
  public var rows: [Int] { places.compactMap(\.row) }
}

/// One place that a finding is about.
public struct FindingPlace: Sendable, Hashable {
  /// The row of the dataset; nil for a line that is no row.
  public var row: Int?
  /// The physical line of the manifest, from 1.
  public var line: Int
  /// A remark about this place; may be empty.
  public var note: FindingText
  /// The number by which places are ordered, for programs; nil if there is none.
  public var value: Double?

  init(row: Int?, line: Int, note: FindingText = "", value: Double? = nil) {
    self.row = row
    self.line = line
    self.note = note
    self.value = value
  }
}

/// One number or text behind a finding.
public struct FindingDetail: Sendable, Hashable {
  /// Its name: small letters and underscores.
  public var name: String
  /// Its value.
  public var value: Value

  /// What a detail can be.
  public indirect enum Value: Sendable, Hashable {
    /// A whole number.
    case whole(Int)
    /// A number.
    case number(Double)
    /// A text, which may come from the manifest.
    case text(String)
    /// Several values.
    case list([Value])
  }

  init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}
