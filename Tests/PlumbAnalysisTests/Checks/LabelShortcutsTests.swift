import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbAnalysis

struct LabelShortcutsTests {
  /// Images of three classes with brightness by class, or by lot.
  private func job(
    _ count: Int, _ change: (inout MeasuredImage, Int, inout SeededNumbers) -> Void
  ) -> ([TestLine], [MeasuredImage]) {
    var numbers = SeededNumbers(seed: 5)
    let classes = (0..<count).map { _ in Int.random(in: 0..<3, using: &numbers) }
    let images = classes.enumerated().map { number, id in
      photograph(number) { change(&$0, id, &numbers) }
    }
    return (classes.map { TestLine(name: ["cat", "dog", "bee"][$0]) }, images)
  }

  private func properties(_ job: ([TestLine], [MeasuredImage])) throws -> [FindingDetail.Value?] {
    try LabelShortcuts().run(job.0, job.1).findings.map { $0["property"] }
  }

  @Test func classesThatBrightnessTellsAreFound() throws {
    let job = job(150) { image, id, numbers in
      image.meanBrightness = 0.2 + 0.3 * Double(id) + Double.random(in: -0.1...0.1, using: &numbers)
    }
    #expect(try properties(job) == [.text("brightness")])
  }

  @Test func oneClassThatTheSizeTellsIsFound() throws {
    let job = job(150) { image, id, numbers in
      let side = id == 1 ? 1_000 : Int.random(in: 300..<600, using: &numbers)
      (image.width, image.height) = (side, side)
    }
    let findings = try LabelShortcuts().run(job.0, job.1).findings
    #expect(findings.map { $0["property"] } == [.text("size in pixels")])
    #expect(findings.map { $0["class"] } == [.text("dog")])
  }

  @Test func chancePasses() throws {
    let job = job(150) { image, _, numbers in
      image.meanBrightness = Double.random(in: 0...1, using: &numbers)
      image.sharpness = Double.random(in: 0.3...2, using: &numbers)
      image.byteCount = Int.random(in: 10_000..<90_000, using: &numbers)
      image.width = Int.random(in: 300..<900, using: &numbers)
    }
    #expect(try properties(job) == [])
  }

  @Test func fewImagesTellNothing() throws {
    let job = job(30) { image, id, _ in image.meanBrightness = Double(id) / 3 }
    guard case .skipped = try LabelShortcuts().run(job.0, job.1) else {
      Issue.record("not skipped")
      return
    }
  }
}
