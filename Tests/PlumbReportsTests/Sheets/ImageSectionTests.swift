import PlumbAnalysis
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct ImageSectionTests {
  /// Rows of every kind, several classes, ties, and names that only bytes tell apart.
  private static func sample(_ count: Int = 400) throws -> Dataset {
    var numbers = SeededNumbers(seed: 12)
    let names = ["cat", "dog", "caf\u{E9}", "cafe\u{301}", "Z", "猫"]
    return try dataset(
      (0..<count).map { index in
        let reference = "s3://bucket/\(index % 7)/\(Int.random(in: 0..<90, using: &numbers)).jpg"
        switch Int.random(in: 0..<12, using: &numbers) {
        case 0: return "{\"source-ref\":\"\(reference)\"}"
        case 1: return "refused"
        default:
          return line(
            reference, names[Int.random(in: names.indices, using: &numbers)],
            confidence: Bool.random(using: &numbers)
              ? nil : "0.\(Int.random(in: 1..<9, using: &numbers))",
            human: Bool.random(using: &numbers))
        }
      })
  }

  private func labelledRows(_ data: Dataset) -> [Int] {
    (0..<data.count).filter { data.kinds[$0] == .labelled }
  }

  private func rows(_ selection: ImageSelection, _ data: Dataset) -> [Int] {
    selection.sections(of: data).flatMap(\.rows)
  }

  @Test(arguments: ImageOrder.allCases) func everyLabelledRowStandsThereOnce(_ order: ImageOrder)
    throws
  {
    let data = try Self.sample()
    let sections = ImageSelection(order: order).sections(of: data)
    #expect(sections.flatMap(\.rows).sorted() == labelledRows(data))
    for section in sections {
      #expect(!section.rows.isEmpty && section.total == section.rows.count)
      for row in section.rows.map(data.row) {
        #expect(row.source == section.source)
        let name = row.classID.map { data.classNames[$0] }
        #expect(name?.utf8.elementsEqual(section.className.utf8) == true)
      }
    }
  }

  @Test func sectionsFollowTheHistogramAndPeopleComeFirst() throws {
    let data = try Self.sample()
    let sections = ImageSelection().sections(of: data)
    let expected = ClassSummary(data).classes.flatMap { one in
      LabelSource.allCases.filter { one[$0].count > 0 }.map { (Array(one.name.utf8), $0) }
    }
    #expect(sections.map { Array($0.className.utf8) } == expected.map(\.0))
    #expect(sections.map(\.source) == expected.map(\.1))
  }

  @Test func theLowestConfidenceComesFirstAndUnknownLast() throws {
    let data = try Self.sample()
    for section in ImageSelection(order: .confidence).sections(of: data) {
      let values = section.rows.map { data.row($0).confidence }
      let known = values.prefix { $0 != nil }.compactMap(\.self)
      #expect(known == known.sorted())
      #expect(values.dropFirst(known.count).allSatisfy { $0 == nil })
      for (left, right) in zip(section.rows, section.rows.dropFirst())
      where data.row(left).confidence == data.row(right).confidence {
        #expect(left < right, "equal ones stay in the order of the manifest")
      }
    }
  }

  @Test func namesAreOrderedByTheirBytes() throws {
    let data = try dataset(
      ["b/é", "a/e\u{301}", "c/Z", "a/z", "猫", "z/a", "y/a", "x/10", "x/9"].map {
        line("s3://bucket/\($0)")
      })
    let sections = ImageSelection(order: .name).sections(of: data)
    #expect(sections.map(\.rows) == [[7, 8, 2, 5, 6, 1, 3, 0, 4]])
    #expect(ImageSelection(order: .manifest).sections(of: data).map(\.rows) == [Array(0..<9)])
  }

  @Test(arguments: [1, 7, 100]) func aLimitTakesARandomSubset(_ limit: Int) throws {
    let data = try Self.sample()
    let selection = ImageSelection(limit: limit, seed: 5)
    let chosen = rows(selection, data)
    #expect(chosen.count == limit)
    #expect(Set(chosen).count == limit)
    #expect(Set(chosen).isSubset(of: labelledRows(data)))
    #expect(rows(selection, data) == chosen)
    #expect(
      rows(ImageSelection(limit: limit, order: .name, seed: 5), data).sorted() == chosen.sorted())
    let others = (6..<26).map { rows(ImageSelection(limit: limit, seed: $0), data) }
    #expect(others.contains { $0 != chosen })
    let totals = selection.sections(of: data).map(\.total).reduce(0, +)
    #expect(totals > limit || totals == labelledRows(data).count)
  }

  @Test func aLimitBeyondAllTakesAll() throws {
    let data = try Self.sample()
    #expect(rows(ImageSelection(limit: 10_000), data) == rows(ImageSelection(), data))
  }

  @Test(arguments: [1, 3, 1_000]) func perClassTakesTheFirstOfEachSection(_ count: Int) throws {
    let data = try Self.sample()
    for order in ImageOrder.allCases {
      let all = ImageSelection(order: order).sections(of: data)
      let some = ImageSelection(perClass: count, order: order).sections(of: data)
      #expect(some.map(\.rows) == all.map { Array($0.rows.prefix(count)) })
      #expect(some.map(\.total) == all.map(\.total))
    }
  }

  @Test func limitAndPerClassHoldTogether() throws {
    let data = try Self.sample()
    let sections = ImageSelection(limit: 100, perClass: 2, seed: 1).sections(of: data)
    #expect(sections.allSatisfy { (1...2).contains($0.rows.count) })
    #expect(
      Set(sections.flatMap(\.rows)).isSubset(of: rows(ImageSelection(limit: 100, seed: 1), data)))
  }

  @Test func withoutLabelsThereAreNoSections() throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/a","job-metadata":{"failure-reason":"x"}}"#
    ])
    #expect(ImageSelection().sections(of: data).isEmpty)
  }
}
