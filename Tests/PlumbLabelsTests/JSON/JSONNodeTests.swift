import CSimdjson
import TestSupport
import Testing

@testable import PlumbLabels

struct JSONNodeTests {
  private func parse<Value>(
    _ text: [UInt8], _ body: (JSONNode, Bool) -> Value
  ) throws(JSONLineFailure) -> Value {
    let parser = JSONLineParser()
    let bytes = text + [UInt8](repeating: 0x22, count: JSONLineParser.slack)
    let result: Result<Value, JSONLineFailure> = bytes.withUnsafeBytes { buffer in
      do throws(JSONLineFailure) {
        return .success(
          try parser.parseDocument(
            UnsafeRawBufferPointer(rebasing: buffer.prefix(text.count)), body))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// A document written out again from its nodes.
  private func written(_ node: JSONNode) -> String {
    if node.isKind(PLUMB_JSON_ARRAY) {
      return "[" + node.children.map(written).joined(separator: ",") + "]"
    }
    if node.isKind(PLUMB_JSON_OBJECT) {
      return "{" + node.children.map { "\"\($0.name)\":\(written($0))" }.joined(separator: ",")
        + "}"
    }
    if let text = node.string { return "\"\(String(decoding: text, as: UTF8.self))\"" }
    if let integer = node.integer { return String(integer) }
    if let number = node.number { return String(number) }
    if node.isKind(PLUMB_JSON_NULL) { return "null" }
    return node.isKind(PLUMB_JSON_TRUE) ? "true" : "false"
  }

  @Test(arguments: [
    "7", "-1", "0.5", "\"text\"", "null", "true", "false", "[]", "{}", "[[],[{}],{\"a\":[]}]",
    #"{"a":{"b":[1,2.5,{"c":"d"}],"e":null},"f":[true,false],"":"ä€😀"}"#,
  ])
  func aDocumentIsWalkedInItsOrder(_ text: String) throws {
    #expect(try parse(Array(text.utf8)) { node, _ in written(node) } == text)
  }

  @Test func anyDocumentIsWalkedInItsOrder() throws {
    var random = SeededNumbers(seed: 4)
    for _ in 0..<300 {
      let text = document(depth: 5, &random)
      #expect(try parse(Array(text.utf8)) { node, _ in written(node) } == text)
    }
  }

  private func document(depth: Int, _ random: inout SeededNumbers) -> String {
    let count = depth == 0 ? 0 : Int.random(in: 0...4, using: &random)
    switch Int.random(in: 0...5, using: &random) {
    case 0 where depth > 0:
      return "["
        + (0..<count).map { _ in document(depth: depth - 1, &random) }
        .joined(separator: ",") + "]"
    case 1 where depth > 0:
      return "{"
        + (0..<count).map { "\"k\($0)\":" + document(depth: depth - 1, &random) }
        .joined(separator: ",") + "}"
    case 2: return String(Int64.random(in: .min ... .max, using: &random))
    case 3: return String(Double.random(in: -1...1, using: &random))
    case 4: return ["null", "true", "false"].randomElement(using: &random) ?? "null"
    default:
      return "\"" + String(repeating: "é", count: Int.random(in: 0...20, using: &random)) + "\""
    }
  }

  @Test func aScalarHasNoChildren() throws {
    for text in ["7", "\"a\"", "null"] {
      #expect(try parse(Array(text.utf8)) { node, _ in Array(node.children).isEmpty })
    }
  }

  @Test func aKeyThatStandsTwiceIsThereTwice() throws {
    let names = try parse(Array(#"{"a":1,"a":2}"#.utf8)) { node, _ in
      node.children.map { "\($0.name)\($0.integer ?? 0)" }
    }
    #expect(names == ["a1", "a2"])
  }

  @Test(arguments: [
    ("", JSONLineFailure.invalid), ("[", .invalid), ("[1,]", .invalid), ("{} {}", .invalid),
    ("{\"a\"}", .invalid), ("\"", .invalid),
  ])
  func failuresAreTold(_ text: String, _ failure: JSONLineFailure) {
    #expect(throws: failure) { try parse(Array(text.utf8)) { _, _ in } }
  }

  @Test func brokenUTF8IsTold() {
    #expect(throws: JSONLineFailure.invalidUTF8) {
      try parse(Array("\"a".utf8) + [0xC3, 0x28] + Array("\"".utf8)) { _, _ in }
    }
  }

  @Test func nestingHasALimit() throws {
    let deepest = Int(PLUMB_JSON_MAXIMUM_DEPTH)
    func nested(_ depth: Int) -> [UInt8] {
      Array(
        (String(repeating: "[", count: depth) + "7" + String(repeating: "]", count: depth)).utf8)
    }
    #expect(try parse(nested(deepest)) { node, _ in written(node) }.utf8.count == 2 * deepest + 1)
    #expect(throws: JSONLineFailure.tooDeep) { try parse(nested(deepest + 1)) { _, _ in } }
    #expect(throws: JSONLineFailure.tooDeep) { try parse(nested(100_000)) { _, _ in } }
  }

  @Test func loneSurrogatesAreReplacedAndTold() throws {
    let (text, replaced) = try parse(Array(#"["\ud800"]"#.utf8)) { ($0.children.map(written), $1) }
    #expect(text == ["\"\u{FFFD}d800\""])
    #expect(replaced)
  }

  @Test func aLargeDocumentIsWalked() throws {
    let text = "[" + (0..<200_000).map(String.init).joined(separator: ",") + "]"
    let sum = try parse(Array(text.utf8)) { node, _ in
      node.children.reduce(0) { $0 + ($1.integer ?? 0) }
    }
    #expect(sum == 199_999 * 100_000)
  }
}
