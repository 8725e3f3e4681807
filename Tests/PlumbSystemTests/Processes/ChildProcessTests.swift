import TestSupport
import Testing

@testable import PlumbSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct ChildProcessTests {
  private func run(
    _ arguments: [String], environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    seconds: Double = 20, mostBytes: Int = 64 << 10
  ) throws(ChildFailure) -> ChildOutput {
    var process = ChildProcess(arguments, environment: environment, seconds: seconds)
    process.mostBytes = mostBytes
    return try process.run()
  }

  @Test func outputAndExitCodeAreThose() throws {
    let output = try run([
      "sh", "-c", "printf '%s|' \"$@\"; exit 7", "name", "a b", "", "*", "$HOME",
    ])
    #expect(output.status == 7)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "a b||*|$HOME|")
    #expect(try run(["sh", "-c", "kill -9 $$"]).status == 128 + SIGKILL)
  }

  @Test func theEnvironmentIsTheGivenOne() throws {
    let output = try run(["/usr/bin/env"], environment: ["ONLY": "this", "AND": "a=b"])
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").sorted()
    #expect(lines == ["AND=a=b", "ONLY=this"])
  }

  @Test func programsAreFoundOnTheirPath() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let program = try folder.write("bin/plumb-test-program", Array("#!/bin/sh\necho found\n".utf8))
    #expect(chmod(program, 0o755) == 0)
    let path = ["PATH": "/nowhere:\(folder.path)/bin"]
    #expect(try run(["plumb-test-program"], environment: path).bytes == Array("found\n".utf8))
    for name in ["plumb-test-program", "/nowhere/program", ""] {
      #expect(throws: ChildFailure.notFound) { try run([name]) }
    }
    #expect(throws: ChildFailure.notFound) { try run([]) }
    let text = try folder.write("text", [0x61])
    #expect(throws: ChildFailure.notStarted(systemCause(EACCES))) { try run([text]) }
  }

  @Test func whoTakesTooLongIsEnded() throws {
    for script in ["exec sleep 100", "exec >&-; exec sleep 100", "trap '' TERM; sleep 3 & wait"] {
      #expect(throws: ChildFailure.tooLong) { try run(["sh", "-c", script], seconds: 0.2) }
    }
  }

  @Test func whoWritesTooMuchIsEnded() throws {
    #expect(throws: ChildFailure.tooMuch) { try run(["sh", "-c", "yes"], mostBytes: 1_000) }
    #expect(try run(["sh", "-c", "printf 1234"], mostBytes: 4).bytes.count == 4)
  }

  @Test func aChildHasNoInputOfOursAndNoOtherFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("open", [1])
    let file = try #require(openFile(path, O_RDONLY))
    let output = try run(["sh", "-c", "wc -c; test -e /dev/fd/\(file.descriptor) && echo open"])
    let text = String(decoding: output.bytes, as: UTF8.self)
    #expect(!text.contains("open"))
    if isatty(STDIN_FILENO) == 0 { #expect(text.contains("0")) }
    #expect(file.close())
  }

  @Test func aChildCanBeInterruptedThoughWeCannot() async {
    await #expect(processExitsWith: .success) {
      signal(SIGINT, SIG_IGN)
      let output = try ChildProcess(
        ["sh", "-c", "kill -INT $$; echo still there"], environment: ["PATH": "/usr/bin:/bin"],
        seconds: 20
      ).run()
      #expect(output.status == 128 + SIGINT)
      #expect(output.bytes.isEmpty)
    }
  }

  @Test func manyAtOnceAreFine() async throws {
    let outputs = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<16 {
        group.addTask {
          let output = try self.run(["sh", "-c", "echo \(number)"])
          return String(decoding: output.bytes, as: UTF8.self)
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outputs == Set((0..<16).map { "\($0)\n" }))
  }
}
