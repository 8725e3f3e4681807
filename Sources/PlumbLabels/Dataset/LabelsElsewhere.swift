import PlumbSystem

/// Rows without a label under the chosen attribute, but with one under another.
///
/// Manifests with one attribute per class, or with several jobs in one file, have such rows. They
/// are not unlabelled: their label has a name that is not part of this dataset.
public struct LabelsElsewhere: Sendable {
  /// Another attribute that labels some of these rows.
  public struct Attribute: Sendable, Hashable {
    /// The key, as `--attribute` takes it.
    public var name: String
    /// How many of the rows it labels; a row may be labelled under several attributes.
    public var rowCount: Int
    /// What its labels are, such as "bounding boxes", if Plumb cannot read them; nil if it can.
    public var unreadable: String?
  }

  /// The attributes, most rows first; ties by first appearance.
  public let attributes: [Attribute]
  /// The rows, ascending.
  public let rows: [Int]
  /// For each of ``rows`` where its attributes begin in `places`, and at the end where the last end.
  private let starts: [Int]
  /// Indices of ``attributes``, row by row.
  private let places: [Int32]

  /// No rows.
  static let none = LabelsElsewhere(attributes: [], rows: [], starts: [0], places: [])

  private init(attributes: [Attribute], rows: [Int], starts: [Int], places: [Int32]) {
    (self.attributes, self.rows, self.starts, self.places) = (attributes, rows, starts, places)
  }

  /// Puts the labels of other attributes in order.
  ///
  /// - Parameters:
  ///   - labels: Rows without a label here and the attribute that labels them, in any order.
  ///   - attributes: What these attributes are; those that label no row are left out.
  init(_ labels: [(row: Int, attribute: Int)], of attributes: [LabelAttribute]) {
    var counts = [Int](repeating: 0, count: attributes.count)
    for label in labels { counts[label.attribute] += 1 }
    let order = counts.indices.filter { counts[$0] > 0 }
      .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var ranks = [Int32](repeating: -1, count: attributes.count)
    for (rank, attribute) in order.enumerated() { ranks[attribute] = Int32(rank) }
    var (rows, starts, places): ([Int], [Int], [Int32]) = ([], [], [])
    let sorted = labels.map { ($0.row, ranks[$0.attribute]) }.sorted { $0 < $1 }
    for (row, rank) in sorted {
      if rows.last != row {
        rows.append(row)
        starts.append(places.count)
      }
      places.append(rank)
    }
    self.init(
      attributes: order.map { id in
        Attribute(
          name: attributes[id].name, rowCount: counts[id],
          unreadable: attributes[id].isReadable ? nil : attributes[id].holds)
      }, rows: rows, starts: starts + [places.count], places: places)
  }

  /// Whether there are none.
  public var isEmpty: Bool { rows.isEmpty }

  /// The attributes under which a row is labelled, in the order of ``attributes``; empty for a row
  /// that is labelled nowhere else.
  public func attributes(ofRow row: Int) -> [Attribute] {
    let place = rows.partitioningIndex { $0 >= row }
    guard place < rows.count, rows[place] == row else { return [] }
    return places[starts[place]..<starts[place + 1]].map { attributes[Int($0)] }
  }
}
