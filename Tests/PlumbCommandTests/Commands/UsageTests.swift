import Foundation
import Testing

struct UsageTests {
  static let commands = [
    "report", "summary", "figures", "pdf", "check", "workers", "suspects", "compare", "export",
    "fetch", "relabel", "demo",
  ]

  private func run(_ arguments: [String]) throws -> Run {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let run = try workplace.run(arguments)
    #expect(try workplace.files().isEmpty)
    return run
  }

  @Test(arguments: [
    ["frobnicate"], ["--frobnicate"], ["summary"], ["summary", "a", "b"],
    ["summary", "a", "--json", "--csv"], ["summary", "a", "--frobnicate"], ["report", "a"],
    ["figures", "a"], ["pdf", "a"], ["pdf", "a", "-o", "b", "--order", "up"],
    ["pdf", "a", "-o", "b", "--limit", "0"], ["pdf", "a", "-o", "b", "--per-class", "-1"],
    ["pdf", "a", "-o", "b", "--seed", "x"], ["pdf", "a", "-o", "b", "--jobs", "-1"],
    ["figures", "a", "-o", "b", "--samples", "0"], ["figures", "a", "-o", "b", "--samples", "101"],
    ["export", "a", "--format", "xml"], ["demo"], ["check"],
    ["fetch", "a"], ["fetch", "a", "--images", ""], ["fetch", "a", "--images", "b", "--jobs", "0"],
    ["fetch", "a", "--images", "b", "--limit", "0"],
    ["check", "a", "--fail-on", "never"], ["check", "a", "--json", "--junit"],
  ])
  func aWrongUseEndsWithTheUsage(_ arguments: [String]) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Error: ") && run.errors.contains("Usage: plumb"))
  }

  @Test func whatExcludesEachOtherIsNamed() throws {
    #expect(try run(["summary", "a", "--json", "--csv"]).errors.contains("--json or --csv"))
    #expect(try run(["pdf", "a", "-o", "b", "--limit", "0"]).errors.contains("--limit is 0"))
    #expect(try run(["export", "a", "--format", "xml"]).errors.contains("xml"))
  }

  @Test(arguments: commands) func helpHasExamples(_ command: String) throws {
    for arguments in [[command, "--help"], ["help", command]] {
      let run = try run(arguments)
      #expect(run.status == 0)
      #expect(run.errors.isEmpty)
      let parts = run.text.components(separatedBy: "EXAMPLES\n")
      try #require(parts.count == 2)
      #expect(parts[1].split(separator: "\n").first?.contains("plumb \(command) ") == true)
      // A wrapped example could not be pasted.
      let examples = parts[1].components(separatedBy: "\n\n")[0].split(separator: "\n")
      #expect(examples.allSatisfy { $0.hasPrefix("  plumb ") || $0.hasPrefix("  aws ") })
      #expect(run.text.contains("USAGE: plumb \(command)"))
    }
  }

  @Test func theProgramsHelpListsEveryCommand() throws {
    for arguments in [["--help"], ["-h"], ["help"], []] {
      let run = try run(arguments)
      #expect(run.status == 0)
      #expect(run.text.contains("EXAMPLES") && run.text.contains("EXIT CODES"))
      for command in Self.commands { #expect(run.text.contains("\n  \(command) ")) }
    }
  }

  @Test(arguments: commands) func theReadmeHasAnExample(_ command: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let readme = try Data(contentsOf: root.appendingPathComponent("README.md"))
    #expect(String(decoding: readme, as: UTF8.self).contains("plumb \(command) "))
  }

  @Test func everyCommandOfTheHelpIsTested() throws {
    let text = try run(["--help"]).text
    let list = text.components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
    let names = list.matches(of: #/(?m)^  ([a-z]+) /#).map { String($0.1) }
    #expect(Set(names) == Set(Self.commands))
  }

  @Test func theVersionIsANumber() throws {
    let run = try run(["--version"])
    #expect(run.status == 0)
    #expect(run.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreWritten(_ shell: String) throws {
    let run = try run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    for command in Self.commands { #expect(run.text.contains(command)) }
    #expect(run.text.contains("plumb"))
  }
}
