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

  @Test(arguments: [
    ("", LabelCategoriesError.notJSON), ("{", .notJSON), ("[]", .noLabels), ("3", .noLabels),
    (#"{"labels": []}"#, .noLabels), (#"{"labels": {"label": "cat"}}"#, .noLabels),
    (#"{"labels": [{"label": "cat"}, {"name": "dog"}]}"#, .noName(position: 1)),
    (#"{"labels": ["cat"]}"#, .noName(position: 0)),
    (#"{"labels": [{"label": 3}]}"#, .noName(position: 0)),
  ])
  func otherFilesAreRefused(_ text: String, _ error: LabelCategoriesError) {
    #expect(throws: error) { try names(text) }
    #expect(!"\(error)".isEmpty)
  }
}
