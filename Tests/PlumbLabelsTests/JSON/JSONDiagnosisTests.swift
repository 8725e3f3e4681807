import TestSupport
import Testing

@testable import PlumbLabels

struct JSONDiagnosisTests {
  private func diagnose(_ text: String) -> JSONDiagnosis? { diagnose(Array(text.utf8)) }

  private func diagnose(_ bytes: [UInt8]) -> JSONDiagnosis? {
    bytes.withUnsafeBytes { JSONDiagnosis($0) }
  }

  @Test(arguments: [
    (#"{'a': 's', 'b': None}"#, 2, JSONCause.pythonDictionary),
    (#"{'a': "it's"}"#, 2, .pythonDictionary), (#"{"a": 's', "b": True}"#, 7, .pythonDictionary),
    (#"OrderedDict([('a', 1)])"#, 1, .pythonDictionary), (#"b'{"a": 1}'"#, 1, .pythonBytes),
    (#"{"a": True}"#, 7, .pythonWord("True")), (#"{"a":None}"#, 6, .pythonWord("None")),
    (#"{'a':'b'}"#, 2, .singleQuotes), (#"{'a': 'b', 'c': true}"#, 2, .singleQuotes),
    (#"'{"a":1}'"#, 1, .quotedLine),
    (#"{“a”: 1}"#, 2, .curlyQuotes), (#"{"a”: 1}"#, 4, .curlyQuotes),
    (#"{"a": “b”}"#, 7, .curlyQuotes), (#"{"a”: "b"}"#, 4, .curlyQuotes),
    (#""{""a"": 1}""#, 3, .doubledQuotes), (#"{""a"": ""b""}"#, 2, .doubledQuotes),
    (#"{"a": "b"", "c": 1}"#, 9, .doubledQuotes), (#"{"a": "24" tv"}"#, 10, .innerQuote),
    (#"{a: 1}"#, 2, .unquotedKey), (#"{"a": cat}"#, 7, .unquotedText),
    (#"{"a": 1,}"#, 8, .commaBefore("}")), (#"{"a": [1, 2, ]}"#, 12, .commaBefore("]")),
    (#"{"a": 1},"#, 9, .commaAfterObject), ("{\"a\": 1} , \r", 10, .commaAfterObject),
    (#"{"a": 1,, "b": 2}"#, 9, .extraComma), (#"{"a": 0,95}"#, 8, .decimalComma),
    (#"{"a": 1 "b": 2}"#, 9, .missingComma), (#"{"a": "b""c": 2}"#, 10, .missingComma),
    (#"{"a" 1}"#, 6, .missingColon), (#"{"a", "b": 1}"#, 5, .missingValue),
    (#"{"a": , "b": 1}"#, 7, .missingValue),
  ])
  func quotesAndCommas(_ text: String, _ column: Int, _ cause: JSONCause) throws {
    let found = try #require(diagnose(text))
    #expect(found.column == column && found.cause == cause, "\(found)")
  }

  @Test(arguments: [
    (#"{"a": "b"#, 7, JSONCause.endsInString), (#"{"a": 1"#, 8, .endsInObject),
    (#"{"a": tr"#, 9, .endsInObject), (#"{"a": -"#, 8, .endsInObject), (#"{"a"#, 2, .endsInString),
    ("{", 1, .severalLines), ("  },", 3, .severalLines), (#"  "a": 1,"#, 3, .severalLines),
    (#"  "a","#, 3, .severalLines), ("\0\0", 1, .nulBytes),
    (#"{"a": 1}{"b": 2}"#, 9, .secondValue(afterComma: false)),
    (#"{"a": 1}, {"b": 2}"#, 11, .secondValue(afterComma: true)),
    (#"{"a": 1} ok"#, 10, .textAfterObject), ("{\"a\": 1}\r{\"a\": 2}", 9, .carriageReturns),
    (#"{"a": 1}}"#, 9, .extraBracket), (#"{"a": 1]"#, 8, .otherBracket),
    ("{\"a\": \"b\tc\"}", 9, .control("\\t")), ("{\"a\": \"b\u{1}c\"}", 9, .control("\\u0001")),
    (#"{"a": "\x41"}"#, 8, .escape("x")), (#"{"a": "it\'s"}"#, 10, .escape("'")),
    (#"{"a": "C:\temp\data"}"#, 15, .windowsPath), (#"{"a": "\u12"}"#, 8, .unicodeEscape),
    (#"{"a": NaN}"#, 7, .notANumber("NaN")), (#"{"a": -Infinity}"#, 7, .notANumber("-Infinity")),
    (#"{"a": 01}"#, 7, .number("does not start with 0")),
    (#"{"a": 5.}"#, 7, .number("does not end with a point")),
    (#"{"a": +1}"#, 7, .number("starts with a digit or a minus sign")),
    (#"{"a": 95%}"#, 7, .number("has digits only, without a unit or separators")),
    (#"{"a": TRUE}"#, 7, .wordInCapitals), (#"{"a": undefined}"#, 7, .undefined),
    ("# a", 1, .comment), (#"{"a": 1} // a"#, 10, .comment), (#"{/* a */ "a": 1}"#, 2, .comment),
    ("\u{FEFF}{}", 1, .byteOrderMark), ("s3://bucket/a.jpg,cat", 1, .notAnObject),
    ("7\t{}", 1, .notAnObject), (#"12:{"source-ref": 1}"#, 1, .textBeforeObject),
    (#"a.manifest:{"source-ref": 1}"#, 1, .textBeforeObject),
    (#"{\"a\": 1}"#, 2, .escapedQuotes), (#"{"a": @}"#, 7, .unexpected("@")),
  ])
  func endsAndValues(_ text: String, _ column: Int, _ cause: JSONCause) throws {
    let found = try #require(diagnose(text))
    #expect(found.column == column && found.cause == cause, "\(found)")
  }

  @Test func columnsAreCharactersAndNotBytes() {
    #expect(diagnose(#"{"ä😀": 1,}"#)?.column == 9)
    #expect(diagnose([0x7B, 0x22, 0xFF, 0x22, 0x7D])?.column == 5)
  }

  @Test func aConfidenceThatIsAcceptedIsNotTheFault() {
    #expect(diagnose(#"{"confidence": NaN},"#)?.cause == .commaAfterObject)
    #expect(diagnose(#"{"confidence": -Infinity},"#)?.cause == .commaAfterObject)
    #expect(diagnose(#"{"confidence": NaN}"#) == nil)
  }

  /// A fault is found in exactly the lines that simdjson refuses.
  @Test func damagedLinesAreJudgedAsBySimdjson() {
    let good = Array(line(#"s3://bucket/\u00e9 ü\\.jpg"#, confidence: "1.5e-3").utf8)
    let spare = Array("{}[]\"\\:,'0-.eE tfn\t\r\u{FEFF}“x".utf8)
    var numbers = SeededNumbers(seed: 27)
    let parser = JSONLineParser()
    for _ in 0..<3_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...2, using: &numbers) {
        let place = Int.random(in: bytes.indices, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(spare.randomElement(using: &numbers) ?? 0, at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = good }
      }
      guard String(validating: bytes, as: UTF8.self) != nil else { continue }
      let padded = bytes + [UInt8](repeating: 0, count: JSONLineParser.slack)
      let isRefused = padded.withUnsafeBytes { buffer in
        do throws(JSONLineFailure) {
          try parser.parseDocument(UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])) {
            _, _ in
          }
          return false
        } catch {
          return true
        }
      }
      let isBlank = bytes.allSatisfy { JSONScanner.isSpace($0) }
      #expect(
        isBlank || isRefused == (diagnose(bytes) != nil),
        "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Messages quote next to nothing, so a million bad lines need few of them.
  @Test func messagesDoNotGrowWithTheLine() throws {
    let long = String(repeating: "x", count: 1 << 19)
    for text in [
      "{\(long): 1}", "{\"a\": \(long)}", "{\"\(long)", "\(long)", "{\"a\": \"\\q\(long)\"}",
    ] {
      let found = try #require(diagnose(text))
      #expect(found.message.utf8.count < 200)
      #expect((found.nextStep ?? "").utf8.count < 300)
    }
    for pattern in ["“", "{\"", "\"\"", "[", "'", "\\", "“   "] {
      #expect(diagnose("{\"a\":" + String(repeating: pattern, count: 1 << 16)) != nil)
    }
  }
}
