import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// Texts that botocore read; scripts/make-configuration-fixtures.py wrote them.
struct ConfigurationFixtures: Decodable {
  struct File: Decodable {
    var text: String
    var isRefused: Bool
    var sections: [String: [String: String]]
    var profiles: [String: [String: String]]
    var services: [String: [String: String]]
  }

  struct Command: Decodable {
    var text: String
    var words: [String]?
  }

  var files: [File]
  var commands: [Command]

  static func read() throws -> ConfigurationFixtures {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/configurations", withExtension: "json"))
    return try JSONDecoder().decode(ConfigurationFixtures.self, from: Data(contentsOf: url))
  }
}

@Suite struct ConfigurationFileTests {
  private func file(_ text: String) throws(ConfigurationError) -> ConfigurationFile {
    try ConfigurationFile(path: "config", bytes: Array(text.utf8))
  }

  private func values(_ section: ConfigurationSection) -> [String: String] {
    section.values.reduce(into: [:]) { values, entry in
      switch entry.value {
      case .text(let text): values[entry.name] = text
      case .settings(let settings):
        values[entry.name + "/"] = ""
        for (name, value) in settings { values["\(entry.name)/\(name)"] = value }
      }
    }
  }

  private func byName(_ sections: [ConfigurationSection]) -> [String: [String: String]] {
    sections.reduce(into: [:]) { $0[$1.name] = values($1) }
  }

  @Test func filesAreReadAsTheAWSCommandLineReadsThem() throws {
    let fixtures = try ConfigurationFixtures.read().files
    #expect(fixtures.count >= 400)
    for fixture in fixtures {
      guard let read = try? file(fixture.text) else {
        #expect(fixture.isRefused, "\(fixture.text.debugDescription)")
        continue
      }
      #expect(!fixture.isRefused, "\(fixture.text.debugDescription)")
      #expect(byName(read.sections) == fixture.sections, "\(fixture.text.debugDescription)")
      let profiles = Profiles(config: read, credentials: try file(""))
      #expect(Set(profiles.names) == Set(fixture.profiles.keys))
      for (name, wanted) in fixture.profiles {
        #expect(profiles.profile(name).map(values) == wanted)
      }
      for (name, wanted) in fixture.services {
        #expect(profiles.services(name).map(values) == wanted)
      }
    }
  }

  @Test func everyRefusalSaysWhereAndWhy() throws {
    let cases = [
      ("region = x\n", "line 1", "begin with a section"),
      ("[default]\n\nregion\n", "line 3", "missing '='"),
      ("[default]\n= x\n", "line 2", "missing name before '='"),
      ("[default]\n[x]\r\n[default]\n", "line 3", "duplicate section [default]"),
      ("[default]\nregion = a\nREGION: b\n", "line 3", "duplicate setting 'region' in [default]"),
      ("[default]\ns3 =\n  path\n", "line 2", "below 's3 ='"),
    ]
    for (text, line, words) in cases {
      let error = #expect(throws: ConfigurationError.self) { try file(text) }
      #expect(error?.kind == .file)
      #expect(error?.description.hasPrefix("config, \(line): ") == true)
      #expect(error?.description.contains(words) == true, "\(error.debugDescription)")
    }
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    let read = try file("\u{FEFF}[default]\nregion = x\n")
    #expect(read.section("default")?.text("region") == "x")
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationFile(path: "config", bytes: [0x5B, 0xFF, 0x5D])
    }
    #expect(error?.description.contains("UTF-8") == true)
  }

  @Test func namesThatOnlyLookAlikeAreTwoProfiles() throws {
    let read = try file("[profile \u{E9}]\na = 1\n[profile e\u{301}]\na = 2\n")
    let profiles = Profiles(config: read, credentials: try file(""))
    #expect(profiles.names.count == 2)
    #expect(profiles.profile("\u{E9}")?.text("a") == "1")
    #expect(profiles.profile("e\u{301}")?.text("a") == "2")
  }

  @Test func theCredentialsFileComesBeforeTheOther() throws {
    let profiles = Profiles(
      config: try file("[profile x]\na = 1\nb = 1\n[default]\na = 1\n"),
      credentials: try file("[x]\nb = 2\nc = 2\n[profile x]\na = 3\n[y]\na = 2\n"))
    #expect(profiles.profile("x").map(values) == ["a": "1", "b": "2", "c": "2"])
    #expect(profiles.configuredProfile("x").map(values) == ["a": "1", "b": "1"])
    #expect(profiles.names == ["x", "default", "profile x", "y"])
  }

  @Test func aFileThatIsNotThereHasNoSections() throws {
    let folder = try TemporaryFolder()
    let absent = try ConfigurationFile.read(folder.path + "/none")
    #expect(absent.sections.isEmpty)
    #expect(absent.trouble == systemCause(ENOENT))
    #expect(try ConfigurationFile.read(folder.path).trouble == "not a regular file")
    let device = try ConfigurationFile.read("/dev/zero")
    #expect(device.sections.isEmpty && device.trouble != nil)
  }

  @Test func aFileThatIsTooLargeIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("large", [UInt8](repeating: 0x23, count: (1 << 20) + 1))
    let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile.read(path) }
    #expect(error?.description.contains("larger than 1 MB") == true)
  }
}

@Suite struct ShellWordsTests {
  @Test func commandsAreSplitAsPythonSplitsThem() throws {
    let commands = try ConfigurationFixtures.read().commands
    #expect(commands.contains { $0.words == nil })
    for command in commands {
      #expect(ShellWords.split(command.text) == command.words, "\(command.text.debugDescription)")
    }
  }

  @Test func thereAreNoVariablesPatternsOrOperators() {
    #expect(
      ShellWords.split("a $HOME * `x` | b; c>d #e") == [
        "a", "$HOME", "*", "`x`", "|", "b;", "c>d", "#e",
      ])
  }
}
