import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

extension Dataset {
  var codes: [ProblemCode] { problems.map(\.code) }
  var labelledCount: Int { kinds.count { $0 == .labelled } }
}

/// A file of this target's fixtures.
func fixture(_ name: String) throws -> [UInt8] {
  let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
  return Array(try Data(contentsOf: url.appendingPathComponent(name)))
}

extension Dataset {
  /// Every row.
  var rows: [Row] { (0..<count).map(row) }

  /// The class of each row, by name; nil where it has none.
  var classes: [String?] { rows.map { $0.classID.map { classNames[$0] } } }

  /// Problems of one kind.
  func problems(_ code: ProblemCode) -> [Problem] { problems.filter { $0.code == code } }
}

/// Everything that reading a manifest gives, so that two readings can be compared.
///
/// Texts are kept as bytes: `String` would take canonically equal ones for the same.
struct Reading: Equatable {
  var error: ManifestError?
  var attribute = ""
  var attributes: [LabelAttribute] = []
  var recordCount = 0
  var rows: [Dataset.Row] = []
  var references: [[UInt8]] = []
  var texts: [[[UInt8]]] = []
  var problems: [Problem] = []
  var messages: [[UInt8]] = []
  var duplicates: [[Int]] = []

  init(_ bytes: [UInt8], step: Int, threads: Int) throws {
    do {
      let dataset = try readManifest(bytes, step: step, threads: threads).dataset(attribute: nil)
      attribute = dataset.attribute.name
      attributes = dataset.attributes
      recordCount = dataset.recordCount
      rows = dataset.rows
      references = (0..<dataset.count).map { Array(dataset.references[$0]) }
      texts = [dataset.classNames, dataset.jobNames, dataset.failureReasons].map { names in
        names.map { Array($0.utf8) }
      }
      problems = dataset.problems
      messages = dataset.problems.map { Array($0.message.utf8) }
      duplicates = dataset.duplicates.map { [$0.row, $0.first] }
    } catch let error as ManifestError {
      self.error = error
    }
  }
}
