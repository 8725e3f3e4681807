import PlumbText
import Testing

@testable import PlumbLabels

struct LabelCategoriesTests {
  private func names(_ text: String) throws -> [String] {
    try LabelCategories(Array(text.utf8)).names
  }

  @Test func theOrderIsThatOfTheFile() throws {
    let text = """
      {"document-version": "2018-11-28", "labels": [{"label": "dog", "shortcut": 1}, {"label": "cat"}]}
      """
    #expect(try names(text) == ["dog", "cat"])
    #expect(try names("\u{FEFF}" + text) == ["dog", "cat"])
  }

  private static let noLabels = #"it has no "labels" list with classes"#

  @Test(arguments: [
    ("", "not JSON"), ("{", "not JSON"), ("[]", noLabels), ("3", noLabels),
    (#"{"labels": []}"#, noLabels), (#"{"labels": {"label": "cat"}}"#, noLabels),
    (#"{"labels": [{"label": "cat"}, {"name": "dog"}]}"#, #"class 1 has no string under "label""#),
    (#"{"labels": ["cat"]}"#, #"class 0 has no string under "label""#),
    (#"{"labels": [{"label": 3}]}"#, #"class 0 has no string under "label""#),
  ])
  func otherFilesAreRefused(_ text: String, _ message: String) {
    #expect(throws: FormatError(message)) { try names(text) }
  }
}
