import Foundation
import Testing

/// `scripts/faulty-s3.py` while it runs: an S3 on loopback that goes wrong as it is told.
final class FaultyS3 {
  let port: Int
  private let process = Process()

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
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path] + arguments
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let words = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }
    port = try #require(words.count == 3 ? Int(words[1]) : nil, "the server did not start")
  }

  deinit { process.terminate() }

  var url: String { "http://127.0.0.1:\(port)" }

  func statistics() throws -> Statistics {
    let data = try Data(contentsOf: try #require(URL(string: url + "/_stats")))
    return try JSONDecoder().decode(Statistics.self, from: data)
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
      let right = try Data(
        contentsOf: try #require(URL(string: "\(server.url)/_truth/\(file)")))
      let found = md5(try read("images/bucket/\(file)"))
      #expect(found == String(decoding: right, as: UTF8.self), "\(file)")
    }
    return Set(files)
  }
}

/// MD5 (RFC 1321), to hold files against what the server says; slow and plain.
private func md5(_ data: Data) -> String {
  let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
  let constants = (0..<64).map { UInt32(abs(sin(Double($0 + 1))) * 4_294_967_296) }
  var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
  var message = [UInt8](data) + [0x80]
  message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
  message += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(data.count * 8) >> UInt64($0 * 8)) }
  for start in stride(from: 0, to: message.count, by: 64) {
    let words = (0..<16).map { word in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(message[start + word * 4 + $1]) << UInt32($1 * 8) }
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for step in 0..<64 {
      let (mix, word): (UInt32, Int) =
        switch step / 16 {
        case 0: (b & c | ~b & d, step)
        case 1: (d & b | ~d & c, (5 * step + 1) % 16)
        case 2: (b ^ c ^ d, (3 * step + 5) % 16)
        default: (c ^ (b | ~d), 7 * step % 16)
        }
      let sum = mix &+ a &+ constants[step] &+ words[word]
      let shift = shifts[step / 16 * 4 + step % 4]
      (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
    }
    state = zip(state, [a, b, c, d]).map { $0 &+ $1 }
  }
  return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
    .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
