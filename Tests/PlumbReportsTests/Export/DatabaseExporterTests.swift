import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct DatabaseExporterTests {
  private func database(_ job: ExportJob, _ body: (Database) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    try await job.write("sqlite", to: folder.path + "/out.sqlite")
    try body(try Database(folder.path + "/out.sqlite"))
    #expect(folder.names() == ["out.sqlite"])
  }

  @Test func itIsSoundAndSaysWhatItIs() async throws {
    try await database(try HostileFolder().job) { database throws in
      #expect(try database.value("PRAGMA integrity_check") == "ok")
      #expect(try database.rows("PRAGMA foreign_key_check").isEmpty)
      #expect(try database.value("PRAGMA user_version") == String(DatabaseSchema.version))
      #expect(try database.value("PRAGMA application_id") == String(DatabaseSchema.applicationID))
      #expect(try database.value("PRAGMA journal_mode") == "delete")
    }
  }

  /// The tables are those of the schema, each column with its comment and its documentation.
  @Test func everyColumnIsDocumented() async throws {
    try await database(try ExportJob([line("s3://bucket/a")])) { database throws in
      let names = try database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
      #expect(Set(names.map { $0[0] }) == Set(DatabaseSchema.tables.map(\.name)))
      for table in DatabaseSchema.tables {
        let columns = try database.rows("SELECT name FROM pragma_table_info('\(table.name)')")
        #expect(columns.map { $0[0] } == table.columns.map(\.name))
        let text = try database.value("SELECT sql FROM sqlite_schema WHERE name = '\(table.name)'")
        for column in table.columns {
          #expect(text?.contains("-- \(column.meaning)\n") == true, "\(column.name)")
          #expect(!column.meaning.contains("\n") && !column.meaning.isEmpty)
          let told = try database.value(
            "SELECT meaning FROM documentation WHERE name = '\(table.name).\(column.name)'")
          #expect(told == column.meaning)
        }
      }
    }
  }

  /// The view says what the JSON Lines say, of every hostile manifest.
  @Test(arguments: try Fixtures.readableManifests())
  func theViewIsTheTableOfLabels(_ name: String) async throws {
    let job = ExportJob(dataset: try Fixtures.hostile(name), manifestName: name)
    var text = ""
    let table = LabelTable(job.dataset)
    try table.write(as: JSONLinesTable()) { text += $0 }
    let expected = try text.utf8.split(separator: 0x0A).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
    try await database(job) { database throws in
      let columns = try database.rows("SELECT name FROM pragma_table_info('labels')").map { $0[0] }
      #expect(columns == table.columns)
      let rows = try database.rows("SELECT * FROM labels")
      try #require(rows.count == expected.count)
      for (row, record) in zip(rows, expected) {
        for (value, column) in zip(row, table.columns) where column != "confidence" {
          let wanted = record[column].flatMap { value -> String? in
            if let names = value as? [String] {
              return "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
            }
            return value is NSNull ? nil : (value as? String) ?? "\(value)"
          }
          #expect(
            value.map { Array($0.utf8) } == wanted.map { Array($0.utf8) }, "\(column): \(row)")
        }
        let confidence = row[table.columns.firstIndex(of: "confidence") ?? 0]
        #expect(confidence.flatMap(Double.init) == record["confidence"] as? Double)
      }
    }
  }

  private func answered() throws -> ExportJob {
    var job = try ExportJob([
      line("s3://bucket/a"), "broken", line("s3://bucket/b", "dog"), line("s3://bucket/c"),
    ])
    let answers = [
      Votes.Answer(
        row: 0, worker: 1, classID: 0, accepted: 0, submitted: 5_000_000, secondsSpent: 5),
      Votes.Answer(row: 1, worker: 0, classID: 1), Votes.Answer(row: 1, worker: 1, classID: 2),
    ]
    let votes = Votes(
      answers, rowCount: 3, workerNames: ["ann", "bob"],
      classNames: ["cat", "dog", "only answered"],
      workerSubjects: ["subject", nil])
    job.answers = ExportAnswers(
      votes: votes, problems: [VoteProblem(code: .noLabel, file: "f", line: 3, message: "m")])
    return job
  }

  @Test func answersAreThere() async throws {
    try await database(try answered()) { database throws in
      let rows = try database.rows(
        """
        SELECT answers.line, workers.name, classes.name, accepted, submitted, seconds FROM answers
        JOIN workers ON workers.id = worker JOIN classes ON classes.id = answers.class
        ORDER BY answers.id
        """)
      #expect(
        rows == [
          ["1", "bob", "cat", "1970-01-01T00:00:00Z", "1970-01-01T00:00:05Z", "5.0"],
          ["3", "ann", "dog", nil, nil, nil], ["3", "bob", "only answered", nil, nil, nil],
        ])
      #expect(
        try database.rows("SELECT code, effect, file, line, count FROM answer_problems")
          == [["no-label", "answers", "f", "3", "1"]])
      #expect(try database.rows("PRAGMA foreign_key_check").isEmpty)
    }
  }

  @Test func aSelectionHasItsAnswersOnly() async throws {
    var job = try answered()
    job.selection.classes = ["dog"]
    try await database(job) { database throws in
      #expect(try database.rows("SELECT line FROM lines") == [["3"]])
      #expect(try database.rows("SELECT DISTINCT line FROM answers") == [["3"]])
      #expect(try database.value("SELECT count(*) FROM problems") == "0")
      #expect(try database.rows("PRAGMA foreign_key_check").isEmpty)
    }
  }

  @Test func workersCanBeAnonymous() async throws {
    var job = try answered()
    let votes = try #require(job.answers?.votes)
    job.answers = ExportAnswers(votes: votes, problems: [], isAnonymous: true)
    try await database(job) { database throws in
      #expect(
        try database.rows("SELECT name, subject FROM workers ORDER BY id")
          == [["worker-002", nil], ["worker-001", nil]])
    }
  }
}
