import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import TestSupport

@testable import PlumbPages
@testable import PlumbReports

/// A page with everything that a gallery can have.
///
/// 120 rows: labels of two sources and jobs, failed and unlabelled lines, labels under another
/// attribute, images, suspicions, workers' answers, a finding and a set.
enum GoldenPage {
  static func page() throws -> ReportPage {
    var numbers = SeededNumbers(seed: 17)
    // Not Int.random, whose numbers may change with Swift.
    func random(_ count: Int) -> Int { Int(numbers.next() >> 33) % count }
    let lines = (0..<120).map { manifestLine($0, random) }
    var page = ReportPage(Evidence(of: try dataset(lines, attribute: "job")))
    let rows = page.gallery.rows.indices
    page.gallery.images = GalleryImages(count: rows.count)
    page.gallery.pictures.place = .files(isSharded: true)
    page.gallery.pictures.imageFolder = "../my images"
    for position in rows {
      let number = UInt64(random(1_000) + 1)
      let failed = ImageOutcome.failed(
        ImageFailure(random(2) == 0 ? .missing : .unreadable, "gone"))
      let isShown = random(5) > 0
      page.gallery.images.set(
        isShown ? outcome(number << 40) : failed, at: position,
        thumbnail: isShown && random(9) > 0 ? number << 40 : UInt64(0))
    }
    page.gallery.suspicions = rows.map { _ in suspicion(random) }
    page.gallery.splits = rows.map { _ in split(random) }
    page.findings = [
      .init(
        id: "worst", severity: .note, title: "W", messages: [""],
        places: [.init(99), .init(3), .init(40)])
    ]
    page.imageSets = [.init(id: "cell", title: "C", rows: [4, 0, 77])]
    return page
  }

  private static func manifestLine(_ number: Int, _ random: (Int) -> Int) -> String {
    let reference = "s3://bucket/\(random(3))/photo \(number % 70).jpg"
    if random(10) == 0 { return #"{"source-ref":"\#(reference)"}"# }
    if random(10) == 0 {
      return
        #"{"source-ref":"\#(reference)","job-metadata":{"failure-reason":"late \#(random(2))"}}"#
    }
    let name = ["cat", "dog", "猫", "a\u{202E}b", " ", "\u{1F408}", "\u{FFFD}"][random(7)]
    let text = line(
      reference, name, confidence: random(6) == 0 ? nil : "0.\(random(9_000) + 1_000)",
      human: random(2) == 0, job: "labeling-job/\(random(2))")
    guard random(8) == 0 else { return text }
    return text.replacing("\"job\":", with: "\"other\":")
      .replacing("\"job-metadata\":", with: "\"other-metadata\":")
  }

  private static func suspicion(_ random: (Int) -> Int) -> ReportPage.Suspicion? {
    if random(4) == 0 { return nil }
    let reasons = [[], ["odd"], ["old"], ["odd", "old"]][random(4)]
    // Exact with four digits, which is what the page has of a score.
    return .init(
      score: Double(random(17)) / 16, reasons: reasons,
      classID: random(3) == 0 ? random(5) : nil)
  }

  private static func split(_ random: (Int) -> Int) -> ReportPage.WorkerSplit? {
    let splits: [[ReportPage.WorkerSplit.Part]] = [
      [.init(name: "cat", count: 5)], [.init(name: "cat", count: 1)],
      [.init(name: "cat", count: 3), .init(name: "zebra", count: 2)],
      [.init(name: "dog", count: 3), .init(name: "cat", count: 2)],
    ]
    return random(5) == 0 ? nil : .init(splits[random(splits.count)])
  }
}
