import Foundation
import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbImages
@testable import PlumbPages
@testable import PlumbReports

/// The text of a page.
func markup(_ page: ReportPage, embedded: EmbeddedThumbnails? = nil) throws -> String {
  final class Box { var bytes: [UInt8] = [] }
  let box = Box()
  try PageDocument(page, embedded: embedded).write { box.bytes += $0 }
  return String(decoding: box.bytes, as: UTF8.self)
}

/// What stands between two marks.
func between(_ text: String, _ start: String, _ end: String) throws -> String {
  let rest = try #require(text.components(separatedBy: start).dropFirst().first, "no \(start)")
  return try #require(rest.components(separatedBy: end).first)
}

/// The columns of a page, as its script gets them.
func columns(_ text: String) throws -> [String: Any] {
  let json = try between(text, "<script type=\"application/json\" id=\"data\">", "</script>")
  return try #require(
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
}

extension Evidence {
  /// The evidence of a dataset without images.
  init(of dataset: Dataset) {
    self.init(dataset: dataset, summary: SummaryReport(dataset), images: nil)
  }
}

/// A picture that was made up, with a hash of its own.
func outcome(_ number: UInt64, second: UInt64 = 0, size: Int = 100) -> ImageOutcome {
  let hash = ContentHash(words: SIMD4(number, second, 1, 1))
  return .shown(
    Thumbnail(
      jpeg: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size), width: 4, height: 3),
    ImageFacts(file: (.jpeg, 1_000, hash), size: (40, 30), orientation: 1, notes: []))
}
