import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Every summary is a commutative monoid.
struct SummaryLawTests {
  @Test(arguments: 1...12) func everySummaryKeepsTheLaws(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let lines = randomLines(Int.random(in: 20..<400, using: &numbers), using: &numbers)
    let data = try dataset(lines)
    let cuts = (0..<3).map { _ in Int.random(in: 0...data.count, using: &numbers) }.sorted()
    let bounds = [0] + cuts + [data.count]
    let ranges = zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    #expect(allSummaries.count >= 3)
    for type in allSummaries { check(type, data, ranges, &numbers) }
  }

  private func check<One: Summary>(
    _ type: One.Type, _ data: Dataset, _ ranges: [Range<Int>], _ numbers: inout SeededNumbers
  ) {
    let whole = One(data)
    let parts = ranges.map { summary(type, [$0], data) }
    #expect(whole != One(), "\(type) sees nothing")
    #expect(merged([One(), whole]) == whole, "\(type): the empty one is neutral on the left")
    #expect(merged([whole, One()]) == whole, "\(type): the empty one is neutral on the right")
    #expect(merged(parts) == whole, "\(type): parts make the whole")
    #expect(merged(parts.shuffled(using: &numbers)) == whole, "\(type): in any order")
    let (a, b, c) = (parts[0], parts[1], merged([parts[2], parts[3]]))
    #expect(merged([a, b]) == merged([b, a]), "\(type): commutative")
    #expect(merged([merged([a, b]), c]) == merged([a, merged([b, c])]), "\(type): associative")
    #expect(summary(type, ranges, data) == whole, "\(type): rows may be added in several goes")
    #expect(merged([whole, whole]) != whole, "\(type): counts what is there twice")
  }

  private func merged<One: Summary>(_ parts: [One]) -> One {
    guard var result = parts.first else { return One() }
    for part in parts.dropFirst() { result.merge(part) }
    return result
  }

  private func summary<One: Summary>(
    _ type: One.Type, _ ranges: [Range<Int>], _ data: Dataset
  ) -> One {
    var result = One()
    for range in ranges { result.add(range, of: data) }
    return result
  }

  /// What is kept with a dataset is what counting gives, also where a dataset was made of another.
  @Test func keptSummariesAreThoseOfTheDataset() throws {
    let sets = [("[0,1]", #"{"0":"a","1":"b"}"#), ("[0]", #"{"0":"a"}"#)]
    let data = try dataset(
      sets.map { classes, names in
        #"{"source-ref":"s3://bucket/\#(classes.utf8.count)","j":\#(classes),"j-metadata":{"#
          + #""class-map":\#(names),"type":"groundtruth/image-classification-multilabel"}}"#
      })
    #expect(ClassSummary.of(data) == ClassSummary(data))
    #expect(CoverageSummary.of(data).labelled == 2)
    #expect(CoverageSummary.of(data.byClass).labelled == 3)
    #expect(ClassSummary.of(data.byClass) == ClassSummary(data.byClass))
  }

  /// A large dataset is summarised in parts; none of its rows is lost or taken twice.
  @Test func aLargeDatasetIsSummarisedWhole() throws {
    let count = (1 << 17) + 1_001
    let short = [
      #"{"source-ref":"s","j":0,"j-metadata":{"class-name":"a","confidence":0.5,"#
        + #""human-annotated":"yes","type":"groundtruth/image-classification"}}"#,
      #"{"source-ref":"s","j-metadata":{"failure-reason":"r"}}"#, #"{"source-ref":"s"}"#,
    ]
    let data = try dataset((0..<count).map { short[$0 % 3] })
    let coverage = CoverageSummary(data)
    #expect(coverage.rows == count)
    #expect(coverage.labelled == (count + 2) / 3)
    #expect(coverage.failed == (count + 1) / 3)
    #expect(coverage.unlabelled == count / 3)
    #expect(ClassSummary(data).classes.map(\.human.count) == [(count + 2) / 3])
    #expect(ClassSummary(data).classes.map(\.human.confidences.count) == [(count + 2) / 3])
  }

  /// Every summary agrees with a count by hand.
  @Test(arguments: 21...24) func everySummaryCountsWhatIsThere(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let data = try dataset(randomLines(300, using: &numbers))
    let rows = (0..<data.count).map(data.row)
    let classes = ClassSummary(data)
    #expect(classes.classes.count == data.classNames.count)
    for one in classes.classes {
      for source in LabelSource.allCases {
        let own = rows.filter { row in
          row.source == source
            && row.classID.map { data.classNames[$0].utf8.elementsEqual(one.name.utf8) } == true
        }
        #expect(one[source].count == own.count)
        #expect(one[source].confidences == own.compactMap(\.confidence).sorted())
        #expect(one[source].missingConfidences == own.count { $0.confidence == nil })
      }
    }
    let coverage = CoverageSummary(data)
    #expect(coverage.labelled == rows.count { $0.kind == .labelled })
    #expect(coverage.unlabelled == rows.count { $0.kind == .unlabelled })
    #expect(coverage.failed == rows.count { $0.kind == .failed })
    let jobs = JobSummary(data)
    #expect(jobs.jobs.reduce(0) { $0 + $1.count } == coverage.labelled)
    #expect(jobs.dates?.lowerBound == rows.compactMap(\.date).min())
    #expect(jobs.dates?.upperBound == rows.compactMap(\.date).max())
  }
}
