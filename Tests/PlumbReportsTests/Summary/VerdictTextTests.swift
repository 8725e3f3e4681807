import Foundation
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbReports

/// What the summary says about verdicts.
struct VerdictTextTests {
  private static func verified(_ number: Int, _ name: String, _ verdict: String) -> String {
    let label = line("s3://bucket/\(number).jpg", name, date: "2024-01-01T10:00:00")
    let audit = line(anyImage, verdict, attribute: "audit")
      .replacing("image-classification", with: "label-verification")
      .replacing(
        #""class-name""#,
        with: #""worker-feedback":[{"comment":"a \u001b[31mfox"}],"class-name""#)
    return label.dropLast() + "," + audit.drop { $0 != "," }.dropFirst()
  }

  private static func report(_ lines: [String]) throws -> SummaryReport {
    SummaryReport(try dataset(lines), manifestName: "m", choseAttribute: true)
  }

  @Test func verdictsAndRejectedLabelsAreListed() throws {
    let text = try Self.report([
      Self.verified(1, "cat", "good"), Self.verified(2, "cat", "good"),
      Self.verified(3, "dog", "bad"), Self.verified(4, "dog", "perhaps"),
    ]).text()
    let expected = """
      class verified  verdicts  good  bad  perhaps
      cat                    2     2    0        0
      dog                    2     0    1        1
      Verdicts under 'audit' on the labels of 'job'.
      Plumb does not know whether these verdicts reject a label: 'perhaps'.

      1 label rejected by people:
        line 3: dog – bad: "a \\u{1B}[31mfox"

      """
    #expect(text.contains(expected), "\(text)")
  }

  @Test func longListsAreCutShort() throws {
    let lines = (1...14).map { Self.verified($0, "cat", $0 > 8 ? "v\($0)" : "bad") }
    let text = try Self.report(lines).text()
    #expect(text.contains("verdicts  bad  v9  v10  v11  v12  v13  other\n"), "\(text)")
    let many = try Self.report((1...14).map { Self.verified($0, "cat", "bad") })
    #expect(many.text().contains("14 labels rejected by people:"))
    #expect(many.text().contains("… and 4 more; --json lists all"))
  }

  @Test func theJSONHasAllOfThem() throws {
    let report = try Self.report((1...14).map { Self.verified($0, "cat", "bad") })
    let data = Data(report.json.compact.utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let verdicts = try #require(json["verdicts"] as? [String: Any])
    let rejected = try #require(verdicts["rejected"] as? [[String: Any]])
    #expect(rejected.count == 14 && rejected[0]["comments"] as? [String] == ["a \u{1B}[31mfox"])
    #expect(verdicts["count"] as? Int == 14 && verdicts["unjoined"] as? Int == 0)
    let names = try #require(verdicts["names"] as? [[String: Any]])
    #expect(names[0]["name"] as? String == "bad" && names[0]["rejects"] as? Bool == true)
    let classes = try #require(verdicts["classes"] as? [[String: Any]])
    #expect((classes[0]["counts"] as? [String: Int]) == ["bad": 14])
    let plain = try #require(
      try JSONSerialization.jsonObject(with: Data(try Self.report([line()]).json.compact.utf8))
        as? [String: Any])
    #expect(plain["verdicts"] == nil)
  }
}
