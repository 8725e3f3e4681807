import PlumbLabels
import PlumbS3

/// The images of some rows as requests to download them, made on demand.
package struct FetchRequests: RandomAccessCollection, Sendable {
  private let dataset: Dataset
  private let rows: [Int]

  /// Asks for the images of rows, in their order.
  package init(_ dataset: Dataset, rows: [Int]) {
    self.dataset = dataset
    self.rows = rows
  }

  /// Zero.
  package var startIndex: Int { 0 }
  /// The number of rows.
  package var endIndex: Int { rows.count }

  /// The request for the image of a row.
  package subscript(position: Int) -> FetchRequest {
    let row = rows[position]
    return FetchRequest(line: Int(dataset.lines[row]), reference: dataset.reference(row))
  }
}

extension Dataset {
  /// The images of all rows, made on demand.
  package var imageReferences: some RandomAccessCollection<ImageReference> & Sendable {
    ReferenceList(dataset: self)
  }
}

private struct ReferenceList: RandomAccessCollection, Sendable {
  let dataset: Dataset

  var startIndex: Int { 0 }
  var endIndex: Int { dataset.count }

  subscript(position: Int) -> ImageReference { dataset.reference(position) }
}
