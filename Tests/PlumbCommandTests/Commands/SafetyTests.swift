import Foundation
import TestSupport
import Testing

/// Ways to lose work or to be misled.
struct SafetyTests {
  @Test(arguments: [
    ["report", "output.manifest", "-o", ""], ["figures", "output.manifest", "-o", ""],
    ["pdf", "output.manifest", "-o", ""], ["export", "output.manifest", "-o", ""],
    ["demo", ""], ["summary", ""], ["pdf", "output.manifest", "--images", "", "-o", "a.pdf"],
  ])
  func anEmptyPathIsRefused(_ arguments: [String]) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let before = try workplace.files()
    let run = try workplace.run(arguments)
    #expect(run.status == 2)
    #expect(try workplace.files() == before)
  }

  @Test func theManifestIsNeverReplaced() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let before = try workplace.read("output.manifest")
    for arguments in [
      ["export", "output.manifest", "-o", "./output.manifest"],
      ["pdf", "output.manifest", "--images", "images", "-o", "images/../output.manifest"],
    ] {
      try workplace.run(arguments).expectRefusal("is the manifest itself")
    }
    #expect(try workplace.read("output.manifest") == before)
  }

  @Test func aReportHoldsNothingOfTheOneBefore() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    let full = try workplace.run("report", "output.manifest", "--images", "images", "-o", "out")
    #expect(full.status == 0)
    #expect(try workplace.files(in: "out").contains("ground_truth.pdf"))
    let bare = try workplace.run("report", "output.manifest", "-o", "out")
    #expect(bare.status == 0)
    let left = try workplace.files(in: "out")
    #expect(!left.contains { $0.contains("ground_truth") || $0.contains("samples-") }, "\(left)")
    #expect(left.contains("figures/class-histogram.png"))
  }

  @Test func damagedGzipOfZerosIsToldInWords() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    // A gzip header and a stored block of 20 zeros that promises 65,535.
    var bytes = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 0xFF, 0xFF, 0, 0])
    bytes.append(Data(count: 20))
    try workplace.write(bytes, to: "zeros.gz")
    let run = try workplace.run("summary", "zeros.gz", "--json")
    #expect(run.status == 2)
    #expect(!run.errors.contains("InputCutOff"))
    #expect(try run.json()["problems"] is [Any])
  }

  @Test func aRefusedManifestIsNamedAsItWasFound() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(Data(), to: "job/output.manifest")
    let folder = try workplace.run("summary", "job", "--json")
    #expect(try folder.json()["manifest"] as? String == "job/output.manifest")
    let input = try workplace.run("summary", "-", "--json", input: Data())
    #expect(try input.json()["manifest"] as? String == "standard input")
  }

  @Test func aHangupLeavesNothingBehind() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let pipe = Pipe()
    let running = try workplace.start(["summary", "-"], input: pipe.fileHandleForReading)
    let lines = [String](repeating: line("s3://bucket/a.jpg"), count: 2_000)
    try pipe.fileHandleForWriting.write(contentsOf: Data(lines.joined(separator: "\n").utf8))
    kill(running.process.processIdentifier, SIGHUP)
    #expect(try running.wait().status == 129)
    try pipe.fileHandleForWriting.close()
  }

  @Test func manyReasonsAreCountedAndNotListed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let failures = (0..<200).map { number in
      #"{"source-ref":"s3://bucket/\#(number).jpg","job-metadata":{"failure-reason":"no \#(number)"}}"#
    }
    try workplace.write([line("s3://bucket/a.jpg")] + failures, to: "output.manifest")
    let run = try workplace.run("summary", "output.manifest")
    #expect(run.text.contains("and 190 more reasons"))
    #expect(run.text.split(separator: "\n").count < 40)
  }
}
