import Foundation
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct ScriptDataTests {
  private func text(_ body: (inout ScriptData) throws -> Void) throws -> [UInt8] {
    final class Box { var bytes: [UInt8] = [] }
    let box = Box()
    var data = ScriptData { box.bytes += $0 }
    try body(&data)
    try data.finish()
    return box.bytes
  }

  private func strings(_ texts: [String]) throws -> [String] {
    let bytes = try text { try $0.strings(texts) }
    let forbidden = Array("<>&".utf8)
    #expect(!bytes.contains { forbidden.contains($0) || $0 < 0x20 })
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String])
  }

  @Test func textsComeBackWhateverTheyHold() throws {
    var numbers = SeededNumbers(seed: 5)
    let scalars: [Unicode.Scalar] = [
      "<", ">", "&", "\"", "\\", "/", "\u{2028}", "\u{2029}", "\u{2027}", "\u{202A}", "\u{E2}",
      "\u{0}",
      "\n", "\u{7F}", "é", "猫", "🐈", "a", "\u{FFFD}",
    ]
    let texts = (0..<2_000).map { _ -> String in
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        text.append(scalars[Int.random(in: 0..<scalars.count, using: &numbers)])
      }
      return String(text)
    }
    let read = try strings(texts)
    #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }

  @Test func lineSeparatorsAreEscaped() throws {
    let bytes = try text { data in data.string("a\u{2028}b\u{2029}") }
    #expect(String(decoding: bytes, as: UTF8.self) == "\"a\\u2028b\\u2029\"")
  }

  @Test func numbersRunsAndSteps() throws {
    let bytes = try text { data in
      try data.object { data in
        data.key("numbers")
        try data.array { data in
          for value in [0, 1, -1, .nan, .infinity, 0.1, 1e20, -0.5] as [Double?] {
            data.number(value)
          }
          data.number(nil)
          data.integer(.min)
          data.bool(true)
          data.null()
        }
        data.key("runs")
        try data.runs([5, 5, 5, -1, 5])
        data.key("none")
        try data.runs([Int]())
        data.key("steps")
        try data.steps([3, 4, 5, 9])
      }
    }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\"numbers\":[0,1,-1,null,null,0.1,1e+20,-0.5,null,-9223372036854775808,true,null],"
        + "\"runs\":[5,3,-1,1,5,1],\"none\":[],\"steps\":[3,1,1,2,4,1]}")
  }

  @Test func longTextsLeaveInPieces() throws {
    final class Box { var sizes: [Int] = [] }
    let box = Box()
    var data = ScriptData { box.sizes.append($0.count) }
    try data.array { data in
      for number in 0..<100 {
        try data.strings([String(repeating: "x", count: 10_000), "\(number)"])
      }
    }
    try data.finish()
    #expect(box.sizes.count > 2)
    #expect(box.sizes.reduce(0, +) > 1_000_000)
  }
}
