import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// `scripts/faulty-s3.py` while it runs: an S3 on loopback that goes wrong as it is told.
final class FaultyS3 {
  let port: Int
  private let process = Process()
  private let transport = CurlTransport()
  /// The server's standard input: it ends when this does.
  private let life = Pipe()

  /// What the server counted.
  struct Statistics: Decodable {
    var requests: Int
    var gets: Int
    var keys: Int
    /// GETs of the key that was asked for most often.
    var most_gets: Int
    var most_in_flight: Int
    var faults: [String: Int]
    /// What came to a host that must never be asked.
    var other_requests: [String]
  }

  init(_ arguments: String...) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("scripts/faulty-s3.py")
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "--tied"] + arguments
    process.standardOutput = output
    process.standardInput = life
    try process.run()
    var said = Data()
    while said.last != 0x0A {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      said += more
    }
    let words = String(decoding: said, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    port = try #require(words.count == 3 ? Int(words[1]) : nil, "the server did not start")
  }

  deinit {
    // Nobody but this process holds the other end, so the server ends with it in any case.
    try? life.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  var url: String { "http://127.0.0.1:\(port)" }

  func statistics() throws -> Statistics {
    try JSONDecoder().decode(Statistics.self, from: try get("/_stats"))
  }

  /// The MD5 of the right bytes of `bucket/key`.
  func truth(_ file: String) throws -> String {
    let path = try #require(file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed))
    return String(decoding: try get("/_truth/" + path.dropFirst("bucket/".count)), as: UTF8.self)
  }

  private func get(_ path: String) throws -> Data {
    Data(try transport.answer(to: HTTPRequest(url: url + path)).body)
  }

  /// The names of objects of so many bytes.
  static func keys(_ count: Int, size: Int = 5_000, in folder: String = "set") -> [String] {
    (0..<count).map { "\(folder)/\($0)-\(size).jpg" }
  }
}

extension Workplace {
  /// Writes `output.manifest` with a labelled line for each key.
  func writeManifest(_ keys: [String], bucket: String = "bucket") throws {
    try write(keys.map { line("s3://\(bucket)/\($0)") }, to: "output.manifest")
  }

  /// The arguments that download `output.manifest` into `images`.
  func fetch(_ server: FaultyS3, _ more: String...) -> [String] {
    [
      "fetch", "output.manifest", "--images", "images", "--endpoint-url", server.url,
      "--no-sign-request", "--timeout", "0.3",
    ] + more
  }

  /// The keys whose file holds what the server says is right; fails for every other file.
  func rightFiles(_ server: FaultyS3) throws -> Set<String> {
    let files = try files(in: "images/bucket")
    for file in files {
      let found = try MD5.digits(of: try read("images/bucket/\(file)"))
      let right = try server.truth("bucket/\(file)")
      #expect(found == right, "\(file)")
    }
    return Set(files)
  }
}

/// MD5 as the program computes it: its tests hold that against published values.
private enum MD5 {
  static func digits(of data: Data) throws -> String {
    let digest = try #require(RunningDigest("MD5"))
    data.withUnsafeBytes { digest.add($0) }
    return digest.finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
