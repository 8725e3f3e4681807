import Foundation
import TestSupport
import Testing

/// What `plumb export` writes, and where from.
struct ExportCommandTests {
  private func inWorkplace(_ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try body(workplace)
  }

  /// The arguments of every format, with an output where one is needed.
  static let formats: [[String]] = [
    ["csv"], ["jsonl"], ["manifest"], ["rekognition"], ["sqlite", "-o", "out"],
    ["imagefolder", "--images", "images", "-o", "out"], ["split", "-o", "out"],
    ["split", "--images", "images", "--image-folders", "-o", "out"],
  ]

  @Test func onlyCSVHasAByteOrderMark() throws {
    try inWorkplace { workplace in
      let plain = try workplace.run("export", "output.manifest")
      let marked = try workplace.run("export", "output.manifest", "--bom")
      #expect(marked.output == Data([0xEF, 0xBB, 0xBF]) + plain.output)
      let refused = try workplace.run("export", "output.manifest", "--format", "jsonl", "--bom")
      #expect(refused.status == 2 && refused.errors.contains("--bom cannot be used with"))
    }
  }

  @Test(arguments: formats) func everyFormatEndsWell(_ format: [String]) throws {
    try inWorkplace { workplace in
      let before = Set(try workplace.files())
      let run = try workplace.run(["export", "output.manifest", "--format"] + format)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.isEmpty == format.contains("-o"))
      for file in Set(try workplace.files()).subtracting(before) {
        #expect(file.hasPrefix("out"), "\(file)")
      }
      #expect(Run.isHarmless(run.errors))
    }
  }

  @Test func manualsNameEveryFormat() throws {
    try inWorkplace { workplace in
      let help = try workplace.run("export", "--help").text
      for format in Self.formats { #expect(help.contains("\n  \(format[0]) ")) }
    }
  }

  @Test(arguments: [
    (["--format", "sqlite"], "set its path with -o"), (["--format", "split", "-o", "-"], "-o"),
    (["--fractions", "80,20"], "--fractions cannot be used with --format csv"),
    (["--format", "split", "--fractions", "80,30", "-o", "out"], "80,30"),
    (["--format", "split", "--copy", "-o", "out"], "--image-folders"),
    (["--images", "images"], "cannot be used with"), (["--anonymous"], "cannot be used with"),
    (["--min-confidence", "0.5"], "--source"),
    (["--min-confidence", "1.5", "--source", "human"], "0 to 1"),
    (["--limit", "0"], "1 or more"), (["--class", "catt"], "Did you mean 'cat'"),
    (["--source", "robot"], "robot"),
    (["--format", "imagefolder", "-o", "out"], "--images DIR"),
    (["--format", "imagefolder", "--images", "images", "--no-keep", "-o", "out"], "--no-keep"),
    (["--format", "imagefolder", "--images", "nowhere", "-o", "out"], "nowhere"),
    (
      ["--format", "manifest", "--source", "human", "--min-confidence", "0.99"],
      "the selection matches no label"
    ),
    (["--rows", "nothing"], "nothing"),
  ])
  func badUsageIsRefusedAndWritesNothing(_ arguments: [String], _ words: String) throws {
    try inWorkplace { workplace in
      let before = try workplace.files()
      let run = try workplace.run(["export", "output.manifest"] + arguments)
      #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
      #expect(run.output.isEmpty)
      #expect(try workplace.files() == before)
    }
  }

  @Test func markedLinesAreChosenOrLeftOut() throws {
    try inWorkplace { workplace in
      try workplace.write(["2 4"], to: "rows.txt")
      let lines = try workplace.read("output.manifest").split(separator: 0x0A)
      for (option, kept) in [("--rows", [1, 3]), ("--except", [0, 2, 4, 5])] {
        let run = try workplace.run(
          "export", "output.manifest", "--format", "manifest", option, "rows.txt")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.split(separator: 0x0A) == kept.map { lines[$0] })
      }
      try workplace.write(
        [#"{"schema":1,"attribute":"job","marks":[{"line":1,"image":"s3://x/y"}]}"#],
        to: "foreign.json")
      try workplace.run("export", "output.manifest", "--except", "foreign.json")
        .expectRefusal("another manifest")
    }
  }

  // MARK: Where the manifest is

  /// From a file, from standard input, packed, and through a link: the same bytes.
  @Test func everySourceGivesTheSameManifest() throws {
    try inWorkplace { workplace in
      let bytes = try workplace.read("output.manifest")
      try workplace.write(["1 3"], to: "rows.txt")
      let packed = Process()
      packed.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      packed.arguments = ["gzip", "-k", workplace.path + "/output.manifest"]
      try packed.run()
      packed.waitUntilExit()
      let marked = ["relabel", "--rows", "rows.txt", "-o", "/dev/stdout", "-q"]
      for command in [["export", "--format", "manifest", "-q"], marked] {
        let expected = try workplace.run(command + ["output.manifest"])
        #expect(expected.status == 0 && !expected.output.isEmpty, "\(expected.errors)")
        let runs = [
          try workplace.run(command + ["-"], input: bytes),
          try workplace.run(command + ["output.manifest.gz"]),
          try workplace.run(command + ["-"], input: try workplace.read("output.manifest.gz")),
        ]
        for run in runs { #expect(run.output == expected.output, "\(run.errors)") }
      }
      #expect(try workplace.files().allSatisfy { !$0.contains(".tmp") })
    }
  }

  /// Gzip data that is cut off: an export has what is there; what is to be labelled again is refused,
  /// for the rest of the labels would be lost.
  @Test func cutOffDataIsExportedAndNotRelabelled() throws {
    try inWorkplace { workplace in
      let many = (0..<3_000).map { line("s3://bucket/\($0 &* 2_654_435_761).jpg") }
      try workplace.write(many, to: "many")
      let packed = Process()
      packed.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      packed.arguments = ["gzip", workplace.path + "/many"]
      try packed.run()
      packed.waitUntilExit()
      let whole = try workplace.read("many.gz")
      try workplace.write(whole.prefix(whole.count / 2), to: "cut.gz")
      try workplace.write(["1"], to: "rows.txt")
      for input in [nil, whole.prefix(whole.count / 2)] {
        let name = input == nil ? "cut.gz" : "-"
        let run = try workplace.run(
          ["export", name, "--format", "manifest"], input: input.map { Data($0) })
        let lines = run.output.split(separator: 0x0A)
        #expect(lines.count > 500 && lines.count < 3_000, "\(run.errors)")
        #expect(lines.elementsEqual(many.prefix(lines.count).map { Data($0.utf8) }))
        let relabel = try workplace.run(
          ["relabel", name, "--rows", "rows.txt", "-o", "new"], input: input.map { Data($0) })
        #expect(relabel.status == 2 && relabel.errors.contains("damaged"), "\(relabel.errors)")
        #expect(try !workplace.files().contains("new"))
      }
    }
  }

  // MARK: Where it goes

  @Test func aDatabaseOfSomebodyElseIsNotReplaced() throws {
    try inWorkplace { workplace in
      try workplace.write(["my notes"], to: "notes")
      try workplace.run("export", "output.manifest", "--format", "sqlite", "-o", "notes")
        .expectRefusal("notes cannot be written", "not written by plumb")
      #expect(try workplace.read("notes") == Data("my notes\n".utf8))
      try workplace.run(
        "export", "output.manifest", "--format", "split", "-o", "images"
      ).expectRefusal("images cannot be written", "not written by plumb")
    }
  }

  #if os(Linux)
    @Test(arguments: ["csv", "manifest"]) func aFullDiskIsSaid(_ format: String) throws {
      try inWorkplace { workplace in
        try workplace.run("export", "output.manifest", "--format", format, "-o", "/dev/full")
          .expectRefusal("No space left on device")
      }
    }
  #endif

  @Test func missingImagesEndWith3() throws {
    try inWorkplace { workplace in
      try FileManager.default.removeItem(atPath: workplace.path + "/images/bucket/set/3.jpg")
      let run = try workplace.run(
        "export", "output.manifest", "--format", "imagefolder", "--images", "images", "-o", "out")
      #expect(run.status == 3)
      #expect(run.errors.contains("output.manifest:4: missing: s3://bucket/set/3.jpg"))
      #expect(try workplace.files(in: "out").contains("problems.csv"))
    }
  }

  @Test func namesAreHarmlessOnTheTerminal() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let names = ["\u{1B}[31mred", "\u{202E}gpj", "=1+1", "two\nlines", "\u{7}"]
    try workplace.write(
      names.enumerated().map { line("s3://bucket/\u{1B}]0;x\($0).jpg", $1) }, to: "output.manifest"
    )
    try workplace.write(Data([1]), to: "images/\u{1B}]0;x0.jpg")
    for format in Self.formats where format.contains("-o") {
      let run = try workplace.run(
        ["export", "output.manifest", "--format"] + format.dropLast() + [format[0] + "-out"])
      #expect([0, 3].contains(run.status), "\(run.errors)")
      #expect(Run.isHarmless(run.errors), "\(format)")
      if format.count == 3 { continue }
      let again = try workplace.run(["export", "output.manifest", "--format", "csv"])
      #expect(again.text.contains("'=1+1") && !again.text.contains(",=1+1"))
    }
  }
}
