import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

struct LineEditorTests {
  private func removing(_ names: [String], _ line: String) throws -> String {
    let editor = try #require(LineEditor(Array(line.utf8)), "\(line)")
    return String(decoding: editor.removing(names), as: UTF8.self)
  }

  private func adding(_ line: String) throws -> String {
    let editor = try #require(LineEditor(Array(line.utf8)), "\(line)")
    return String(decoding: editor.adding([("\"n\"", "1"), ("\"m\"", "{}")]), as: UTF8.self)
  }

  @Test(arguments: [
    (#"{"a":1,"x":2,"b":3}"#, #"{"a":1,"b":3}"#),
    (#"{"x":2,"b":3}"#, #"{"b":3}"#),
    (#"{"a":1,"x":2}"#, #"{"a":1}"#),
    (#"{"x":2}"#, "{}"),
    ("{ \"x\" : 2 }", "{}"),
    ("{ \"a\" : 1 , \"x\" : 2 }\r\n", "{ \"a\" : 1 }\r\n"),
    ("{ \"a\": 1, \"x\": {\"x\": [1, \"}\", {}]}, \"b\": 2 }\n", "{ \"a\": 1, \"b\": 2 }\n"),
    ("\u{FEFF}{\"x\":1,\"b\":2}\n", "\u{FEFF}{\"b\":2}\n"),
    (#"{"x":1,"a":"\"x\":1","x":[],"\u0078":0}"#, #"{"a":"\"x\":1"}"#),
    (#"{"a":"x","b":{"x":1}}"#, #"{"a":"x","b":{"x":1}}"#),
    ("{\"a\":NaN,\"x\":-1.5e+3,\"b\":null}", "{\"a\":NaN,\"b\":null}"),
    ("  {\"a\":1,\"x\":2}  ", "  {\"a\":1}  "),
    ("{}", "{}"),
  ])
  func membersGoAndNothingElse(_ line: String, _ expected: String) throws {
    #expect(try removing(["x"], line) == expected)
  }

  @Test func severalMembersGo() throws {
    #expect(try removing(["x", "y"], #"{"x":1,"a":2,"y":3,"b":4,"x":5}"#) == #"{"a":2,"b":4}"#)
  }

  /// The spacing of a line is kept: most are written by Python, with or without spaces.
  @Test(arguments: [
    (#"{"a":1,"b":2}"#, #"{"a":1,"b":2,"n":1,"m":{}}"#),
    (#"{"a": 1, "b": 2}"#, #"{"a": 1, "b": 2, "n": 1, "m": {}}"#),
    ("{\"a\": 1 }\n", "{\"a\": 1,\"n\": 1,\"m\": {} }\n"),
    ("{}\r\n", "{\"n\":1,\"m\":{}}\r\n"),
  ])
  func membersAreAddedAsTheLineIsSpaced(_ line: String, _ expected: String) throws {
    #expect(try adding(line) == expected)
  }

  @Test func namesAreComparedByWhatTheySay() throws {
    let line = #"{"\u00e9":1,"e\u0301":2,"\ud83d\ude00":3,"\ud800":4,"a\/b\n":5}"#
    let editor = try #require(LineEditor(Array(line.utf8)))
    #expect(editor.has("\u{E9}") && editor.has("e\u{301}") && editor.has("\u{1F600}"))
    #expect(editor.has("\u{FFFD}d800") && editor.has("a/b\n"))
    #expect(!editor.has("x") && !editor.has("\u{1F601}"))
    #expect(try removing(["\u{E9}"], line).hasPrefix(#"{"e\u0301":2"#))
  }

  @Test(arguments: [
    "", "[]", "1", "\"a\"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":}", "{a:1}",
  ])
  func whatIsNoObjectIsLeftAlone(_ line: String) {
    #expect(LineEditor(Array(line.utf8)) == nil)
  }

  /// Random objects: what is left reads as the same members in the same order.
  @Test func randomObjectsKeepTheirOtherMembers() throws {
    var numbers = SeededNumbers(seed: 17)
    for _ in 0..<500 {
      let members = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
        (
          ["a", "x", "y\\\"", "x\\u0041"].randomElement(using: &numbers) ?? "",
          Self.value(2, &numbers)
        )
      }
      let space = ["", " ", "\t "].randomElement(using: &numbers) ?? ""
      func text(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\(space)\($0.1)" }.joined(separator: "," + space) + "}"
      }
      let kept = members.filter { $0.0 != "x" && $0.0 != "x\\u0041" }
      #expect(try removing(["x", "xA"], text(members)) == text(kept))
    }
  }

  private static func value(_ depth: Int, _ numbers: inout SeededNumbers) -> String {
    let scalars = ["1", "-0.5e3", "true", "null", "\"a\"", "\"}],{[\"", "\"\\\\\\\"\"", "NaN"]
    switch depth > 0 ? Int.random(in: 0...3, using: &numbers) : 0 {
    case 2:
      return "[" + (0..<3).map { _ in value(depth - 1, &numbers) }.joined(separator: ", ") + "]"
    case 3: return "{\"x\" : \(value(depth - 1, &numbers)), \"k\":\(value(depth - 1, &numbers))}"
    default: return scalars.randomElement(using: &numbers) ?? "0"
    }
  }
}
