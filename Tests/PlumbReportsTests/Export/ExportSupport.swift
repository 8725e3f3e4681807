import CSQLite
import Foundation
import PlumbImages
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// Bytes as a source.
final class BytesSource: ByteSource {
  let name = "test"
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    // Small pieces, so that lines are cut.
    let piece = rest.prefix(min(buffer.count, 777))
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}

extension ExportJob {
  /// The export of a manifest's bytes.
  init(_ bytes: [UInt8]) throws {
    self.init(dataset: try TestSupport.dataset(bytes), manifestName: "m", version: "test")
    manifest = { BytesSource(bytes) }
  }

  init(_ lines: [String]) throws {
    try self.init(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// The same with images in a folder.
  func with(images folder: String, copies: Bool = false) throws -> ExportJob {
    var job = self
    let source = ImageFolder(root: folder, references: JobReferences(dataset: dataset))
    let images = try JobImages(dataset, folder: folder, cache: nil, jobs: 2)
    job.images = ExportImages(source: source, images: images, copies: copies)
    return job
  }

  /// Writes an export and gives every file of it by its path; a stream is a file without a name.
  @discardableResult
  func write(_ name: String, to path: String) async throws -> ExportOutcome {
    let exporter = try #require(allExporters.first { $0.name == name })
    return try await exporter.write(self, to: .path(path), isolation: nil) { _, _ in }
  }
}

/// A database that is read.
final class Database {
  private var connection: OpaquePointer?

  init(_ path: String) throws {
    try #require(
      sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, "\(path)")
  }

  deinit { sqlite3_close(connection) }

  /// The rows of a query; nil for null.
  func rows(_ query: String) throws -> [[String?]] {
    var statement: OpaquePointer?
    try #require(
      sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK, "\(query)")
    defer { sqlite3_finalize(statement) }
    var rows: [[String?]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(statement)).map { column in
          guard sqlite3_column_type(statement, column) != SQLITE_NULL,
            let bytes = sqlite3_column_text(statement, column)
          else { return nil }
          let count = Int(sqlite3_column_bytes(statement, column))
          return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        })
    }
    return rows
  }

  /// The only value of a query.
  func value(_ query: String) throws -> String? { try rows(query).first?.first ?? nil }
}

/// A job whose names and keys are meant to do harm, with its images.
struct HostileFolder {
  static let classes = [
    "../../x", "..", ".", "", "/", "a/b", "a\\b", "CON", "nul.txt", "=1+1", "-rf", "__pycache__",
    "\u{1B}[31mred", "\u{202E}gpj", "é", "e\u{301}", "Cat", "cat", "CAT", "x ", "x.", ".hidden",
    String(repeating: "long", count: 200), "two\nlines", "a:b", "猫", "🐈", "_", "class",
  ]
  static let keys = [
    "a.jpg", "other/a.jpg", "A.JPG", "a.jpeg", "a", "..jpg", "..", "a-3.jpg", "=x.jpg", "b\nc.jpg",
    "x.gif", "-.jpg", "con.png", "é.jpg", "e\u{301}.jpg", "z\u{202E}gpj.exe",
  ]

  let folder: TemporaryFolder
  let job: ExportJob

  init() throws {
    folder = try TemporaryFolder()
    var lines: [String] = []
    var number = 0
    for (index, name) in Self.classes.enumerated() {
      for (place, key) in Self.keys.enumerated() where index < 3 || (index + place) % 3 != 1 {
        number += 1
        lines.append(line("s3://bucket/\(index)/\(key)", name, human: number % 2 == 0))
        if key != ".." { try folder.write("in/bucket/\(index)/\(key)", try picture(number)) }
      }
    }
    job = try ExportJob(lines).with(images: folder.path + "/in")
  }
}
