import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct ExportSelectionTests {
  private func rows(
    _ lines: [String], seed: UInt64 = 0, _ change: (inout ExportSelection) -> Void
  ) throws -> [Int] {
    var selection = ExportSelection()
    change(&selection)
    return selection.labelledRows(of: try dataset(lines), seed: seed)
  }

  @Test func confidencesThatAreUnknownAreInNoRange() throws {
    let lines = [
      line("s3://bucket/a", confidence: nil), line("s3://bucket/b", confidence: "0.5"),
      line("s3://bucket/c", confidence: "1"),
    ]
    #expect(try rows(lines) { _ in } == [0, 1, 2])
    #expect(try rows(lines) { $0.leastConfidence = 0 } == [1, 2])
    #expect(try rows(lines) { $0.mostConfidence = 1 } == [1, 2])
    #expect(try rows(lines) { $0.leastConfidence = 0.5 } == [1, 2])
    #expect(try rows(lines) { $0.mostConfidence = 0.5 } == [1])
  }

  @Test func classesAreComparedByBytes() throws {
    let lines = [line("s3://bucket/a", "é"), line("s3://bucket/b", "e\u{301}")]
    #expect(try rows(lines) { $0.classes = ["é"] } == [0])
    #expect(try rows(lines) { $0.classes = ["e\u{301}"] } == [1])
    #expect(try rows(lines) { $0.classes = ["e"] } == [])
  }

  @Test func anImageWithTwoClassesIsNotUnique() throws {
    let lines = [
      line("s3://bucket/a"), line("s3://bucket/b"), line("s3://bucket/a"),
      line("s3://bucket/b", "dog"), line("s3://bucket/c"), line("s3://bucket/b"),
    ]
    #expect(try rows(lines) { $0.isUnique = true } == [0, 4])
  }

  @Test func samplesAreSeeded() throws {
    let lines = (0..<300).map { line("s3://bucket/\($0)", "class \($0 % 3)", human: $0 % 2 == 0) }
    let perClass = try rows(lines) { $0.perClass = 7 }
    #expect(perClass.count == 42 && perClass == perClass.sorted())
    #expect(try rows(lines) { $0.perClass = 7 } == perClass)
    #expect(try rows(lines, seed: 1) { $0.perClass = 7 } != perClass)
    let limited = try rows(lines) { ($0.perClass, $0.limit) = (7, 10) }
    #expect(limited.count == 10 && Set(limited).isSubset(of: perClass))
  }

  @Test func onlyTheUntouchedOneIsEverything() {
    #expect(ExportSelection().isEverything)
    var selection = ExportSelection()
    selection.lines = []
    #expect(!selection.isEverything)
  }
}
