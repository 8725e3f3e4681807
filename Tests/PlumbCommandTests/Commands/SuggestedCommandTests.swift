import Foundation
import TestSupport
import Testing

/// The commands that checks suggest work as they are printed.
struct SuggestedCommandTests {
  /// A small job with a finding of many checks, at a path that a shell would split.
  private func makeJob(_ workplace: Workplace) throws {
    let names = ["cat", "dog", " dog", "Cat"]
    let labels = (0..<40).map {
      line("s3://bucket/set/\($0 % 36).jpg", names[$0 % 23 % 4], human: $0 % 3 != 0)
    }
    try workplace.write(labels + ["broken"], to: "it's a job/manifests/output/output.manifest")
    for number in 0..<36 where number != 7 {
      try workplace.write(
        try picture(width: 20 + number % 5), to: "my photos/bucket/set/\(number).jpg")
    }
  }

  @Test func theyAreReadyToBePasted() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try makeJob(workplace)
    let run = try workplace.run("check", "it's a job", "--images", "my photos", "--json")
    let checks = try #require(try run.json()["checks"] as? [[String: Any]])
    let commands = checks.filter { $0["outcome"] as? String == "found" }
      .compactMap { $0["command"] as? String }
    #expect(commands.count >= 8)
    for command in Set(commands) {
      #expect(command.contains(#"'it'\''s a job'"#))
      // Done, with findings, or incomplete for the refused line and the missing image.
      #expect([0, 1, 3].contains(try status(of: command, in: workplace)), "\(command)")
    }
  }

  @Test func theDemoNamesItsImages() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.addDemo()
    let checks = String(decoding: try workplace.read("sample/report/checks.json"), as: UTF8.self)
    #expect(checks.contains("sample/images") && !checks.contains("--images DIR"))
  }

  /// The exit code of a command, the program being the one that is tested.
  private func status(of command: String, in workplace: Workplace) throws -> Int32 {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    let program = try Workplace.program().deletingLastPathComponent().path
    shell.arguments = [
      "-c", "set -o pipefail; PATH=\"$1:$PATH\"; eval \"$2\"", "-", program, command,
    ]
    shell.currentDirectoryURL = URL(fileURLWithPath: workplace.path)
    shell.environment = ProcessInfo.processInfo.environment.merging(
      ["HOME": workplace.path, "XDG_CACHE_HOME": workplace.path + "/cache"]) { $1 }
    (shell.standardOutput, shell.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try shell.run()
    shell.waitUntilExit()
    return shell.terminationStatus
  }
}
