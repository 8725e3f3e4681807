import CSQLite
import PlumbSystem

/// Writes an SQLite database that appears under its name when it is complete.
///
/// Everything is one transaction in a temporary file, which ``commit()`` renames. No other process
/// uses that file, so there are no locks and no journal. An older database with the same
/// application id is replaced; any other file is left alone. Used by one thread at a time.
package final class OutputDatabase {
  private let output: OutputFile
  private var connection: OpaquePointer?
  private var insertions: [DatabaseInsertion] = []

  /// Memory that SQLite may use for pages, in KiB.
  private static let cacheSize = 65_536

  /// Opens the temporary file and begins the transaction.
  ///
  /// - Parameters:
  ///   - path: Where the database is to be.
  ///   - applicationID: What says whose database it is: `PRAGMA application_id`.
  ///   - version: The version of its schema: `PRAGMA user_version`.
  /// - Throws: if the file cannot be written, or something else is in its place.
  package init(path: String, applicationID: Int32, version: Int) throws(OutputError) {
    try Self.refuseOthers(path, applicationID)
    output = try OutputFile(path: path)
    guard let place = output.temporaryPath else { throw .noDatabase(path) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(place, &connection, flags, "unix-none") == SQLITE_OK else {
      throw failure()
    }
    try execute(
      """
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -\(Self.cacheSize);
      PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);
      BEGIN;
      """)
  }

  deinit { close() }

  /// Runs statements that give no rows.
  ///
  /// - Throws: if the system refuses to write.
  package func execute(_ statements: String) throws(OutputError) {
    guard sqlite3_exec(connection, statements, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// Prepares the insertion of rows.
  ///
  /// - Parameters:
  ///   - table: A table that is there.
  ///   - columns: How many columns it has; a row gives a value for each, in their order.
  package func insertion(
    into table: String, columns: Int
  ) throws(OutputError) -> DatabaseInsertion {
    let places = Array(repeating: "?", count: columns).joined(separator: ", ")
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(
      connection, "INSERT INTO \(table) VALUES (\(places))", -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure() }
    let insertion = DatabaseInsertion(statement, in: self)
    insertions.append(insertion)
    return insertion
  }

  /// Ends the transaction and gives the file its name; nothing can be inserted afterwards.
  ///
  /// - Throws: if the last pages cannot be written or the file cannot be renamed.
  package func commit() throws(OutputError) {
    insertions.forEach { $0.finish() }
    try execute("COMMIT")
    close()
    try output.commit()
  }

  private func close() {
    insertions.forEach { $0.finish() }
    insertions = []
    sqlite3_close(connection)
    connection = nil
  }

  /// Why SQLite refused: the words of the system where it was the system, else its own.
  fileprivate func failure() -> OutputError {
    let code = sqlite3_errcode(connection)
    if code == SQLITE_FULL { return OutputError(path: output.path, number: ENOSPC) }
    let number = sqlite3_system_errno(connection)
    if number != 0 { return OutputError(path: output.path, number: number) }
    return OutputError(
      path: output.path, cause: "SQLite says \"\(String(cString: sqlite3_errmsg(connection)))\"",
      nextStep: "choose another place")
  }

  // MARK: What is there already

  private static let headerLength = 100
  private static let applicationIDPlace = 68

  /// Refuses to replace a file that is neither empty nor a database of this program.
  ///
  /// A file that cannot be opened here is refused later, when it is opened for writing.
  private static func refuseOthers(_ path: String, _ applicationID: Int32) throws(OutputError) {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.isRegular, facts.st_size > 0,
      let file = openFile(path, O_RDONLY)
    else { return }
    var header = [UInt8](repeating: 0, count: headerLength)
    let count = header.withUnsafeMutableBytes { room in
      room.baseAddress.map { readSome(file.descriptor, into: $0, count: room.count) } ?? 0
    }
    let found = header[applicationIDPlace..<applicationIDPlace + 4].reduce(UInt32(0)) {
      $0 << 8 | UInt32($1)
    }
    let isOurs =
      count == headerLength && header.starts(with: Array("SQLite format 3\0".utf8))
      && found == UInt32(bitPattern: applicationID)
    if !isOurs { throw .foreignFile(path) }
  }
}

/// Inserts rows into one table of an ``OutputDatabase``.
///
/// Give the values of a row in the order of the columns, then call ``end()``.
package final class DatabaseInsertion {
  private var statement: OpaquePointer?
  private unowned let database: OutputDatabase
  private var column: Int32 = 0

  fileprivate init(_ statement: OpaquePointer, in database: OutputDatabase) {
    self.statement = statement
    self.database = database
  }

  /// Gives a whole number, or null.
  package func add(_ value: Int?) {
    column += 1
    if let value { sqlite3_bind_int64(statement, column, sqlite3_int64(value)) }
  }

  /// Gives a number, or null.
  package func add(_ value: Double?) {
    column += 1
    if let value { sqlite3_bind_double(statement, column, value) }
  }

  /// Gives a text, or null.
  package func add(_ value: String?) {
    column += 1
    guard var value else { return }
    value.withUTF8 { bytes in
      _ = plumb_sqlite_bind_text(statement, column, bytes.baseAddress, Int32(bytes.count))
    }
  }

  /// Gives a text as UTF-8.
  package func add(_ value: [UInt8]) {
    column += 1
    value.withUnsafeBytes { bytes in
      _ = plumb_sqlite_bind_text(statement, column, bytes.baseAddress, Int32(bytes.count))
    }
  }

  /// Inserts the row whose values have been given.
  ///
  /// - Throws: if the system refuses to write.
  package func end() throws(OutputError) {
    let code = sqlite3_step(statement)
    let failure = code == SQLITE_DONE ? nil : database.failure()
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    column = 0
    if let failure { throw failure }
  }

  fileprivate func finish() {
    sqlite3_finalize(statement)
    statement = nil
  }
}

extension OutputError {
  fileprivate static func noDatabase(_ path: String) -> OutputError {
    OutputError(
      path: path, cause: "a database cannot be written to a device or pipe",
      nextStep: "pass a file name")
  }

  /// Another file is in the place of an output.
  static func foreignFile(_ path: String) -> OutputError {
    OutputError(
      path: path, cause: "the existing file was not written by plumb",
      nextStep: "remove it, or choose another name")
  }
}
