import Foundation
import PlumbSystem
import Testing

/// How a run of the program ended.
struct Run {
  var status: Int32
  var output: Data
  var errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Standard output as one JSON object.
  func json() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
  }

  /// Fails unless the run ended with exit 2 and one sentence that holds the given words.
  func expectRefusal(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 2, "\(errors)", sourceLocation: sourceLocation)
    #expect(errors.hasPrefix("plumb: "), "\(errors)", sourceLocation: sourceLocation)
    #expect(
      errors.hasSuffix("\n") && errorLines.count == 2, "\(errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(errors.contains(word), "\(errors)", sourceLocation: sourceLocation)
    }
  }
}

/// A folder of its own for one test, and the program that is run in it.
///
/// The program's home and cache lie in the folder, so nothing outside is read or written.
struct Workplace {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "plumb-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The program, which is built beside the tests.
  static func program() throws -> URL {
    var folder = Bundle.module.bundleURL
    for _ in 0..<6 {
      folder.deleteLastPathComponent()
      let program = folder.appendingPathComponent("plumb")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return program
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// A run that has been started; its standard input stays open until it is closed.
  ///
  /// - Parameters:
  ///   - variables: Of the environment, besides those that every run has.
  ///   - openFiles: The most files that it may have open.
  func start(
    _ arguments: [String], input: FileHandle? = nil, output: FileHandle? = nil,
    variables: [String: String] = [:], openFiles: Int? = nil
  ) throws -> RunningPlumb {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    if let openFiles {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments =
        ["-c", "ulimit -n \(openFiles) && exec \"$0\" \"$@\"", try Self.program().path] + arguments
    }
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = [
      "HOME": path + "/own", "XDG_CACHE_HOME": path + "/own/cache", "TERM": "dumb",
      "PATH": "/usr/bin:/bin", "LC_ALL": "C", "AWS_EC2_METADATA_DISABLED": "true",
    ].merging(variables) { $1 }
    process.standardInput = input ?? FileHandle.nullDevice
    let name = path + "/own/run-\(UUID().uuidString)"
    return try RunningPlumb(
      process, output: name + ".out", errors: name + ".err", standardOutput: output)
  }

  func run(_ arguments: String..., input: Data? = nil) throws -> Run {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: Data? = nil) throws -> Run {
    guard let input else { return try start(arguments).wait() }
    let file = path + "/own/input-\(UUID().uuidString)"
    try write(input, to: String(file.dropFirst(path.count + 1)))
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    return try start(arguments, input: handle).wait()
  }

  // MARK: Files

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func write(_ lines: [String], to name: String) throws {
    try write(Data((lines.joined(separator: "\n") + "\n").utf8), to: name)
  }

  func read(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
  }

  /// Every file below a folder by its path, the program's home left out.
  func files(in folder: String = "") throws -> [String] {
    let root = folder.isEmpty ? path : path + "/" + folder
    guard FileManager.default.fileExists(atPath: root) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: root + "/" + name, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !name.hasPrefix("own/")
    }.sorted()
  }
}

/// The program while it runs.
struct RunningPlumb {
  let process: Process
  private let output: String
  private let errors: String

  init(
    _ process: Process, output: String, errors: String, standardOutput: FileHandle?
  ) throws {
    (self.process, self.output, self.errors) = (process, output, errors)
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: output).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput =
      try standardOutput ?? FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try Self.withSignals { try process.run() }
  }

  /// Threads of the tests block signals, and a program inherits that: here it must not.
  private static func withSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// Waits until it has ended; a signal that was not caught gives its number, negated.
  func wait() throws -> Run {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Run(
      status: process.terminationReason == .exit ? status : -status,
      output: try Data(contentsOf: URL(fileURLWithPath: output)),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self))
  }
}

extension Run {
  /// Whether a text holds nothing that a terminal would act on.
  static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F,
        0xFEFF:
        false
      default: true
      }
    }
  }
}
