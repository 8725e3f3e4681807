import TestSupport
import Testing

@testable import PlumbSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TemporaryFileTests {
  /// Makes files with the names that this process would take next, as a killed process with the
  /// same number leaves them; more than other tests use up meanwhile.
  private func leaveNames(in folder: TemporaryFolder, after name: String) throws -> Int {
    let start = ".plumb-\(getpid())-"
    let number = try #require(Int(name.dropFirst(start.count).dropLast(".tmp".count)))
    let next = number + 1..<number + 501
    for number in next { try folder.write("\(start)\(number).tmp", [7]) }
    return next.count
  }

  @Test func leftoversOfAKilledRunAreSteppedOver() throws {
    let folder = try TemporaryFolder()
    let first = try OutputFile(path: folder.path + "/first")
    let count = try leaveNames(in: folder, after: try #require(folder.names().first))
    first.discard()
    try OutputFile.write([1, 2], to: folder.path + "/out")
    #expect(try folder.bytes("out") == [1, 2])
    let left = folder.names().filter { $0 != "out" }
    #expect(left.count == count)
    #expect(try left.allSatisfy { try folder.bytes($0) == [7] })
  }

  @Test func leftoversOfOtherFilesAreSteppedOver() throws {
    let folder = try TemporaryFolder()
    let first = try #require(TemporaryFile(in: folder.path, access: O_WRONLY))
    let count = try leaveNames(in: folder, after: try #require(folder.names().first))
    let second = try #require(TemporaryFile(in: folder.path, access: O_WRONLY))
    #expect(first.finish(as: folder.path + "/1.pack"))
    #expect(second.finish(as: folder.path + "/2.pack"))
    #expect(folder.names().filter { $0.hasSuffix(".pack") }.count == 2)
    #expect(folder.names().count == 2 + count)
  }

  @Test func takenNamesAreNotCalledAFileInThePath() {
    let words = OutputError(path: "a/out", number: EEXIST).description
    #expect(words.contains(".plumb-*.tmp"))
    #expect(!words.contains("part of the path"))
    #expect(OutputError(path: "a/out", number: ENOTDIR).description.contains("part of the path"))
  }

  /// In a process of its own, since it takes away the files of other tests as well.
  @Test func anInterruptTakesManyFilesAway() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let outputs = try (0..<64).map { try OutputFile(path: folder.path + "/\($0)") }
      #expect(folder.names().count == 64)
      TemporaryFiles.removeAll()
      #expect(folder.names() == [])
      for output in outputs { #expect(throws: OutputError.self) { try output.commit() } }
    }
  }

  /// In a process of its own, since other tests take places as well.
  @Test func aPlaceIsFreedByItsOwnerOnly() async {
    await #expect(processExitsWith: .success) {
      let count = TemporaryFiles.placeCount
      let places = (0..<count).compactMap { TemporaryFiles.insert("/none/\($0)") }
      #expect(places.count == count)
      #expect(TemporaryFiles.insert("/none/more") == nil)
      TemporaryFiles.remove(places[9])
      #expect(TemporaryFiles.insert("/none/again") != nil)
      #expect(TemporaryFiles.insert("/none/more") == nil)
      // After an interrupt the places are others', whom an earlier owner leaves alone.
      TemporaryFiles.removeAll()
      for index in 0..<count { #expect(TemporaryFiles.insert("/none/new-\(index)") != nil) }
      for index in 0..<count where index != 9 { TemporaryFiles.remove(places[index]) }
      #expect(TemporaryFiles.insert("/none/more") == nil)
    }
  }

  @Test func manyThreadsComeAndGo() async throws {
    let folder = try TemporaryFolder()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for file in 0..<50 { try OutputFile.write([1], to: "\(folder.path)/\(task)-\(file)") }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.names().count == 400)
  }

  /// In a process of its own, since it closes a file behind the owner's back.
  @Test func troubleOnClosingIsNotLost() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let output = try OutputFile(path: folder.path + "/out")
      let name = try #require(folder.names().first)
      let descriptor = try #require(openDescriptor(of: "\(folder.path)/\(name)"))
      #expect(close(descriptor) == 0)
      let error = #expect(throws: OutputError.self) { try output.commit() }
      #expect(error?.cause == systemCause(EBADF))
      #expect(folder.names() == [])
    }
  }
}

/// The number under which this process has a file open.
private func openDescriptor(of path: String) -> Int32? {
  var wanted = stat()
  guard lstat(path, &wanted) == 0 else { return nil }
  return (3..<4096).first { number in
    var facts = stat()
    return fstat(number, &facts) == 0 && facts.st_ino == wanted.st_ino
      && facts.st_dev == wanted.st_dev
  }
}
