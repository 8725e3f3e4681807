import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

/// Lays the images of sections out on sheets of up to 100, one image after the other, and gives
/// each sheet away as soon as it is full.
struct SheetPaginator {
  private let sections: [ImageSection]
  private let images: JobImages
  private let footer: String
  private let pageCount: Int
  private let emit: (TileSheet, [Bookmark]) throws -> Void
  private var section = 0
  private var shown = 0
  private var tiles: [Tile] = []
  private var page: Int

  /// Thumbnails a sheet.
  static let capacity = 100

  /// Begins a book.
  ///
  /// - Parameters:
  ///   - sections: What is shown; their rows are to be added in their order.
  ///   - images: Makes the tiles.
  ///   - footer: The text at the foot of every sheet.
  ///   - pagesBefore: Pages of the document in front of the first sheet.
  ///   - emit: Takes a full sheet with the bookmarks that lead to it.
  init(
    _ sections: [ImageSection], _ images: JobImages, footer: String, pagesBefore: Int = 1,
    emit: @escaping (TileSheet, [Bookmark]) throws -> Void
  ) {
    self.sections = sections
    self.images = images
    self.footer = footer
    self.emit = emit
    page = pagesBefore
    pageCount = pagesBefore + Self.pageCount(sections)
  }

  /// The number of sheets, without the cover.
  static func pageCount(_ sections: [ImageSection]) -> Int {
    sections.reduce(0) { $0 + pages($1) }
  }

  private static func pages(_ section: ImageSection) -> Int {
    (section.rows.count + capacity - 1) / capacity
  }

  /// Adds the next row's image.
  mutating func add(_ row: Int, _ outcome: ImageOutcome) throws {
    tiles.append(images.tile(row, outcome))
    let current = sections[section]
    guard tiles.count == Self.capacity || shown + tiles.count == current.rows.count else { return }
    page += 1
    try emit(sheet(current), shown == 0 ? bookmarks(current) : [])
    shown += tiles.count
    tiles.removeAll(keepingCapacity: true)
    if shown == current.rows.count {
      section += 1
      shown = 0
    }
  }

  private func sheet(_ section: ImageSection) -> TileSheet {
    let number = shown / Self.capacity + 1
    let last = NumberText.whole(shown + tiles.count)
    let range =
      "images \(NumberText.whole(shown + 1))–\(last) of \(NumberText.whole(section.rows.count))"
    let all =
      section.rows.count == section.total
      ? "" : " (chosen from \(NumberText.whole(section.total)))"
    return TileSheet(
      heading: section.className,
      details: [
        "labelled by \(section.source.words)", "page \(number) of \(Self.pages(section))",
        range + all,
      ],
      tiles: tiles, footer: footer,
      pageLabel: "\(NumberText.whole(page)) / \(NumberText.whole(pageCount))",
      side: Self.side(section.rows.count))
  }

  /// Thumbnails beside and above each other: a section that needs only a part of a sheet of ten by
  /// ten is shown larger.
  private static func side(_ count: Int) -> Int {
    switch count {
    case ...25: 5
    case ...49: 7
    default: 10
    }
  }

  /// The class at its first section, and each source below it.
  private func bookmarks(_ current: ImageSection) -> [Bookmark] {
    let isFirst =
      section == 0
      || ByteString(sections[section - 1].className) != ByteString(current.className)
    let source = Bookmark(
      title: "by \(current.source.words) (\(NumberText.whole(current.total)))", level: 1)
    return isFirst ? [Bookmark(title: displayName(current.className), level: 0), source] : [source]
  }
}
