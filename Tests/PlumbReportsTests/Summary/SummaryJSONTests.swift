import Foundation
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct SummaryJSONTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The keys that the design promises, and the sums that they must make.
  @Test(arguments: try Fixtures.readableManifests())
  func everyManifestGivesTheSameKindOfObject(_ name: String) throws {
    let data = try Fixtures.hostile(name)
    let report = SummaryReport(data)
    let json = try object(report.json.pretty)
    #expect(try NSDictionary(dictionary: object(report.json.compact)).isEqual(json))
    #expect(json["schema"] as? Int == 2)
    #expect(json["manifest"] as? String == "output.manifest")
    #expect((json["attribute"] as? String)?.utf8.elementsEqual(data.attribute.name.utf8) == true)
    #expect((json["attributes"] as? [String])?.count == data.attributes.count)
    #expect((json["jobs"] as? [String])?.count == data.jobNames.count { !$0.isEmpty })
    let lines = try #require(json["lines"] as? [String: Int])
    #expect(lines["total"] == data.recordCount)
    #expect(
      ["labelled", "failed", "unlabelled", "refused"].compactMap { lines[$0] }.reduce(0, +)
        == data.recordCount)
    #expect(lines["refused"] == data.refusedCount)
    let classes = try #require(json["classes"] as? [[String: Any]])
    #expect(classes.count == data.classNames.count)
    let counted = classes.compactMap { $0["count"] as? Int }.reduce(0, +)
    #expect(counted == (data.labelSets?.count ?? lines["labelled"]))
    for one in classes { try checkClass(one) }
    let problems = try #require(json["problems"] as? [[String: Any]])
    #expect(problems.compactMap { $0["line"] as? Int } == data.problems.map(\.line))
    #expect(problems.compactMap { $0["code"] as? String } == data.codes)
    #expect(problems.compactMap { $0["message"] as? String }.count == problems.count)
  }

  private func checkClass(_ one: [String: Any]) throws {
    #expect(one["name"] is String)
    let sources = ["human", "machine", "unknown"].compactMap { one[$0] as? [String: Any] }
    #expect(!sources.isEmpty)
    #expect(sources.compactMap { $0["count"] as? Int }.reduce(0, +) == one["count"] as? Int)
    for source in sources {
      let count = try #require(source["count"] as? Int)
      let without = try #require(source["without_confidence"] as? Int)
      guard let confidence = source["confidence"] as? [String: Any] else {
        #expect(without == count, "unknown is left out, never 0")
        continue
      }
      #expect(confidence["count"] as? Int == count - without)
      let order = ["min", "q1", "median", "q3", "max"].compactMap { confidence[$0] as? Double }
      #expect(order.count == 5 && order == order.sorted())
      let mean = try #require(confidence["mean"] as? Double)
      #expect((0...1).contains(mean) && mean >= order[0] && mean <= order[4])
    }
  }

  @Test func aSourceWithoutLabelsHasNoShareAndNoConfidence() throws {
    let nothing = try dataset([
      #"{"source-ref":"s3://bucket/a","job-metadata":{"failure-reason":"x"}}"#
    ])
    let json = try object(SummaryReport(nothing).json.compact)
    let sources = try #require(json["sources"] as? [String: [String: Any]])
    #expect(sources["human"]?["count"] as? Int == 0)
    #expect(sources["human"]?["share"] is NSNull)
    #expect(sources["human"]?["confidence"] as? String == "no-labels")
    #expect((json["classes"] as? [Any])?.isEmpty == true)
    #expect(json["dates"] == nil)
  }

  @Test func unknownConfidencesAreNoNumbers() throws {
    let data = try dataset([line("s3://bucket/a", confidence: nil)])
    let text = SummaryReport(data).json.compact
    #expect(text.contains(#""without_confidence":1"#))
    #expect(!text.contains("mean"))
    #expect(text.contains(#""confidence":"absent""#))
  }

  @Test func aManifestThatCannotBeUsedIsAnObjectToo() throws {
    let error = ManifestError(code: .binary, message: "it is a \"PDF\".", nextStep: "Look.")
    let json = try object(
      SummaryReport.failureJSON(manifestName: "a\u{1B}b", error: error).pretty)
    #expect(json["manifest"] as? String == "a\u{1B}b")
    #expect((json["lines"] as? [String: Int])?["total"] == 0)
    let told = try #require(json["error"] as? [String: String])
    #expect(told == ["code": "binary", "message": "it is a \"PDF\". Look."])
    #expect((json["problems"] as? [Any])?.count == 1)
  }

  /// A line may be refused for two reasons; it is still one line.
  @Test func aLineThatIsRefusedTwiceIsCountedOnce() throws {
    let broken = line("images/a.jpg").replacing(#""class-name":"cat""#, with: #""class-name":7"#)
    let data = try dataset([line("s3://bucket/a"), broken])
    #expect(data.problems.count == 2)
    let report = SummaryReport(data)
    #expect(report.refusedCount == 1)
    #expect(report.refusedCount == data.refusedCount)
  }
}

extension Dataset {
  fileprivate var codes: [String] { problems.map(\.code.rawValue) }
}
