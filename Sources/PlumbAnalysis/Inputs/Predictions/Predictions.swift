import PlumbSystem
import PlumbText

/// Class probabilities that a model of the user's gives to images.
///
/// They should come from a model that has not seen these labels (cross-validation): a model confirms
/// what it was trained on.
public struct Predictions: Sendable, Equatable {
  /// Names of the columns; compare them by their bytes.
  public let classNames: [String]
  /// The image of each row as its `source-ref`; nil if rows are in the order of the manifest.
  public let references: [[UInt8]]?
  /// The column or key that names the image; nil if rows are in the order of the manifest.
  public let imageColumn: String?
  /// Columns of a table that hold no probabilities.
  public let ignoredColumns: [String]
  /// Whether the file has percentages, which were divided by 100.
  public let isPercent: Bool
  /// Rows that list only the likeliest classes; the others share the rest of the probability evenly.
  public let completedRows: Int
  /// Probabilities, row by row, each row adding up to 1; empty if each class is a question of its own.
  let values: [Float]
  /// The same where each class is a question of its own; NaN where a row does not name a class.
  let ownValues: [Double]

  /// How many rows there are.
  public var rowCount: Int {
    classNames.isEmpty ? 0 : max(values.count, ownValues.count) / classNames.count
  }

  /// The probability of a class in a row; NaN if it is unknown, which happens only where each class is a
  /// question of its own.
  public subscript(row: Int, column: Int) -> Double {
    let place = row * classNames.count + column
    return ownValues.isEmpty ? Double(values[place]) : ownValues[place]
  }
}

/// What the probabilities of an image say.
public enum PredictionKind: Sendable, Hashable {
  /// Which one class it is of: they add up to 1.
  case oneClass
  /// Whether it is of each class: each is from 0 to 1 by itself.
  case eachClass
}

/// A file format for predictions.
///
/// To add one, write a file here and name it in ``allPredictionFormats``.
public protocol PredictionFormat: Sendable {
  /// What it is called; also how the names of such files end.
  var name: String { get }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - classNames: The classes of the columns, for files that do not name them.
  ///   - kind: What the probabilities say.
  /// - Throws: what is wrong, with its line.
  func read(
    _ bytes: [UInt8], classNames: [String]?, kind: PredictionKind
  ) throws(FormatError) -> Predictions
}

extension PredictionFormat {
  /// Reads a file of probabilities that add up to 1.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - classNames: The classes of the columns, for files that do not name them.
  /// - Throws: what is wrong, with its line.
  public func read(_ bytes: [UInt8], classNames: [String]?) throws(FormatError) -> Predictions {
    try read(bytes, classNames: classNames, kind: .oneClass)
  }
}

/// Every format of predictions.
package let allPredictionFormats: [any PredictionFormat] = [
  CSVPredictions(), JSONLinesPredictions(), NumPyPredictions(),
]

/// Collects rows of probabilities and checks them.
struct PredictionsBuilder {
  private let classNames: [String]
  private let kind: PredictionKind
  /// The column or key that names the image, where the file has one.
  var imageColumn: String?
  /// The columns that are not read.
  var ignoredColumns: [String] = []
  /// Rows whose left-out classes share the rest.
  var completedRows = 0
  /// What the probabilities of the first row add up to, about: 1, or 100 for percentages.
  private var whole: Double?
  private var references: [[UInt8]] = []
  private var values: [Float] = []
  private var ownValues: [Double] = []
  private var rowCount = 0

  private static let tolerance = 0.02

  /// Whether probabilities add up to 1, or percentages to 100.
  static func isWhole(_ sum: Double) -> Bool {
    [1, 100].contains { abs(sum - $0) <= tolerance * $0 }
  }

  /// Columns must be known from the beginning.
  init(classNames: [String], kind: PredictionKind = .oneClass) throws(FormatError) {
    self.kind = kind
    guard !classNames.isEmpty else { throw FormatError("no column contains probabilities") }
    var seen = Set<ByteString>()
    for name in classNames where !seen.insert(ByteString(name)).inserted {
      throw FormatError("two columns are for the class '\(name)'; keep one")
    }
    self.classNames = classNames
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: One number for each column.
  ///   - reference: The image, where the file names it.
  ///   - line: For messages.
  mutating func add(
    _ row: [Double], reference: [UInt8]? = nil, line: Int?
  ) throws(FormatError) {
    guard row.count == classNames.count else {
      throw FormatError(
        line: line,
        NumberWords.counted(row.count, "probability", plural: "probabilities") + " for "
          + NumberWords.counted(classNames.count, "class", plural: "classes")
          + "; give one for each")
    }
    switch kind {
    case .oneClass: try addWhole(row, line)
    case .eachClass: try addOwn(row, line)
    }
    if let reference { references.append(reference) }
    rowCount += 1
  }

  /// Adds probabilities that each stand by themselves.
  private mutating func addOwn(_ row: [Double], _ line: Int?) throws(FormatError) {
    for value in row where !value.isNaN && !(0...1).contains(value) {
      throw FormatError(
        line: line,
        "\(value) is not a probability; use numbers from 0 to 1 for each class (after a sigmoid), not "
          + "logits or percentages")
    }
    ownValues += row
  }

  /// Adds probabilities that add up to 1, or percentages that add up to 100.
  private mutating func addWhole(_ row: [Double], _ line: Int?) throws(FormatError) {
    let sum = row.reduce(0) { $0 + max(0, $1) }
    let whole = self.whole ?? (abs(sum - 100) <= Self.tolerance * 100 ? 100 : 1)
    self.whole = whole
    for value in row where !(value >= -1e-6 * whole && value <= (1 + 1e-3) * whole) {
      throw FormatError(line: line, Self.refusal(of: value, in: row))
    }
    guard abs(sum - whole) <= Self.tolerance * whole else {
      throw FormatError(
        line: line,
        "the probabilities add up to \(NumberWords.decimal(sum, places: 2)), not to \(Int(whole)); "
          + "give the probabilities of all classes, after softmax")
    }
    values += row.map { Float(max(0, $0) / sum) }
  }

  /// What a number may be instead of a probability.
  private static func refusal(of value: Double, in row: [Double]) -> String {
    let areLogarithms =
      row.allSatisfy { $0 <= 0 } && abs(row.reduce(0) { $0 + exp($1) } - 1) <= tolerance
    let hint =
      areLogarithms
      ? "these are logarithms of probabilities; give their exponentials"
      : "use numbers from 0 to 1 that add up to 1 (after softmax), not logits"
    return "\(value) is not a probability; \(hint)"
  }

  /// What was collected.
  func predictions() throws(FormatError) -> Predictions {
    guard rowCount > 0 else { throw FormatError("no row contains probabilities") }
    guard references.isEmpty || references.count == rowCount else {
      throw FormatError(
        "only \(references.count) of \(rowCount) rows identify their image; identify all or none")
    }
    return Predictions(
      classNames: classNames, references: references.isEmpty ? nil : references,
      imageColumn: references.isEmpty ? nil : imageColumn, ignoredColumns: ignoredColumns,
      isPercent: whole == 100, completedRows: completedRows, values: values,
      ownValues: ownValues)
  }
}

/// The format of a file by its content, whatever its name.
///
/// - Parameters:
///   - bytes: The whole file.
///   - path: Its name, which counts only for `.npy`.
package func predictionFormat(of bytes: [UInt8], path: String = "") -> any PredictionFormat {
  if path.lowercased().hasSuffix(".npy") || bytes.first == 0x93 { return NumPyPredictions() }
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  let first = text.first { !" \t\r\n".utf8.contains($0) }
  return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    ? JSONLinesPredictions() : CSVPredictions()
}
