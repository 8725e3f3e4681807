import Foundation
import TestSupport
import Testing

/// What `plumb.yml` may hold as YAML, and what hostile files get: one sentence with the line.
struct ConfigurationFileTests {
  /// Runs the checks of a small job with the bytes of a configuration.
  private func run(_ configuration: Data) throws -> Run {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let labels = (0..<40).map { line("s3://bucket/set/\($0).jpg", ["cat", "dog"][$0 % 2]) }
    try workplace.write(labels, to: "job/manifests/output/output.manifest")
    try workplace.write(configuration, to: "own.yml")
    return try workplace.run("check", "job", "--config", "own.yml")
  }

  private func run(_ text: String) throws -> Run { try run(Data(text.utf8)) }

  @Test(arguments: [
    "fail-on: note", "'fail-on': \"note\"", "{fail-on: note}", "---\nfail-on: >-\n  note\n...\n",
    "\u{FEFF}fail-on: note # and why", "fail-on: note\r\nchecks:\r\n",
    "%YAML 1.1\n---\nfail-on: !!str note", "? fail-on\n: note",
  ])
  func everyStyleOfYAMLSaysTheSame(_ text: String) throws {
    #expect(try run(text).status == 1)
    #expect(try run(text.replacing("note", with: "error")).status == 0)
  }

  @Test func aliasesStandForTheValuesTheyName() throws {
    let found = try run(
      """
      checks:
        rare-classes: &few {least-labels: 30, severity: &weight error}
        unused-classes: &off {severity: off}
        coverage: *off
      fail-on: *weight
      """
    ).text
    #expect(found.contains("rare-classes: least-labels 30"), "\(found)")
    let skipped = "skipped: coverage, unused-classes: disabled in the configuration"
    #expect(found.contains(skipped), "\(found)")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a: [", "&a ["])
  func deepNestingIsRefused(_ opening: String) throws {
    try run(String(repeating: opening, count: 5_000)).expectRefusal("own.yml: line 1: ")
    try run("\n" + String(repeating: opening, count: 100_000)).expectRefusal("own.yml: ")
  }

  @Test func thirtyTwoLevelsAreTheMost() throws {
    func nested(_ count: Int) -> String {
      "only: " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    try run(nested(31)).expectRefusal("line 1: 'only' is a list, not a list of names")
    try run(nested(32)).expectRefusal("line 1: lists and mappings are nested more than 32 levels")
  }

  /// Each level holds the one before it nine times.
  private func laughs(levels: Int) -> String {
    let lines = (1...levels).map { level in
      let parts = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      return "a\(level): &a\(level) [\(parts)]"
    }
    return "a0: &a0 lol\n" + lines.joined(separator: "\n") + "\n"
  }

  @Test func aliasesOfAliasesCostNothing() throws {
    try run(laughs(levels: 20)).expectRefusal(
      "line 1: unknown key 'a0'. Known keys: fail-on, profile, only, checks. Run")
    try run("only: [&a0 x]\n" + laughs(levels: 20) + "? *a20\n: x\n? *a20\n: x\n")
      .expectRefusal("line 2: unknown key 'a0'")
    try run("only: &a [*a]").expectRefusal("line 1: invalid YAML: found undefined alias")
  }

  @Test func aliasesCountAsTheLevelsTheyStandFor() throws {
    try run(laughs(levels: 40)).expectRefusal("line 33: lists and mappings are nested")
    try run(laughs(levels: 10_000)).expectRefusal("line 33: lists and mappings are nested")
  }

  @Test(arguments: [
    ("fail-on: 'error", "line 1: invalid YAML: found unexpected end of stream"),
    ("fail-on: note\nonly: \"a\n\n", "line 4: invalid YAML: found unexpected end of stream"),
    ("checks:\n\tdark: {}", "line 2: invalid YAML: found character that cannot start any token"),
    ("fail-on: error\n---\nfail-on: note", "line 2: invalid YAML: but found another document"),
    ("fail-on: note\nonly: \u{7}", "line 2: invalid YAML: control characters are not allowed"),
    ("only: \"\\xZZ\"", "line 1: invalid YAML: "), ("only: *none", "found undefined alias"),
    ("checks: [}", "line 1: invalid YAML: "), ("@", "line 1: invalid YAML: "),
    ("%NONE 1\n---\n", "line 1: invalid YAML: found unknown directive name"),
    ("checks:\n  dark: {}\n\n  dark: {}", "line 4: duplicate key 'dark'"),
    ("'a\\\u{1B}[2J': 1", "invalid YAML: "), ("\"a\\e[2J\": 1", #"unknown key 'a\u{1B}[2J'"#),
    ("only: [[coverage]]", "'only' is a list, not a list of names"),
    ("? [coverage]\n: 1", "line 1: unknown key a list"), ("\"\\0\": 1", #"unknown key '\u{0}'"#),
  ])
  func brokenFilesAreRefusedWithTheLine(_ text: String, _ words: String) throws {
    try run(text).expectRefusal(words)
  }

  @Test func bytesThatAreNotUTF8AreRefused() throws {
    for bytes in [[0xFF, 0xFE], [0x66, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]] {
      try run(Data("fail-on: ".utf8) + Data(bytes)).expectRefusal("own.yml: not UTF-8")
    }
  }

  @Test func longFilesAreRefused() throws {
    let comment = "#" + String(repeating: "-", count: 999_998) + "\n"
    #expect(try run(comment).status == 0)
    try run(comment + "#").expectRefusal("own.yml is larger than 1 MB")
  }
}
