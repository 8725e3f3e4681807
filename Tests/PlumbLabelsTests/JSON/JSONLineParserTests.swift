import CSimdjson
import Testing

@testable import PlumbLabels

struct JSONLineParserTests {
  private func parse<Value>(
    _ parser: JSONLineParser, _ text: String, _ body: (JSONFields) -> Value
  ) throws(JSONLineFailure) -> Value {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0xAA, count: JSONLineParser.slack)
    let result: Result<Value, JSONLineFailure> = bytes.withUnsafeBytes { buffer in
      let line = UnsafeRawBufferPointer(rebasing: buffer.dropLast(JSONLineParser.slack))
      do throws(JSONLineFailure) {
        return .success(try parser.parse(line) { fields, _ in body(fields) })
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func names(_ fields: JSONFields) -> [String] {
    (0..<fields.count).map { String(decoding: fields[$0].name, as: UTF8.self) }
  }

  @Test func innerFieldsFollowTheirObject() throws {
    let parser = JSONLineParser()
    let text = #"{"a":{"x":1,"y":{"z":2}},"b":"t","c":{}}"#
    let read = try parse(parser, text) { fields in
      (names(fields), (0..<fields.count).map { fields[$0].children })
    }
    #expect(read.0 == ["a", "x", "y", "b", "c"])
    #expect(read.1 == [2, 0, 0, 0, 0])
  }

  @Test func theShapeIsEqualOnlyForEqualKeys() throws {
    let parser = JSONLineParser()
    func shape(_ text: String) throws -> UInt64 { try parse(parser, text) { $0.shape } }
    let first = try shape(#"{"a":1,"b":{"x":1}}"#)
    #expect(try shape(#"{"a":"other","b":{"x":[2]}}"#) == first)
    let others = [
      #"{"a":1,"b":{"y":1}}"#, #"{"b":{"x":1},"a":1}"#, #"{"a":1,"b":{"x":1},"c":1}"#,
      #"{"a":1,"b":7,"x":1}"#, #"{"a":1,"b":{},"x":1}"#, #"{"a":{},"b":{"x":1}}"#,
      #"{"ab":{"x":1}}"#,
      "{}", #"{"longer key":1,"b":{"x":1}}"#, #"{"longer kez":1,"b":{"x":1}}"#,
    ]
    var previous = first
    for text in others {
      let next = try shape(text)
      #expect(next != previous, "\(text)")
      previous = next
    }
  }

  @Test(arguments: [
    ("[]", JSONLineFailure.notAnObject), ("7", .notAnObject), ("null", .notAnObject),
    ("", .invalid), ("{", .invalid), ("{}{}", .invalid), ("{\"a\":1,}", .invalid),
    ("{'a':1}", .invalid), ("{\"a\":01}", .invalid), ("{\"a\":\"\\x\"}", .invalid),
    ("{\"a\":\"\u{1}\"}", .invalid), ("{} //", .invalid),
  ])
  func failuresAreTold(_ text: String, _ failure: JSONLineFailure) {
    #expect(throws: failure) { try parse(JSONLineParser(), text) { _ in } }
  }

  @Test func aParserGoesOnAfterAFailure() throws {
    let parser = JSONLineParser()
    #expect(throws: JSONLineFailure.invalid) { try parse(parser, "{\"a\":") { _ in } }
    #expect(try parse(parser, "{\"a\":1}") { names($0) } == ["a"])
    let long = "{\"k\":\"" + String(repeating: "x", count: 100_000) + "\"}"
    #expect(try parse(parser, long) { $0[0].string?.count } == 100_000)
    #expect(
      try parse(parser, "{\"b\":1e999}") { $0[0].string.map { Array($0) } } == Array("1e999".utf8))
  }
}
