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
  /// Probabilities, row by row, each row adding up to 1.
  let values: [Float]

  /// How many rows there are.
  public var rowCount: Int { classNames.isEmpty ? 0 : values.count / classNames.count }

  /// The probability of a class in a row.
  public subscript(row: Int, column: Int) -> Double {
    Double(values[row * classNames.count + column])
  }
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
  /// - Throws: what is wrong, with its line.
  func read(_ bytes: [UInt8], classNames: [String]?) throws(FormatError) -> Predictions
}

/// Every format of predictions.
public let allPredictionFormats: [any PredictionFormat] = [
  CSVPredictions(), JSONLinesPredictions(), NumPyPredictions(),
]

/// Collects rows of probabilities and checks them.
struct PredictionsBuilder {
  private let classNames: [String]
  /// The column or key that names the image, where the file has one.
  var imageColumn: String?
  private var references: [[UInt8]] = []
  private var values: [Float] = []
  private var rowCount = 0

  /// Columns must be known from the beginning.
  init(classNames: [String]) throws(FormatError) {
    guard !classNames.isEmpty else { throw FormatError("no column contains probabilities") }
    var seen = Set<[UInt8]>()
    for name in classNames where !seen.insert(Array(name.utf8)).inserted {
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
    for value in row where !(value >= -1e-6 && value <= 1 + 1e-3) {
      throw FormatError(
        line: line,
        "\(value) is not a probability; use numbers from 0 to 1, not logits or percentages")
    }
    let sum = row.reduce(0) { $0 + max(0, $1) }
    guard abs(sum - 1) <= 0.02 else {
      throw FormatError(
        line: line,
        "the probabilities add up to \(NumberWords.decimal(sum, places: 2)), not to 1; "
          + "give the probabilities of all classes, after softmax")
    }
    values += row.map { Float(max(0, $0) / sum) }
    if let reference { references.append(reference) }
    rowCount += 1
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
      imageColumn: references.isEmpty ? nil : imageColumn, values: values)
  }
}

/// Names of columns and keys that hold the image.
let referenceColumnNames = [
  "source-ref", "source_ref", "image", "uri", "reference", "image-uri", "image_uri", "filename",
  "file_name", "file-name", "file", "path", "image_path", "image-path", "filepath", "file_path",
]
