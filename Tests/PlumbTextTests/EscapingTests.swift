import Foundation
import TestSupport
import Testing

@testable import PlumbText

/// Base64, percent-encoding, hexadecimal digits, JSON strings and words of a shell.
struct EscapingTests {
  private func randomBytes(_ count: Int, _ numbers: inout SeededNumbers) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
  }

  @Test func base64GoesBothWays() {
    var numbers = SeededNumbers(seed: 1)
    for count in 0..<70 {
      let bytes = randomBytes(count, &numbers)
      let text = Base64.text(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.bytes(text) == bytes)
    }
  }

  @Test func percentEncodingIsThatOfFoundation() {
    var numbers = SeededNumbers(seed: 2)
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    for name in HostileNames.all + ["a b", "%41", "//", "é/ü"] {
      let text = String(name.prefix(200))
      #expect(
        PercentEncoding.encoded(text.utf8)
          == text.addingPercentEncoding(withAllowedCharacters: unreserved))
      #expect(
        PercentEncoding.path(text)
          == text.addingPercentEncoding(
            withAllowedCharacters: unreserved.union(CharacterSet(charactersIn: "/"))))
    }
    for count in 0..<40 {
      let encoded = PercentEncoding.encoded(randomBytes(count, &numbers))
      #expect(
        encoded.utf8.allSatisfy { PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "%") })
    }
  }

  @Test func hexadecimalDigitsAreThoseOfTheNumber() {
    for byte in UInt8.min...UInt8.max {
      #expect(UInt8(Hexadecimal.text([byte]), radix: 16) == byte)
      #expect(Hexadecimal.text([byte]).utf8.count == 2)
      #expect(
        String(decoding: Hexadecimal.capitals(of: byte), as: UTF8.self)
          == Hexadecimal.text([byte]).uppercased())
    }
    #expect(Hexadecimal.digits(of: 0x20AC) == Array("20ac".utf8))
  }

  @Test func jsonStringsReadBack() throws {
    for text in HostileNames.all + ["\u{2028}\u{85}\u{7F}", "\"\\/", "\n\r\t"] {
      for escaping in [JSONString.Escaping.minimal, .visible] {
        let quoted = JSONString.quoted(text, escaping: escaping)
        let read = try JSONSerialization.jsonObject(
          with: Data(quoted.utf8), options: .fragmentsAllowed)
        #expect(Array(((read as? String) ?? "").utf8) == Array(text.utf8))
        #expect(!quoted.unicodeScalars.contains { $0.value < 0x20 })
      }
      #expect(!JSONString.quoted(text, escaping: .visible).unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func wordsOfAShellAreQuotedWhereNeeded() {
    #expect(shellWord("photos/a-1.jpg") == "photos/a-1.jpg")
    #expect(shellWord("") == "''")
    #expect(shellWord("my job") == "'my job'")
    #expect(shellWord("it's") == #"'it'\''s'"#)
    #expect(shellWord("$(rm -rf)") == "'$(rm -rf)'")
  }
}
