import Foundation
import Testing

/// Outputs that cannot be written are said in one sentence, and leave nothing behind.
struct OutputFailureTests {
  static let commands = [
    ["report", "output.manifest", "--images", "images", "-o", "blocked/out"],
    ["figures", "output.manifest", "--images", "images", "-o", "blocked/out"],
    ["pdf", "output.manifest", "--images", "images", "-o", "blocked/out.pdf"],
    ["export", "output.manifest", "-o", "blocked/labels.csv"], ["demo", "blocked/demo"],
  ]

  @Test(arguments: commands) func aFileInTheWay(_ command: [String]) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob(count: 2)
    try workplace.write(["a file"], to: "blocked")
    let before = try workplace.files()
    let run = try workplace.run(command + ["-q"])
    run.expectRefusal("blocked", "cannot be written")
    #expect(run.output.isEmpty)
    #expect(try workplace.files() == before)
    #expect(try workplace.read("blocked") == Data("a file\n".utf8))
  }

  @Test(arguments: [
    ["pdf", "output.manifest", "--images", "images", "-o", "folder"],
    ["export", "output.manifest", "-o", "folder"],
  ])
  func aFolderInTheWay(_ command: [String]) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob(count: 2)
    try workplace.write(["x"], to: "folder/keep")
    try workplace.run(command + ["-q"]).expectRefusal("folder cannot be written", "pass a file")
    #expect(try workplace.read("folder/keep") == Data("x\n".utf8))
  }

  #if os(Linux)
    @Test(arguments: [
      ["pdf", "output.manifest", "--images", "images", "-o", "/dev/full"],
      ["export", "output.manifest", "-o", "/dev/full"],
    ])
    func aDiskThatIsFull(_ command: [String]) throws {
      let workplace = try Workplace()
      defer { workplace.remove() }
      try workplace.makeJob(count: 2)
      try workplace.run(command + ["-q"]).expectRefusal("/dev/full", "No space left on device")
    }
  #endif

  @Test func aPDFNeedsImages() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob(count: 2)
    try workplace.run("pdf", "output.manifest", "-o", "out.pdf").expectRefusal("--images DIR")
    try workplace.run("pdf", "output.manifest", "--images", "nowhere", "-o", "out.pdf")
      .expectRefusal("nowhere", "cannot be opened")
    #expect(try workplace.files(in: "images").count == 2)
    #expect(!(try workplace.files().contains("out.pdf")))
  }
}
