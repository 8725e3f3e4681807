import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

struct SheetPaginatorTests {
  private struct Page {
    var sheet: TileSheet
    var bookmarks: [Bookmark]
  }

  /// The sheets of classes with so many images by people and by machine.
  private func pages(
    _ classes: [(String, Int, Int)], selection: ImageSelection = ImageSelection(order: .manifest)
  ) throws -> [Page] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var lines: [String] = []
    for (name, human, machine) in classes {
      for index in 0..<human + machine {
        lines.append(line("s3://bucket/\(lines.count).jpg", name, human: index < human))
      }
    }
    let data = try dataset(lines)
    let images = try JobImages(data, folder: folder.path, cache: nil, jobs: 1)
    let sections = selection.sections(of: data)
    var pages: [Page] = []
    var paginator = SheetPaginator(sections, images, footer: "job") { sheet, bookmarks in
      pages.append(Page(sheet: sheet, bookmarks: bookmarks))
    }
    for row in sections.flatMap(\.rows) {
      try paginator.add(row, .failed(ImageFailure(.missing, "not there")))
    }
    return pages
  }

  @Test(arguments: [
    (1, [1]), (99, [99]), (100, [100]), (101, [100, 1]), (200, [100, 100]), (250, [100, 100, 50]),
  ])
  func aSheetTakesAHundred(_ count: Int, _ expected: [Int]) throws {
    let pages = try pages([("cat", count, 0)])
    #expect(pages.map(\.sheet.tiles.count) == expected)
    #expect(
      pages.map(\.sheet.pageLabel)
        == expected.indices.map { "\($0 + 2) / \(expected.count + 1)" })
    for (index, page) in pages.enumerated() {
      let first = index * 100 + 1
      let last = first + expected[index] - 1
      #expect(
        page.sheet.details == [
          "labelled by people", "page \(index + 1) of \(expected.count)",
          "images \(first)–\(last) of \(count)",
        ])
      #expect(page.sheet.tiles.map(\.name) == (first...last).map { "\($0 - 1).jpg" })
      #expect(page.sheet.footer == "job")
    }
  }

  @Test func everySectionBeginsOnASheetOfItsOwn() throws {
    let pages = try pages([("cat", 101, 100), ("dog", 1, 150), ("emu", 0, 3)])
    #expect(pages.map(\.sheet.heading) == ["cat", "cat", "cat", "dog", "dog", "dog", "emu"])
    #expect(pages.map(\.sheet.tiles.count) == [100, 1, 100, 1, 100, 50, 3])
    #expect(
      pages.map { $0.sheet.details[0] } == [
        "labelled by people", "labelled by people", "labelled by machine", "labelled by people",
        "labelled by machine", "labelled by machine", "labelled by machine",
      ])
    #expect(
      pages.map { $0.sheet.details[1] } == [
        "page 1 of 2", "page 2 of 2", "page 1 of 1", "page 1 of 1", "page 1 of 2", "page 2 of 2",
        "page 1 of 1",
      ])
    #expect(pages.map(\.sheet.pageLabel) == (2...8).map { "\($0) / 8" })
  }

  @Test func bookmarksLeadToClassesAndSources() throws {
    let pages = try pages([("cat", 101, 2), ("dog", 0, 50)])
    let bookmarks = pages.map { page in page.bookmarks.map { "\($0.level) \($0.title)" } }
    #expect(
      bookmarks == [
        ["0 cat", "1 by people (101)"], [], ["1 by machine (2)"], ["0 dog", "1 by machine (50)"],
      ])
  }

  @Test func classesThatLookAlikeHaveBookmarksOfTheirOwn() throws {
    let pages = try pages([("caf\u{E9}", 2, 0), ("cafe\u{301}", 1, 0)])
    #expect(pages.map(\.bookmarks.count) == [2, 2])
  }

  @Test func aSubsetSaysFromHowManyItWasChosen() throws {
    let some = try pages([("cat", 5, 0)], selection: ImageSelection(perClass: 2, order: .manifest))
    #expect(some.map(\.sheet.details.last) == ["images 1–2 of 2 (chosen from 5)"])
  }

  @Test func thousandsAreGrouped() throws {
    let pages = try pages([("cat", 1_050, 0)])
    #expect(pages.last?.sheet.details.last == "images 1,001–1,050 of 1,050")
  }

  @Test func placeholdersSayWhyAndKeepTheirLink() throws {
    let tile = try #require(try pages([("cat", 1, 0)]).first?.sheet.tiles.first)
    #expect(tile.content == .placeholder(reason: "not found"))
    #expect(tile.link == "s3://bucket/0.jpg")
    #expect(tile.caption == "0.90")
  }
}
