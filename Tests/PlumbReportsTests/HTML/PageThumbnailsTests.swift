import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct PageThumbnailsTests {
  private func gallery(_ count: Int) throws -> ReportPage.Gallery {
    ReportPage.Gallery(
      dataset: try dataset((0..<count).map { line("s3://bucket/\($0)") }), rows: Array(0..<count))
  }

  @Test func equalImagesShareAFile() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let files = ContentFolder(path: folder.path + "/thumbs", suffix: ".jpg", isSharded: false)
    let thumbnails = PageThumbnails(try gallery(4), folder: files)
    for row in 0..<3 { try thumbnails.add(row, outcome(row == 1 ? 7 : 9)) }
    try thumbnails.add(3, .failed(ImageFailure(.missing, "gone")))
    try thumbnails.add(99, outcome(1))
    #expect(folder.names("thumbs") == ["0000000000000007.jpg", "0000000000000009.jpg"])
    #expect(thumbnails.images.thumbnails == [9, 7, 9, 0])
    #expect(thumbnails.images.widths == [40, 40, 40, 0])
    #expect(thumbnails.images.failures == [nil, nil, nil, .missing])
  }

  /// Somebody may make two images whose hashes begin alike: neither may show the other's picture.
  @Test func imagesWhoseHashesBeginAlikeKeepTheirOwnPictures() throws {
    let embedded = EmbeddedThumbnails(budget: 10_000, ranks: [0, 1, 2, 3])
    let thumbnails = PageThumbnails(try gallery(4), embedded: embedded)
    for (row, second) in [(0, 5), (1, 6), (2, 5), (3, 6)] as [(Int, UInt64)] {
      try thumbnails.add(row, outcome(42, second: second))
    }
    let names = thumbnails.images.thumbnails
    #expect(names[0] == names[2] && names[1] == names[3] && names[0] != names[1])
  }

  // MARK: A budget

  /// What is kept is the longest beginning of the ranks that fits, in whatever order they come.
  @Test func theFirstRanksAreKept() throws {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<200 {
      let count = Int.random(in: 1...60, using: &numbers)
      let sizes = (0..<count).map { _ in Int.random(in: 1...60_000, using: &numbers) }
      let ranks = Array(0..<Int32(count)).shuffled(using: &numbers)
      let budget = Int.random(in: 0...1_500_000, using: &numbers)
      var embedded = EmbeddedThumbnails(budget: budget, ranks: ranks)
      for position in (0..<count).shuffled(using: &numbers) {
        let jpeg = [UInt8](repeating: 0, count: sizes[position])
        embedded.add(UInt64(position + 1), jpeg, at: position)
      }
      embedded.cut(to: budget)
      var (wanted, total): (Set<UInt64>, Int) = ([], 0)
      for position in (0..<count).sorted(by: { ranks[$0] < ranks[$1] }) {
        total += EmbeddedThumbnails.cost([UInt8](repeating: 0, count: sizes[position]))
        if total > budget { break }
        wanted.insert(UInt64(position + 1))
      }
      #expect(Set(embedded.all.map(\.name)) == wanted)
    }
  }

  @Test func aPictureHasTheBestRankOfItsImages() {
    var embedded = EmbeddedThumbnails(budget: 1_000, ranks: [9, 0, 5])
    embedded.add(1, [UInt8](repeating: 1, count: 300), at: 0)
    embedded.add(2, [UInt8](repeating: 2, count: 300), at: 2)
    embedded.add(1, [UInt8](repeating: 1, count: 300), at: 1)
    embedded.cut(to: 450)
    #expect(embedded.all.map(\.name) == [1])
    #expect(embedded[2] == nil)
  }

  @Test func ranksMayComeLate() {
    var embedded = EmbeddedThumbnails(budget: 1_000, ranks: [0, 1, 2, 3])
    for name in 1...3 as ClosedRange<UInt64> {
      embedded.add(name, [UInt8](repeating: 1, count: 300), at: Int(name))
    }
    // The third name stands at two positions; the better rank counts.
    embedded.rank(by: [5, 9, 8, 2], names: [3, 1, 2, 3])
    embedded.cut(to: 450)
    #expect(embedded.all.map(\.name) == [3])
  }

  @Test func findingsThenSuspectsThenLowConfidencesComeFirst() throws {
    let lines = (0..<6).map { line("s3://bucket/\($0)", confidence: "0.\(9 - $0)") }
    var page = ReportPage(Evidence(of: try dataset(lines)))
    page.findings = [
      .init(id: "x", severity: .error, title: "", messages: [""], places: [.init(2)])
    ]
    page.gallery.suspicions = [
      nil, .init(score: 0.4, isProbablyWrong: false, reasons: []), nil, nil,
      .init(score: 0.6, isProbablyWrong: true, reasons: []), nil,
    ]
    let ranks = embeddingRanks(page)
    #expect((0..<6).sorted { ranks[$0] < ranks[$1] } == [2, 4, 1, 5, 3, 0])
  }
}
