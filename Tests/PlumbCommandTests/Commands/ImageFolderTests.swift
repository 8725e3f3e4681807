import Foundation
import TestSupport
import Testing

/// `--images` with a folder that is a level too high, too low, or another one.
struct ImageFolderTests {
  private static let commands = [
    ["report", "-o", "out"], ["pdf", "-o", "out.pdf"], ["figures", "-o", "out"], ["check"],
    ["export", "--format", "imagefolder", "-o", "out"],
  ]

  private func inWorkplace(_ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let keys = (0..<6).map { "set/\($0).jpg" }
    try workplace.write(keys.map { line("s3://bucket/" + $0, "cat") }, to: "output.manifest")
    for key in keys { try workplace.write(try picture(), to: "photos/" + key) }
    try workplace.write(Data([1]), to: "photos/images/readme.txt")
    try body(workplace)
  }

  @Test(arguments: commands)
  func aFolderWithoutAnyImageEndsTheRun(_ command: [String]) throws {
    try inWorkplace { workplace in
      let run = try workplace.run(
        [command[0], "output.manifest"] + command.dropFirst() + ["--images", "photos/images"])
      #expect(run.status == 2)
      #expect(
        run.errors.contains(
          "0 of 6 images found in photos/images; 6 would be in photos. Pass --images photos."))
      #expect(try workplace.files().filter { $0 == "out.pdf" || $0.hasPrefix("out/") } == [])
    }
  }

  @Test(arguments: commands)
  func aFolderAboveOrBelowIsUsedAndSaid(_ command: [String]) throws {
    try inWorkplace { workplace in
      let run = try workplace.run(
        [command[0], "output.manifest"] + command.dropFirst() + ["--images", "."])
      #expect(run.status < 2, "\(run.errors)")
      let note = "6 of 6 images were found in \"./photos\"\n"
      #expect(run.errors.components(separatedBy: note).count == 2, "\(run.errors)")
    }
  }

  @Test func namesInAnotherSpellingAreCountedOnceAndListed() throws {
    try inWorkplace { workplace in
      try workplace.write(
        [line("s3://bucket/Set/0.JPG", "cat"), line("s3://bucket/set/1.jpg", "dog")],
        to: "output.manifest")
      let run = try workplace.run("report", "output.manifest", "--images", "photos", "-o", "out")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("note: 1 image was found under another spelling of the name"))
      let problems = try String(
        contentsOfFile: workplace.path + "/out/problems.csv", encoding: .utf8)
      #expect(
        problems.contains(
          "1,image,similar-name,\"found as set/0.jpg, which differs in letter case\""))
    }
  }
}
