/// One table of the exported database: what it holds, in the words of the manual.
struct DatabaseTable: Sendable {
  /// One column.
  struct Column: Sendable {
    var name: String
    /// Its SQL type and constraints.
    var type: String
    /// What it says; one phrase.
    var meaning: String

    init(_ name: String, _ type: String, meaning: String) {
      self.name = name
      self.type = type
      self.meaning = meaning
    }
  }

  var name: String
  /// What a row is; one phrase.
  var meaning: String
  var columns: [Column]

  /// The statement that makes it; SQLite keeps it with its comments.
  var statement: String {
    let width = columns.map { $0.name.utf8.count + $0.type.utf8.count }.max() ?? 0
    let lines = columns.enumerated().map { index, column in
      let comma = index == columns.count - 1 ? " " : ","
      let space = width - column.name.utf8.count - column.type.utf8.count
      return "  \(column.name) \(column.type)\(comma)\(String(repeating: " ", count: space)) "
        + "-- \(column.meaning)\n"
    }
    return "CREATE TABLE \(name) ( -- \(meaning)\n\(lines.joined()))"
  }
}

/// The schema of the exported database.
///
/// To change it, change ``version`` where a table or column goes or gets another meaning.
enum DatabaseSchema {
  /// `PRAGMA user_version`.
  static let version = 2
  /// `PRAGMA application_id`: "Plmb".
  static let applicationID: Int32 = 0x506C_6D62

  static let tables = [
    about, jobs, classes, lines, lineClasses, problems, workers, answers, answerProblems,
    documentation,
  ]

  static let about = DatabaseTable(
    name: "about", meaning: "how the database was made",
    columns: [
      .init("name", "TEXT PRIMARY KEY", meaning: "the key"),
      .init("value", "TEXT", meaning: "the value"),
    ])

  static let jobs = DatabaseTable(
    name: "jobs", meaning: "labeling jobs with at least one label",
    columns: [
      .init("id", "INTEGER PRIMARY KEY", meaning: "by first appearance, from 0"),
      .init("name", "TEXT NOT NULL UNIQUE", meaning: "the job-name"),
    ])

  static let classes = DatabaseTable(
    name: "classes", meaning: "classes of labels, then those that only answers have",
    columns: [
      .init(
        "id", "INTEGER PRIMARY KEY", meaning: "by first appearance, from 0; not the class index"),
      .init("name", "TEXT NOT NULL UNIQUE", meaning: "the class-name"),
    ])

  static let lines = DatabaseTable(
    name: "lines", meaning: "non-blank lines of the manifest, or the selected ones",
    columns: [
      .init("line", "INTEGER PRIMARY KEY", meaning: "the physical line, from 1"),
      .init("status", "TEXT NOT NULL", meaning: "labelled, failed, unlabelled or refused"),
      .init("image", "TEXT", meaning: "the source-ref; null for refused lines"),
      .init(
        "class", "INTEGER REFERENCES classes(id)",
        meaning: "the class of the label; null if images have several"),
      .init("source", "TEXT", meaning: "human or machine; null if unknown"),
      .init(
        "confidence", "REAL", meaning: "from 0 to 1; null if unknown; never pool people and machine"
      ),
      .init("created", "TEXT", meaning: "when the label was created: ISO 8601, UTC"),
      .init("job", "INTEGER REFERENCES jobs(id)", meaning: "the job that gave the label"),
      .init("class_index", "INTEGER", meaning: "the class index in the manifest"),
      .init("failure_reason", "TEXT", meaning: "why the service failed to label the image"),
      .init(
        "labelled_under", "TEXT",
        meaning: "other label attributes that label a line without a label here"),
      .init("attribute", "TEXT", meaning: "the label attributes that label the line"),
    ])

  static let lineClasses = DatabaseTable(
    name: "line_classes", meaning: "the classes of lines that may have several",
    columns: [
      .init("line", "INTEGER NOT NULL REFERENCES lines(line)", meaning: "the physical line"),
      .init("class", "INTEGER NOT NULL REFERENCES classes(id)", meaning: "one of its classes"),
      .init("confidence", "REAL", meaning: "from 0 to 1; null if unknown"),
    ])

  static let problems = DatabaseTable(
    name: "problems", meaning: "problems in the manifest",
    columns: [
      .init("id", "INTEGER PRIMARY KEY", meaning: "in line order, from 1"),
      .init("line", "INTEGER NOT NULL", meaning: "the physical line; 0 for the whole file"),
      .init("code", "TEXT NOT NULL", meaning: "the code of the problem"),
      .init("effect", "TEXT NOT NULL", meaning: "file, line, no label or warning"),
      .init("message", "TEXT NOT NULL", meaning: "a sentence"),
    ])

  static let workers = DatabaseTable(
    name: "workers", meaning: "workers whose answers were found",
    columns: [
      .init("id", "INTEGER PRIMARY KEY", meaning: "in byte order of the names, from 0"),
      .init("name", "TEXT NOT NULL", meaning: "the workerId, or its anonymous name"),
      .init("subject", "TEXT", meaning: "the user at the identity provider, if known"),
    ])

  static let answers = DatabaseTable(
    name: "answers", meaning: "one worker's label for one image",
    columns: [
      .init("id", "INTEGER PRIMARY KEY", meaning: "in line order, from 1"),
      .init("line", "INTEGER NOT NULL REFERENCES lines(line)", meaning: "the physical line"),
      .init("worker", "INTEGER NOT NULL REFERENCES workers(id)", meaning: "the worker"),
      .init("class", "INTEGER NOT NULL REFERENCES classes(id)", meaning: "the answer"),
      .init("accepted", "TEXT", meaning: "when the worker took the task: ISO 8601, UTC"),
      .init("submitted", "TEXT", meaning: "when the worker answered: ISO 8601, UTC"),
      .init("seconds", "REAL", meaning: "the time spent in seconds, as measured by the service"),
    ])

  static let answerProblems = DatabaseTable(
    name: "answer_problems", meaning: "problems with the answers",
    columns: [
      .init("id", "INTEGER PRIMARY KEY", meaning: "in file order, from 1"),
      .init("code", "TEXT NOT NULL", meaning: "the code of the problem"),
      .init("effect", "TEXT NOT NULL", meaning: "file, answers or warning"),
      .init("file", "TEXT", meaning: "the file in the job's folder; null for the whole job"),
      .init("line", "INTEGER", meaning: "the first line concerned; null if unknown"),
      .init(
        "count", "INTEGER NOT NULL", meaning: "the number of files, answers, images or classes"),
      .init("message", "TEXT NOT NULL", meaning: "a sentence about the first of them"),
    ])

  static let documentation = DatabaseTable(
    name: "documentation", meaning: "descriptions of tables and columns",
    columns: [
      .init("name", "TEXT PRIMARY KEY", meaning: "a table or view, or table.column"),
      .init("meaning", "TEXT NOT NULL", meaning: "the description"),
    ])

  /// Made when the rows are there: an index costs less then.
  static let indices = [
    "CREATE INDEX lines_by_class ON lines(class)",
    "CREATE INDEX line_classes_by_line ON line_classes(line)",
    "CREATE INDEX problems_by_line ON problems(line)",
    "CREATE INDEX answers_by_line ON answers(line)",
  ]

  static let labelsMeaning = "the same as plumb export --format csv"

  /// The class of a line, or its classes as a JSON array.
  private static func className(hasSets: Bool) -> String {
    guard hasSets else { return "classes.name AS class" }
    return """
      CASE WHEN status = 'labelled' THEN (SELECT json_group_array(name) FROM line_classes AS own
          JOIN classes ON classes.id = own.class WHERE own.line = lines.line) END AS classes
      """
  }

  /// The table of labels with names in place of numbers.
  static func labels(hasSets: Bool) -> String {
    """
    CREATE VIEW labels AS -- \(labelsMeaning)
    SELECT lines.line, status, image, \(className(hasSets: hasSets)), source, confidence, created,
      jobs.name AS job, class_index, failure_reason,
      (SELECT group_concat(code, ' ') FROM (SELECT code FROM problems
        WHERE problems.line = lines.line AND effect <> 'no label' ORDER BY id)) AS problems,
      labelled_under, lines.attribute AS attribute
    FROM lines LEFT JOIN classes ON classes.id = lines.class LEFT JOIN jobs ON jobs.id = lines.job
    ORDER BY lines.line
    """
  }
}
