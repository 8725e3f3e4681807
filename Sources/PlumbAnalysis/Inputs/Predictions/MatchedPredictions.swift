import PlumbLabels
import PlumbText

/// Predictions, put to the rows of a dataset.
public struct MatchedPredictions: Sendable {
  /// The predictions.
  public let predictions: Predictions
  /// The dataset's class names, then those that only predictions have.
  public let classNames: [String]
  /// For each column its index among ``classNames``.
  public let columnClasses: [Int]
  /// For each of ``classNames`` its column; -1 if the predictions have none.
  let classColumns: [Int]
  /// The predictions' row of each row of the dataset; -1 if there is none.
  let places: [Int32]
  /// Predictions whose image is not in the dataset.
  public let unmatched: Int
  /// What the images are named by; nil if predictions are in the order of the manifest.
  public let keyKind: ImageKeyKind?
  /// How the columns were put to classes.
  public let classMapping: ClassNameMapping

  /// How many rows of the dataset have predictions.
  public var matchedCount: Int { places.count { $0 >= 0 } }

  /// Puts predictions to rows: by the image where it is named, else by their order.
  ///
  /// Images are named by their `source-ref`, file name, file name without its extension, or line
  /// from 0.
  ///
  /// - Throws: if no image or no class matches, or without names the numbers of rows differ.
  public init(_ predictions: Predictions, _ dataset: Dataset) throws(FormatError) {
    let columns = predictions.classNames.map { Array($0.utf8) }
    let matcher = try ClassNameMatcher(columns, dataset, subject: "the predictions")
    let (places, unmatched, keyKind) =
      if let references = predictions.references {
        try Self.byReference(references, dataset)
      } else {
        (try Self.byOrder(predictions.rowCount, dataset), 0, nil)
      }
    self.init(
      predictions, columns: columns.map(matcher.className), classNames: dataset.classNames,
      rows: (places, unmatched, keyKind), mapping: matcher.mapping)
  }

  /// The same for labels that come from elsewhere than a dataset.
  ///
  /// - Parameters:
  ///   - predictions: One row for each label, in their order.
  ///   - classNames: The classes of the labels.
  init(_ predictions: Predictions, classNames: [String]) {
    self.init(
      predictions, columns: predictions.classNames.map { Array($0.utf8) }, classNames: classNames,
      rows: ((0..<Int32(predictions.rowCount)).map(\.self), 0, nil), mapping: .names)
  }

  private init(
    _ predictions: Predictions, columns: [[UInt8]], classNames: [String],
    rows: (places: [Int32], unmatched: Int, keyKind: ImageKeyKind?), mapping: ClassNameMapping
  ) {
    var names = classNames
    var index = NameIndex(names)
    columnClasses = columns.map { index.place(of: $0, addingTo: &names) }
    var columnOfClass = [Int](repeating: -1, count: names.count)
    for (column, id) in columnClasses.enumerated() { columnOfClass[id] = column }
    (self.predictions, self.classNames, classColumns) = (predictions, names, columnOfClass)
    (places, unmatched, keyKind) = rows
    classMapping = mapping
  }

  private static func byReference(
    _ references: [[UInt8]], _ dataset: Dataset
  ) throws(FormatError) -> ([Int32], Int, ImageKeyKind?) {
    guard
      let keys = ImageKeys.best(for: references, of: ImageKeyKind.allCases, dataset)
    else {
      throw FormatError(
        (references.count == 1
          ? "the only image is not" : "none of the \(references.count) images is")
          + " in the manifest; identify images by source-ref or "
          + "file name")
    }
    var places = [Int32](repeating: -1, count: dataset.count)
    var unmatched = 0
    for (place, reference) in references.enumerated() {
      guard case .rows(let rows) = keys.rows(of: reference) else {
        unmatched += 1
        continue
      }
      for row in rows { places[row] = Int32(place) }
    }
    guard unmatched < references.count else {
      throw FormatError(
        "each file name in the predictions matches several images; identify images by source-ref")
    }
    return (places, unmatched, keys.kind)
  }

  private static func byOrder(_ count: Int, _ dataset: Dataset) throws(FormatError) -> [Int32] {
    if count == dataset.count { return (0..<Int32(count)).map(\.self) }
    let labelled = dataset.kinds.indices.filter { dataset.kinds[$0] == .labelled }
    guard count == labelled.count else {
      throw FormatError(
        "\(count) rows of predictions for \(dataset.count) rows of the manifest "
          + "(\(labelled.count) labelled); give one row for each, or identify the image in each row"
      )
    }
    var places = [Int32](repeating: -1, count: dataset.count)
    for (place, row) in labelled.enumerated() { places[row] = Int32(place) }
    return places
  }

  /// The probability of a class for a row of the dataset; nil if there are no predictions, or none
  /// for that class.
  public func probability(row: Int, of id: Int) -> Double? {
    guard places[row] >= 0, id < classColumns.count, classColumns[id] >= 0 else { return nil }
    let value = predictions[Int(places[row]), classColumns[id]]
    return value.isNaN ? nil : value
  }

  /// The most probable class of a row other than one, the first column of equal ones.
  public func best(row: Int, otherThan id: Int) -> (classID: Int, probability: Double)? {
    guard places[row] >= 0 else { return nil }
    var best: (classID: Int, probability: Double)?
    for (column, other) in columnClasses.enumerated() where other != id {
      let value = predictions[Int(places[row]), column]
      if value > best?.probability ?? -1 { best = (other, value) }
    }
    return best
  }
}
