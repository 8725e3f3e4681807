import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem

/// Takes the images of a page as they are read, and stores their thumbnails where the page will
/// find them.
///
/// Used by one task at a time.
final class PageThumbnails {
  private(set) var images: GalleryImages
  /// What is kept in the page; nil if thumbnails are files.
  private(set) var embedded: EmbeddedThumbnails?
  private let folder: ContentFolder?
  private let gallery: ReportPage.Gallery
  /// The second 64 bits of the content's hash, by the name that the first 64 bits gave: two contents
  /// that share a name must not share a picture.
  private var contents: [UInt64: UInt64] = [:]

  /// Keeps thumbnails as files of a folder.
  init(_ gallery: ReportPage.Gallery, folder: ContentFolder) {
    self.gallery = gallery
    self.folder = folder
    images = GalleryImages(count: gallery.rows.count)
  }

  /// Keeps thumbnails in memory, for the page itself.
  init(_ gallery: ReportPage.Gallery, embedded: EmbeddedThumbnails) {
    self.gallery = gallery
    self.embedded = embedded
    folder = nil
    images = GalleryImages(count: gallery.rows.count)
  }

  /// Records the outcome of a row's image; rows that are not in the gallery are skipped.
  func add(_ row: Int, _ outcome: ImageOutcome) throws(OutputError) {
    guard let position = gallery.position(of: row) else { return }
    var name: UInt64 = 0
    if case .shown(let thumbnail, let facts) = outcome {
      name = self.name(of: facts.contentHash)
      try folder?.add(ThumbnailName.digits(name), thumbnail.jpeg)
      embedded?.add(name, thumbnail.jpeg, at: position)
    }
    images.set(outcome, at: position, thumbnail: name)
  }

  /// The first 64 bits, or the next ones if two files were made to share them.
  private func name(of hash: ContentHash) -> UInt64 {
    let words = hash.words
    for word in 0..<3 where words[word] != 0 {
      let known = contents[words[word]]
      if known == nil || known == words[word + 1] {
        contents[words[word]] = words[word + 1]
        return words[word]
      }
    }
    return words.w
  }
}

/// Thumbnails that are kept in memory for a page of one file, within a budget: the first ones by
/// their rank.
struct EmbeddedThumbnails {
  private let budget: Int
  /// The rank of each position; the lowest is kept first.
  private let ranks: [Int32]
  private var kept: [UInt64: (rank: Int32, jpeg: [UInt8])] = [:]
  private var total = 0
  /// Ranks from here on are not kept.
  private var limit = Int32.max

  /// Nothing kept yet.
  ///
  /// - Parameters:
  ///   - budget: How many bytes the page has for thumbnails at the most.
  ///   - ranks: The rank of each position.
  init(budget: Int, ranks: [Int32]) {
    self.budget = budget
    self.ranks = ranks
  }

  /// Keeps a thumbnail, unless its rank is too low already.
  mutating func add(_ name: UInt64, _ jpeg: [UInt8], at position: Int) {
    let rank = ranks[position]
    if let known = kept[name] {
      kept[name] = (min(known.rank, rank), known.jpeg)
    } else if rank < limit {
      kept[name] = (rank, jpeg)
      total += Self.cost(jpeg)
    }
    // Now and then, so that memory stays within twice the budget.
    if total > budget * 2 + (1 << 20) { cut(to: budget) }
  }

  /// Ranks the kept thumbnails again, such as by findings from the images.
  ///
  /// - Parameters:
  ///   - ranks: The rank of each position.
  ///   - names: The name of each position's thumbnail, 0 for none.
  mutating func rank(by ranks: [Int32], names: [UInt64]) {
    var best: [UInt64: Int32] = [:]
    for (rank, name) in zip(ranks, names) where name != 0 {
      best[name] = min(best[name] ?? .max, rank)
    }
    for (name, rank) in best { kept[name]?.rank = rank }
  }

  /// Drops the last thumbnails until the rest fits into a number of bytes in the page.
  mutating func cut(to budget: Int) {
    let order = kept.map { (rank: $0.value.rank, name: $0.key) }.sorted { $0 < $1 }
    total = 0
    for (index, entry) in order.enumerated() {
      let cost = Self.cost(kept[entry.name]?.jpeg ?? [])
      guard total + cost <= budget else {
        limit = entry.rank
        for other in order[index...] { kept[other.name] = nil }
        return
      }
      total += cost
    }
  }

  /// A thumbnail; nil if it is not kept.
  subscript(name: UInt64) -> [UInt8]? { kept[name]?.jpeg }

  /// Every thumbnail that is kept, in the order of the names.
  var all: [(name: UInt64, jpeg: [UInt8])] {
    kept.map { ($0.key, $0.value.jpeg) }.sorted { $0.0 < $1.0 }
  }

  /// What a thumbnail costs in the page: four characters for three bytes, and its name.
  static func cost(_ jpeg: [UInt8]) -> Int { (jpeg.count + 2) / 3 * 4 + 23 }
}
