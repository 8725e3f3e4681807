import TestSupport
import Testing

@testable import PlumbLabels

struct RekognitionErrorsTests {
  private func problems(_ member: String) throws -> [Problem] {
    let bad = String(line().dropLast()) + ",\(member)}"
    let data = try dataset([line("s3://bucket/a"), bad, line("s3://bucket/b")])
    #expect(data.labelledCount == 3)
    return data.problems(.rekognitionError)
  }

  @Test(arguments: [
    #""cl-metadata":{"is_labeled":true,"errors":[{"code":"ERROR_A","message":"a: b"},{"code":"B"}]}"#,
    #""any-metadata":{"errors":[{"message":"a: b","code":"ERROR_A"},7,{"code":"B"},{"code":1}]}"#,
    #""errors":[{"code":"ERROR_A","message":"a: b"},{"code":"B","message":null}]"#,
  ])
  func everyErrorIsAProblem(_ member: String) throws {
    let problems = try problems(member)
    #expect(problems.map(\.line) == [2, 2])
    #expect(
      problems.map(\.message) == ["Rekognition reported ERROR_A: a: b", "Rekognition reported B"])
    #expect(problems.map(\.rekognitionCode) == ["ERROR_A", "B"])
  }

  @Test(arguments: [
    #""cl-metadata":{"errors":[]}"#, #""cl-metadata":{"errors":"none"}"#, #""errors":{"code":"A"}"#,
    #""cl":{"errors":[{"code":"A"}]}"#, #""cl-metadata":{"inner":{"errors":[{"code":"A"}]}}"#,
  ])
  func otherKeysAreNoErrors(_ member: String) throws { #expect(try problems(member) == []) }

  @Test func onlyLinesThatAreUsedHaveThem() throws {
    let data = try dataset([#"{"errors":[{"code":"A"}]}"#, line()])
    #expect(data.codes == [.noSourceRef])
    #expect(Problem(line: 1, code: .crlf, message: "Rekognition reported A").rekognitionCode == nil)
  }
}
