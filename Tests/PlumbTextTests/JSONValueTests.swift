import Foundation
import TestSupport
import Testing

@testable import PlumbText

struct JSONValueTests {
  private func parse(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }

  @Test(arguments: [
    ("\"", #""\"""#), ("\\", #""\\""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1F}", #""\u0000\u001f""#),
    ("\u{7F}\u{85}\u{9F}", #""\u007f\u0085\u009f""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    ("\u{202E}\u{2066}\u{200F}", #""\u202e\u2066\u200f""#), ("\u{FEFF}", #""\ufeff""#),
    ("\u{61C}", #""\u061c""#), ("é猫👩‍🚀/", "\"é猫👩‍🚀/\""), ("\u{A0}", "\"\u{A0}\""),
    ("\r\n", #""\r\n""#), ("\"\u{301}", "\"\\\"\u{301}\""),
  ])
  func textsAreEscaped(_ text: String, _ json: String) {
    #expect(Array(JSONValue.string(text).compact.utf8) == Array(json.utf8))
  }

  @Test func everyCharacterReadsBack() throws {
    var scalars = String.UnicodeScalarView()
    for value in Array(0..<0x2100) + Array(0xFE00..<0x10100) {
      if let scalar = Unicode.Scalar(UInt32(value)) { scalars.append(scalar) }
    }
    let text = String(scalars)
    let read = try #require(try parse(JSONValue.string(text).compact) as? String)
    #expect(read.unicodeScalars.elementsEqual(scalars))
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (1e-7, "1e-07"),
    (Double.nan, "null"), (Double.infinity, "null"), (-Double.infinity, "null"),
  ])
  func numbersAreShort(_ value: Double, _ text: String) {
    #expect(JSONValue.number(value).compact == text)
  }

  @Test func numbersReadBackAsTheSame() throws {
    var numbers = SeededNumbers(seed: 8)
    var values = [
      Double.leastNonzeroMagnitude, 1e300, 1e15, 123_456_789_012_345_678, 0.95.nextUp, 1e21,
    ]
    values += (0..<500).map { _ in Double.random(in: -1...1, using: &numbers) }
    for value in values {
      let text = JSONValue.number(value).compact
      #expect(Double(text) == value)
      #expect(try parse(text) is NSNumber)
    }
  }

  @Test func unknownIsNullOrLeftOut() {
    let value: JSONValue = .object(["a": nil, "b": .optional(nil), "c": .optional(0)])
    #expect(value.compact == #"{"b":null,"c":0}"#)
  }

  @Test func orderIsKeptAndPrettyMeansTheSame() throws {
    let value: JSONValue = .object([
      "z": .array([]), "a": .array([.integer(1), .bool(true), .null]), "m": .object([]),
      "e": .object(["x": .string("y")]),
    ])
    #expect(value.compact == #"{"z":[],"a":[1,true,null],"m":{},"e":{"x":"y"}}"#)
    #expect(
      value.pretty == """
        {
          "z": [],
          "a": [
            1,
            true,
            null
          ],
          "m": {},
          "e": {
            "x": "y"
          }
        }
        """)
    let pretty = try #require(try parse(value.pretty) as? NSDictionary)
    #expect(pretty.isEqual(try parse(value.compact)))
  }
}
