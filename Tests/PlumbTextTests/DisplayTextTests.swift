import PlumbText
import TestSupport
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("cat", "cat"), ("a\nb", "a\\u{A}b"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("a\r\nb", "a\\u{D}\\u{A}b"),
    ("\u{202E}evil", "\\u{202E}evil"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
    ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{FEFF}", "\\u{FEFF}"),
    ("a\u{2028}b", "a\\u{2028}b"), ("soft\u{AD}hyphen", "soft\\u{AD}hyphen"),
    ("\u{7F}\u{85}\u{0}", "\\u{7F}\\u{85}\\u{0}"),
    // A joiner between Latin letters hides; between letters that need it, or emoji, it stays.
    ("a\u{200D}b", "a\\u{200D}b"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("👩\u{200D}🔬", "👩\u{200D}🔬"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("\u{FE0F}", "\\u{FE0F}"),
    ("🏴\u{E0067}\u{E007F}", "🏴\u{E0067}\u{E007F}"), ("a\u{E0067}", "a\\u{E0067}"),
    // What is needed by an escaped character only is not needed.
    ("a\u{E0067}\u{E0067}", "a\\u{E0067}\\u{E0067}"),
    ("\u{FE0F}\u{200D}👩", "\\u{FE0F}\\u{200D}👩"),
    ("❤\u{FE0F}\u{E0100}\u{E0101}", "❤\u{FE0F}\\u{E0100}\\u{E0101}"),
    ("猫\u{200D}\u{FE0F}", "猫\\u{200D}\\u{FE0F}"),
    ("日本語 العربية हिन्दी", "日本語 العربية हिन्दी"),
  ])
  func hiddenCharactersBecomeVisible(text: String, expected: String) {
    // Compared by scalars: equality of strings ignores some differences.
    #expect(Array(displayText(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func marksDoNotPileUp() {
    let text = displayText("e" + String(repeating: "\u{301}", count: 6))
    #expect(text.unicodeScalars.filter { $0.value == 0x301 }.count == 4)
    #expect(text.hasSuffix("\\u{301}\\u{301}"))
  }

  @Test func longTextsLoseTheirMiddle() {
    let text = displayText("start" + String(repeating: "x", count: 10_000) + "end", limit: 21)
    #expect(text.unicodeScalars.count == 21)
    #expect(text.hasPrefix("start") && text.hasSuffix("end") && text.contains("…"))
    #expect(displayText(String(repeating: "語", count: 300)).unicodeScalars.count == 300)
  }

  @Test func shownTextOfAnyCharactersStaysAsItIs() {
    var numbers = SeededNumbers(seed: 23)
    let scalars: [Unicode.Scalar] = [
      "a", "猫", "👩", "🔬", "❤", "\u{1F3F4}", "\u{301}", "\u{34F}", "\u{AD}", "\u{200B}", "\u{200C}",
      "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{E0100}", "\u{E0067}", "\u{E007F}", "\u{3164}", "\n",
      "ी",
    ]
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...10, using: &numbers) {
        text.append(scalars[Int.random(in: 0..<scalars.count, using: &numbers)])
      }
      let once = displayText(String(text))
      #expect(Array(displayText(once).utf8) == Array(once.utf8), "\(once.debugDescription)")
    }
  }

  @Test func shownTextStaysAsItIs() {
    for name in HostileNames.all {
      let once = displayText(name)
      #expect(Array(displayText(once, limit: 4_000).utf8) == Array(once.utf8))
    }
  }

  @Test func namesThatShowNothingAreQuoted() {
    #expect(displayName("") == "“”")
    #expect(displayName("  ") == "“  ”")
    #expect(displayName("a") == "a")
  }
}
