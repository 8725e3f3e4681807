import PlumbText
import Testing

@testable import PlumbLabels

struct RowMarksTests {
  private func marks(_ text: String) throws(FormatError) -> RowMarks {
    try RowMarks(Array(text.utf8))
  }

  @Test func anExportIsRead() throws {
    let read = try marks(
      """
      {"schema": 1, "manifest": "m", "attribute": "caf\\u00e9", "exported": "2024-03-01T10:00:00Z",
       "other": [{"line": 9}],
       "marks": [
        {"line": 7, "row": 6, "image": "s3://b/\\"k\\"", "class": "a\\\\b"},
        {"line": 3, "row": 2, "image": "s3://b/k"}
       ]}
      """)
    #expect(read.attribute == "café")
    #expect(read.date == CreationDate("2024-03-01T10:00:00Z"))
    #expect(read.marks.map(\.line) == [3, 7])
    #expect(read.marks.map(\.className) == [nil, "a\\b"])
    #expect(read.marks[1].image == Array("s3://b/\"k\"".utf8))
  }

  @Test func aListIsRead() throws {
    let read = try marks("# wrong ones\n12, 3\r\n\n 5\t7 # the last\n")
    #expect(read.marks == [3, 5, 7, 12].map { RowMarks.Mark(line: $0) })
    #expect(read.attribute == nil && read.date == nil)
  }

  @Test(arguments: [
    "", "\n# nothing\n", "0", "-1", "1.5", "x", "3 3", "99999999999999999999",
    "{}", "{\"schema\":1}", "{\"schema\":2,\"marks\":[{\"line\":1}]}",
    "{\"schema\":1,\"marks\":{}}",
    "{\"schema\":1,\"marks\":[]}", "{\"schema\":1,\"marks\":[1]}",
    "{\"schema\":1,\"marks\":[{\"line\":0}]}",
    "{\"schema\":1,\"marks\":[{\"line\":\"1\"}]}",
    "{\"schema\":1,\"marks\":[{\"line\":1},{\"line\":1}]}",
    "{\"schema\":1,\"marks\":[{\"line\":1}]", "{\"schema\":1,\"marks\":[{\"row\":1}]}",
  ])
  func whatIsNeitherIsRefused(_ text: String) {
    let error = #expect(throws: FormatError.self) { _ = try RowMarks(Array(text.utf8)) }
    #expect(error?.description.isEmpty == false)
  }
}
