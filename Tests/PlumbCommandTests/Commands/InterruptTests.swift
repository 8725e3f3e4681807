import Foundation
import PlumbSystem
import TestSupport
import Testing

/// Ctrl-C ends with 130 and leaves nothing half-written.
struct InterruptTests {
  /// The manifest never ends; that the program reads it shows that it runs.
  @Test(arguments: [
    ["summary", "-"], ["export", "-", "-o", "out/labels.csv"], ["report", "-", "-o", "out"],
  ])
  func whileTheManifestIsRead(_ arguments: [String]) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let pipe = Pipe()
    let running = try workplace.start(arguments, input: pipe.fileHandleForReading)
    // More than a pipe holds: the write ends only when most of it was read.
    let lines = [String](repeating: line("s3://bucket/a.jpg"), count: 2_000)
    try pipe.fileHandleForWriting.write(contentsOf: Data(lines.joined(separator: "\n").utf8))
    running.process.interrupt()
    let run = try running.wait()
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try workplace.files().isEmpty)
    try pipe.fileHandleForWriting.close()
  }

  /// The PDF is on its way to the disk when the signal comes; an older one stays as it is.
  @Test func whileImagesAreLookedAt() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    let count = 4_000
    try workplace.write(try picture(width: 400, height: 300), to: "images/bucket/0.jpg")
    for number in 1..<count {
      try FileManager.default.linkItem(
        atPath: workplace.path + "/images/bucket/0.jpg",
        toPath: workplace.path + "/images/bucket/\(number).jpg")
    }
    try workplace.write((0..<count).map { line("s3://bucket/\($0).jpg") }, to: "output.manifest")
    try workplace.write(["old"], to: "out/all.pdf")
    let running = try workplace.start([
      "pdf", "output.manifest", "--images", "images", "--no-cache", "--jobs", "1", "-o",
      "out/all.pdf",
    ])
    while running.process.isRunning, try workplace.files(in: "out").count < 2 { usleep(1_000) }
    running.process.interrupt()
    let run = try running.wait()
    #expect(run.status == 130, "\(run.errors)")
    #expect(try workplace.files(in: "out") == ["all.pdf"])
    #expect(try workplace.read("out/all.pdf") == Data("old\n".utf8))
  }
}
