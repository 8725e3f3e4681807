import Foundation
import PlumbLabels
import TestSupport
import Testing

/// Every command on labels of every kind: it succeeds, or says which kind it found and what to do.
///
/// A new command or export format must be added here.
struct KindsTests {
  /// Labels of a kind, and labels of one class that are not the usual ones.
  enum Labels: String, CaseIterable {
    case single, multiple, verdict, box, unknownSource, evaluation

    /// What such labels are called in messages.
    var holds: String {
      switch self {
      case .single, .unknownSource, .evaluation: LabelKind.single.holds
      case .multiple: LabelKind.multiple.holds
      case .verdict: LabelKind.verdict.holds
      case .box: LabelKind.box.holds
      }
    }

    /// The attributes of a line, without its image.
    fileprivate func attributes(_ number: Int) -> String {
      let plain = Self.attribute("labels", KindsTests.classes[number % 2])
      return switch self {
      case .single: plain
      case .multiple:
        """
        "labels":[0,1],"labels-metadata":{"class-map":{"0":"cat","1":"dog"},\
        "confidence-map":{"0":0.9},"human-annotated":"yes",\
        "type":"groundtruth/image-classification-multilabel"}
        """
      case .verdict: plain.replacing("image-classification", with: "label-verification")
      case .box:
        """
        "labels":{"annotations":[{"class_id":0,"left":1,"top":1,"width":2,"height":2}]},\
        "labels-metadata":{"objects":[{"confidence":0.9}],"class-map":{"0":"cat"},\
        "human-annotated":"yes","type":"groundtruth/object-detection"}
        """
      case .unknownSource: plain.replacing(#""human-annotated":"yes","#, with: "")
      case .evaluation:
        plain + "," + Self.attribute("answers", "cat").replacing("\"yes\"", with: "\"no\"")
      }
    }

    private static func attribute(_ name: String, _ className: String) -> String {
      """
      "\(name)":0,"\(name)-metadata":{"class-name":"\(className)","confidence":0.9,\
      "human-annotated":"yes","creation-date":"2024-03-01T10:00:00",\
      "type":"groundtruth/image-classification"}
      """
    }
  }

  private static let classes = ["cat", "dog"]
  private static let count = 8
  private static let job = "job/manifests/output/output.manifest"
  private static let answers = "job/annotations/worker-response/iteration-1"
  private static let oneClass: Set<Labels> = [.single, .verdict, .unknownSource, .evaluation]
  private static let wholeImages = oneClass.union([.multiple])
  private static let all = Set(Labels.allCases)

  /// A command with its options, and what it takes.
  struct Use: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var takes: Set<Labels>
    /// Exit codes of a run that succeeds.
    var success: Set<Int32> = [0]
    var testDescription: String { arguments.filter { $0 != KindsTests.job }.joined(separator: " ") }
  }

  private static func use(_ takes: Set<Labels>, _ arguments: String...) -> Use {
    Use(arguments: [arguments[0], job] + arguments.dropFirst(), takes: takes)
  }

  private static func export(_ takes: Set<Labels>, _ format: String, _ more: String...) -> Use {
    Use(arguments: ["export", job, "--format", format] + more, takes: takes)
  }

  static let uses: [Use] = [
    use(all, "summary"), use(all, "summary", "--json"), use(all, "summary", "--csv"),
    use(wholeImages, "figures", "-o", "figures"),
    use(wholeImages, "pdf", "--images", "images", "-o", "all.pdf"),
    use(wholeImages, "report", "--images", "images", "-o", "report"),
    use(wholeImages, "workers"), use(wholeImages, "suspects"),
    use(oneClass, "compare", "--with", "truth.csv"),
    use(wholeImages, "relabel", "--rows", "rows.txt", "-o", "new.manifest"),
    use(wholeImages, "relabel", "--rows", "rows.txt", "--subset", "-o", "new.manifest"),
    use(oneClass, "relabel", "--rows", "marks.json", "--corrected", "-o", "new.manifest"),
    use(wholeImages, "relabel", "--suspects", "1", "-o", "new.manifest"),
    use(all, "fetch", "--images", "fetched", "--no-sign-request"),
    export(wholeImages, "csv"), export(wholeImages, "jsonl"), export(wholeImages, "manifest"),
    export(wholeImages, "sqlite", "-o", "labels.sqlite"),
    export(wholeImages.subtracting([.verdict]), "rekognition"),
    export(oneClass, "imagefolder", "--images", "images", "-o", "folders"),
    export(oneClass, "split", "-o", "split"),
    Use(arguments: ["check", job], takes: wholeImages, success: [0, 1]),
    Use(
      arguments: ["check", job, "--only", "rekognition"], takes: wholeImages, success: [0, 1]),
  ]

  /// Commands that take no job.
  private static let withoutJob: Set = ["demo", "help"]

  private func makeJob(_ labels: Labels, in workplace: Workplace) throws {
    let keys = FaultyS3.keys(Self.count)
    try workplace.write(
      keys.enumerated().map { number, key in
        "{\"source-ref\":\"s3://bucket/\(key)\",\(labels.attributes(number))}"
      }, to: Self.job)
    for (number, key) in keys.enumerated() {
      try workplace.write(try picture(width: 20 + number), to: "images/bucket/\(key)")
      // Of the second image all answers differ from the label, so that there is a suspect.
      let answer = Self.classes[number == 1 ? 0 : number % 2]
      let content =
        labels == .multiple
        ? "{\"labels\":[\"cat\"\(number == 1 ? "" : ",\"dog\"")]}" : "{\"label\":\"\(answer)\"}"
      for worker in 0..<3 {
        try workplace.write(
          Data(
            """
            {"answers":[{"workerId":"w\(worker)","answerContent":{"x":\(content)}}]}
            """.utf8),
          to: "\(Self.answers)/\(number)/2024-03-01_09:00:0\(worker).json")
      }
    }
    try workplace.write(
      ["image,label"] + keys.enumerated().map { "s3://bucket/\($1),\(Self.classes[$0 % 2])" },
      to: "truth.csv")
    try workplace.write(["2"], to: "rows.txt")
    try workplace.write(
      [#"{"schema":1,"attribute":"labels","marks":[{"line":2,"class":"cat"}]}"#], to: "marks.json")
  }

  @Test(arguments: Labels.allCases)
  func everyCommandSucceedsOrSaysWhyNot(_ labels: Labels) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let server = try FaultyS3("--rate", "0")
    try makeJob(labels, in: workplace)
    for use in Self.uses {
      let isFetch = use.arguments[0] == "fetch"
      let run = try workplace.run(
        use.arguments + (isFetch ? ["--endpoint-url", server.url] : []))
      if use.takes.contains(labels) {
        #expect(
          use.success.contains(run.status), "\(labels): \(use.testDescription): \(run.errors)")
      } else {
        run.expectRefusal("holds \(labels.holds)", "plumb \(use.arguments[0])")
        try expectNextStep(run, of: use, in: workplace)
      }
    }
  }

  /// The refusal ends in a command that works, or in an option that makes this one work.
  private func expectNextStep(_ run: Run, of use: Use, in workplace: Workplace) throws {
    let words = run.errors.trimmingCharacters(in: .whitespacesAndNewlines)
    if let command = words.range(of: "try: plumb ") {
      let arguments = words[command.upperBound...].split(separator: " ").map(String.init)
      #expect(try workplace.run(arguments).status == 0, "\(words)")
    } else {
      let option = try #require(words.range(of: "Use --format "), "\(words)")
      let format = words[option.upperBound...].prefix { $0.isLetter }
      let again = try workplace.run("export", Self.job, "--format", String(format))
      #expect(again.status == 0, "\(words)")
    }
  }

  /// The commands and formats of the help are those of the table.
  @Test func noCommandAndNoFormatIsMissing() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let help = try workplace.run("--help").text
    let commands = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
      .split(separator: "\n").filter {
        $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("'")
      }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(commands.count > 10)
    let tried = Set(Self.uses.map { $0.arguments[0] })
    #expect(Set(commands).union(["help"]) == tried.union(Self.withoutJob))
    let formats = try #require(
      try workplace.run("export", "--help").text.components(separatedBy: "FORMATS\n").dropFirst()
        .first
    )
    .components(separatedBy: "\n\n")[0].split(separator: "\n").filter { !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    let triedFormats = Self.uses.filter { $0.arguments[0] == "export" }.map { $0.arguments[3] }
    #expect(Set(formats) == Set(triedFormats))
  }
}
