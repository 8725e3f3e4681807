import TestSupport
import Testing

@testable import PlumbLabels

struct LenientLineTests {
  private func rewrite(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { LenientLine($0) }
      .map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [
    ("{\"n\":1e999}", "{\"n\":\"1e999\"}"), ("[-1e999,2]", "[\"-1e999\",2]"),
    ("{\"n\":123456789012345678901234567890}", "{\"n\":\"123456789012345678901234567890\"}"),
    ("{\"confidence\":NaN}", "{\"confidence\":\"NaN\"}"),
    ("{\"confidence\": Infinity}", "{\"confidence\": \"Infinity\"}"),
    ("{\"confidence\" : -Infinity}", "{\"confidence\" : \"-Infinity\"}"),
    (#"{"a":"\ud83d"}"#, #"{"a":"\uFFFDd83d"}"#), (#"{"a":"x\uDC00y"}"#, #"{"a":"x\uFFFDDC00y"}"#),
    (#"["\ud83d\ud83d\ude00"]"#, #"["\uFFFDd83d\ud83d\ude00"]"#),
    (#"["\\\ud800"]"#, #"["\\\uFFFDd800"]"#),
  ])
  func whatStrictParsersRefuseIsReplaced(_ text: String, _ expected: String) {
    #expect(rewrite(text) == expected)
  }

  @Test(arguments: [
    "", "{}", "{\"n\":1e300,\"m\":-0.5E+2}", #"{"a":"\ud83d\ude00"}"#, #"{"a":"\\ud83d"}"#,
    "{\"n\":01e999}", "{\"n\":1.e999}", "{\"other\":NaN}", "{\"confidence\":nan}", "[NaN]",
    "{\"confidence\":-NaN}", "{\"a\":\"1e999\"}", "{\"a\":\"confidence\\\":NaN\"}",
    #"{"a":"\ud8"#, #"{"a":"\"#, #"{"a":"\u+d80"}"#,
  ])
  func everythingElseIsLeftToTheParser(_ text: String) {
    #expect(rewrite(text) == nil)
  }

  @Test func brokenLinesStayBroken() throws {
    let broken = [
      "{\"n\":1e999", "{\"n\":1e999,}", #"{"a":"\ud800}"#, "{\"confidence\":NaN NaN}",
      "{\"n\":1e999}}", "{\"confidence\":\"NaN}", "{\"n\":+1e999}", "{\"confidence\":NaN0}",
    ]
    for text in broken {
      let error = try #require(throws: ManifestError.self) { try readManifest([text]) }
      #expect(error.problems.map(\.code) == [.invalidJSON], "\(text)")
    }
  }

  @Test(arguments: [
    "0", "-0", "7", "10", "123456", "0.5", "-0.50", "1e5", "1E+5", "1e-5", "0e1", "12.34e56",
  ])
  func numbersOfTheGrammar(_ text: String) { #expect(LenientLine.isJSONNumber(Array(text.utf8))) }

  @Test(arguments: [
    "", "-", "+1", "01", "-01", "00", ".5", "1.", "1.e5", "1e", "1e+", "1E-", "--1", "1-", "0x10",
    "1.2.3", "1e5.5", "1 ", " 1", "١", "-.5", "1e5e5",
  ])
  func numbersOutsideTheGrammar(_ text: String) {
    #expect(!LenientLine.isJSONNumber(Array(text.utf8)))
  }

  @Test func differentLoneSurrogatesStayDifferent() throws {
    let data = try dataset([
      line("s3://bucket/1", "name").replacing(#""name""#, with: #""a\ud800""#),
      line("s3://bucket/2", "name").replacing(#""name""#, with: #""a\ud801""#),
    ])
    #expect(data.classNames == ["a\u{FFFD}d800", "a\u{FFFD}d801"])
    #expect(data.problems(.loneSurrogate).map(\.line) == [1, 2])
  }

  @Test func aReferenceWithALoneSurrogateIsRefused() throws {
    let lone = line("s3://bucket/1.jpg").replacing("1.jpg", with: #"\udfff.jpg"#)
    let data = try dataset([lone, line("s3://bucket/2")])
    #expect(data.lines == [2])
    #expect(data.codes == [.badSourceRef])
  }
}
