import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText

/// The files beside folders of images: which image, line and class a file is, and what is missing.
struct ImageIndex {
  static let fileName = "index.jsonl"
  static let problemsName = "problems.csv"
  static let columns = ["file", "line", "image", "class", "source", "confidence"]
  static let problemColumns = ["line", "image", "code", "message"]

  /// Writes which image each file is, one JSON object a line.
  static func write(
    _ entries: [ImageNames.Entry], paths: [String], of dataset: Dataset, to path: String
  ) throws {
    let file = try OutputFile(path: path)
    let format = JSONLinesTable()
    for (entry, place) in zip(entries, paths) {
      let row = dataset.row(entry.row)
      let values: [JSONValue] = [
        .string(place), .integer(row.line), .string(dataset.references.string(entry.row)),
        row.classID.map { .string(dataset.classNames[$0]) } ?? .null,
        row.source.map { .string($0.rawValue) } ?? .null, .optional(row.confidence),
      ]
      try file.write(format.record(columns, values))
    }
    try file.commit()
  }

  /// Writes which images are missing.
  static func writeProblems(_ problems: [ImageProblem], to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(CSVText.record(problemColumns))
    for problem in problems {
      try file.write(
        CSVText.record([String(problem.line), problem.image, problem.code, problem.message]))
    }
    try file.commit()
  }
}

extension OutputFile {
  /// Appends a text.
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}
