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

  /// Sets of classes: empty ones, lines without a label, and labels without a confidence.
  static func pageOfSets() throws -> ReportPage {
    var numbers = SeededNumbers(seed: 23)
    func random(_ count: Int) -> Int { Int(numbers.next() >> 33) % count }
    let names = ["cat", "dog", "猫", "a\u{202E}b"]
    let lines = (0..<60).map { number -> String in
      let reference = "s3://bucket/\(random(2))/photo \(number).jpg"
      switch random(9) {
      case 0: return #"{"source-ref":"\#(reference)"}"#
      case 1: return #"{"source-ref":"\#(reference)","job-metadata":{"failure-reason":"late"}}"#
      default:
        let ids = names.indices.filter { _ in random(3) == 0 }
        return setLine(
          reference, ids.map { ($0, names[$0], random(5) == 0 ? nil : "0.\(random(900) + 100)") },
          isHuman: random(2) == 0)
      }
    }
    var page = ReportPage(Evidence(of: try dataset(lines, attribute: "job")))
    // The scores of sets do not say whether a class is probably wrong.
    page.gallery.suspicions = page.gallery.rows.map { row in
      row % 3 == 0
        ? nil
        : .init(
          score: Double(row % 17) / 16, isProbablyWrong: row % 5 < 2,
          reasons: [["cat is odd"], ["cat is odd", "猫 is missing"]][row % 2])
    }
    return page
  }

  private static func setLine(
    _ reference: String, _ labels: [(id: Int, name: String, confidence: String?)], isHuman: Bool
  ) -> String {
    let map = labels.map { "\"\($0.id)\":\"\($0.name)\"" }.joined(separator: ",")
    let confidences = labels.compactMap { label in
      label.confidence.map { "\"\(label.id)\":\($0)" }
    }.joined(separator: ",")
    return
      #"{"source-ref":"\#(reference)","job":\#(labels.map(\.id)),"job-metadata":{"class-map":{"#
      + map + #"},"confidence-map":{"# + confidences
      + #"},"human-annotated":"\#(isHuman ? "yes" : "no")","job-name":"labeling-job/j","#
      + #""creation-date":"2024-03-01T10:00:00","#
      + #""type":"groundtruth/image-classification-multilabel"}}"#
  }

  /// Attributes that are named after their classes, so that an image has labels of several sources and
  /// jobs.
  static func pageOfAttributes() throws -> ReportPage {
    var numbers = SeededNumbers(seed: 29)
    func random(_ count: Int) -> Int { Int(numbers.next() >> 33) % count }
    let lines = (0..<40).map { number -> String in
      let pairs = ["oak", "elm", "wet"].filter { _ in random(2) == 0 }.map { name -> String in
        let whole = line(
          "s3://bucket/x.jpg", name, attribute: name, label: "1",
          confidence: random(4) == 0 ? nil : "0.\(random(90) + 10)", human: random(2) == 0,
          date: "2024-03-0\(random(3) + 1)T10:00:00", job: "labeling-job/\(name)")
        // Without the braces and the reference, which the line has once.
        return String(whole.dropFirst(#"{"source-ref":"s3://bucket/x.jpg","#.count).dropLast())
      }
      return "{"
        + ([#""source-ref":"s3://bucket/photo \#(number).jpg""#] + pairs).joined(separator: ",")
        + "}"
    }
    return ReportPage(Evidence(of: try dataset(lines)))
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
    let score = Double(random(17)) / 16
    return .init(
      score: score, isProbablyWrong: score >= 0.5, reasons: reasons,
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
