import CSQLite
import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct OutputDatabaseTests {
  private static let id: Int32 = 77

  private func write(_ path: String, id: Int32 = id, rows: Int = 3) throws {
    let database = try OutputDatabase(path: path, applicationID: id, version: 4)
    try database.execute("CREATE TABLE a (number INTEGER, value REAL, name TEXT)")
    let insertion = try database.insertion(into: "a", columns: 3)
    for number in 0..<rows {
      insertion.add(number)
      insertion.add(number == 1 ? nil : Double(number) / 2)
      insertion.add(number == 2 ? "" : "name \(number)")
      try insertion.end()
    }
    try database.commit()
  }

  private func values(_ path: String) throws -> [String] {
    var connection: OpaquePointer?
    try #require(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    var statement: OpaquePointer?
    let query = "SELECT quote(number) || quote(value) || quote(name) FROM a"
    try #require(sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    var values: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      values.append(String(cString: try #require(sqlite3_column_text(statement, 0))))
    }
    return values
  }

  @Test func itAppearsWhenItIsComplete() throws {
    let folder = try TemporaryFolder()
    try write(folder.path + "/deep/a.sqlite")
    #expect(folder.names("deep") == ["a.sqlite"])
    #expect(
      try values(folder.path + "/deep/a.sqlite") == ["00.0'name 0'", "1NULL'name 1'", "21.0''"])
  }

  @Test func withoutACommitNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    do {
      let database = try OutputDatabase(
        path: folder.path + "/a.sqlite", applicationID: Self.id, version: 1)
      try database.execute("CREATE TABLE a (b)")
      #expect(folder.names().count == 1)
    }
    #expect(folder.names().isEmpty)
  }

  @Test func itsOwnAreReplacedAndOthersAreNot() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.sqlite"
    try write(path, rows: 1)
    try write(path, rows: 2)
    #expect(try values(path).count == 2)
    let ours = try folder.bytes("a.sqlite")
    #expect(throws: OutputError.self) { try write(path, id: 78) }
    #expect(try folder.bytes("a.sqlite") == ours)
    for other in [Array("a text".utf8), Array(ours.prefix(60)), [UInt8](repeating: 0, count: 200)] {
      try folder.write("a.sqlite", other)
      #expect(throws: OutputError.self) { try write(path) }
      #expect(try folder.bytes("a.sqlite") == other)
    }
    try folder.write("a.sqlite", [])
    try write(path)
    #expect(folder.names() == ["a.sqlite"])
  }

  @Test func theSameRowsGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try write(folder.path + "/" + name, rows: 5_000) }
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test func whatCannotHoldADatabaseIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", [1])
    for path in ["", "/dev/null", folder.path, folder.path + "/file/a.sqlite"] {
      #expect(throws: OutputError.self, "\(path)") { try write(path) }
    }
    #expect(folder.names() == ["file"])
  }
}
