import Foundation
import PlumbSystem
import TestSupport
import Testing

/// The commands that errors advise turn the file into a manifest that can be read.
struct AdviceTests {
  /// A file that is no manifest, and how many labels its manifest has.
  struct Advice: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var labels: Int
  }

  private static let lines = (0..<4).map { line("s3://bucket/\($0).jpg", ["cat", "dog"][$0 % 2]) }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func file(_ name: String, _ text: String, labels: Int = 4) -> Advice {
    Advice(testDescription: name, text: text, labels: labels)
  }

  private static func each(_ name: String, _ change: (String) -> String) -> Advice {
    file(name, lines.map { change($0) + "\n" }.joined())
  }

  static let advised: [Advice] = [
    file("array", "[" + lines.joined(separator: ", ") + "]"),
    file("array of strings", "[" + lines.map(quoted).joined(separator: ",") + "]"),
    file("array, an element a line", "[\n" + lines.joined(separator: ",\n") + "\n]\n"),
    file("pretty-printed", lines.map { $0.replacing("{", with: "{\n ") }.joined(separator: "\n")),
    file(
      "entries", "{\n\"DatasetEntries\": [\n" + lines.map(quoted).joined(separator: ",\n") + "]}"),
    file(
      "entries, other order", "{\"NextToken\": \"x\", \"DatasetEntries\": [\(quoted(lines[0]))]}",
      labels: 1),
    each("entries as text") { "DATASETENTRIES\t" + $0 },
    file("wrapped", "{\"lines\": [" + lines.joined(separator: ",\n") + "]}"),
    file(
      "human loop",
      """
      {"flowDefinitionArn": "arn:aws:sagemaker:a", "humanAnswers": [{"answerContent":
      {"crowd-image-classifier": {"label": "cat"}}, "workerId": "w"}],
      "inputContent": {"initialValue": 0.2, "taskObject": "s3://bucket/a.jpg"}}
      """, labels: 1),
    file(
      "table", "\u{FEFF}class;image\r\ncat;s3://bucket/a.jpg\r\ndog;s3://bucket/b.jpg\r\n",
      labels: 2),
    file("table without names", "s3://bucket/a.jpg\tcat\ns3://bucket/b.jpg\tdog\n", labels: 2),
    each("Python") {
      $0.replacing("\"", with: "'").replacing(":", with: ": ").replacing("s3: ", with: "s3:")
    },
    each("Python's bytes") { "b'\($0)'" },
    each("single quotes") { $0.replacing("\"", with: "'") },
    each("quoted by a shell") { "'\($0)'" },
    each("curly quotes") { $0.replacing("\"source-ref\"", with: "“source-ref”") },
    each("low quotes") { $0.replacing("\"source-ref\"", with: "„source-ref“") },
    each("double primes") { $0.replacing("\"source-ref\"", with: "″source-ref″") },
    each("guillemets") { $0.replacing("\"source-ref\"", with: "«source-ref»") },
    each("guillemets at the end") { $0.replacing("\"source-ref\"", with: "\"source-ref»") },
    each("single curly quotes") { $0.replacing("\"source-ref\"", with: "‘source-ref’") },
    each("single curly quotes at the end") { $0.replacing("class-name\"", with: "class-name’") },
    each("curly quotes around an apostrophe") {
      $0.dropLast() + ", “x”: \"it’s «quoted»\"}"
    },
    each("CSV") { "\"" + $0.replacing("\"", with: "\"\"") + "\"" },
    file(
      "CSV with a header", "Column1\r\n\"" + lines[0].replacing("\"", with: "\"\"") + "\"\r\n",
      labels: 1),
    each("CSV in cells") { line in
      line.split(separator: ",").map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
        .joined(separator: ",") + ",,"
    },
    each("doubled quotes") { $0.replacing("\"", with: "\"\"") },
    each("encoded twice", quoted), each("comma at the end") { $0 + "," },
    each("comma before the brace") { $0.dropLast() + ", }" },
    file("two a line", lines.joined()), file("CR", lines.joined(separator: "\r")),
    each("not a number") { $0.dropLast() + ", \"x\": NaN, \"y\": [nan,-Infinity, inf,-Inf]}" },
    each("nan") { $0.dropLast() + ", \"x\":nan, \"y\": \"say: nan \\\" nan\"}" },
    each("inf") { $0.dropLast() + ", \"x\": Inf}" },
    each("a word of Python") { $0.dropLast() + ", \"x\": None, \"y\": [True,False]}" },
    each("words in capitals") { $0.dropLast() + ", \"x\": TRUE, \"y\": Null}" },
    each("undefined") { $0.dropLast() + ", \"x\": undefined}" },
    each("byte order marks") { "\u{FEFF}\u{FEFF}" + $0 },
  ]

  @Test(arguments: advised) func theCommandMendsTheFile(_ advice: Advice) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(Data(advice.text.utf8), to: "it's a.file")
    let run = try workplace.run("summary", "it's a.file")
    #expect(run.status == 2, "\(run.errors)")
    let (command, output) = try #require(Self.command(in: run.errors), "\(run.errors)")
    guard Self.isInstalled(command) else { return }
    #expect(try Self.shell(command, in: workplace.path) == 0, "\(command)")
    let summary = try workplace.run("summary", "--json", output).json()
    #expect((summary["lines"] as? [String: Int])?["labelled"] == advice.labels, "\(command)")
    #expect((summary["lines"] as? [String: Int])?["refused"] == 0, "\(command)")
  }

  /// What stands behind the last colon with a word of a shell, and the file it writes.
  private static func command(in error: String) -> (command: String, output: String)? {
    let tools = ["jq ", "python3 ", "sed ", "cut ", "tr ", "perl "]
    let start = tools.compactMap { error.range(of: ": " + $0)?.lowerBound }.min()
    guard let start else { return nil }
    let command = error[start...].dropFirst(2).trimmingCharacters(in: .newlines)
    return command.split(separator: " ").last.map { (command, String($0)) }
  }

  private static func isInstalled(_ command: String) -> Bool {
    let tool = command.prefix { $0 != " " }
    return ["/usr/bin/", "/bin/"].contains { FileManager.default.fileExists(atPath: $0 + tool) }
  }

  private static func shell(_ command: String, in folder: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Files of a job name its output folder where the path shows it.
  @Test func theFolderOfTheJobIsNamed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let response = #"[{"datasetObjectId":"0","consolidatedAnnotation":{"content":{}}}]"#
    let path =
      "my job/annotations/consolidated-annotation/consolidation-response/iteration-1/a.json"
    try workplace.write([response], to: path)
    try workplace.write([response], to: "a.json")
    try workplace.run("summary", path).expectRefusal("'my job', which has no manifests/output/")
    try workplace.run("summary", "a.json").expectRefusal("plumb summary JOB")
    try workplace.write(Self.lines, to: "my job/manifests/output/output.manifest")
    try workplace.run("summary", path).expectRefusal("plumb summary 'my job'")
    #expect(try workplace.run("summary", "my job").status == 0)
  }
}
