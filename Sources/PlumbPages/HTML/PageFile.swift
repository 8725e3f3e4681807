import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

/// Writes `index.html` and what belongs to it.
///
/// ```swift
/// let file = PageFile(evidence, folder: "report", options: options)
/// for try await (row, outcome) in images { try file.add(row, outcome) }
/// try file.write(log: log, files: ["ground_truth.pdf"])
/// ```
final class PageFile: ImageObserver {
  private var page: ReportPage
  private var evidence: Evidence
  private let folder: String
  private let options: PageOptions
  private let thumbnailFolder: ContentFolder
  private let thumbnails: PageThumbnails?

  /// The name of the page.
  static let name = "index.html"

  /// Prepares the page; nothing is written yet.
  ///
  /// - Parameters:
  ///   - evidence: What it is about.
  ///   - folder: Where it is to lie.
  ///   - options: How it is to be written.
  init(_ evidence: Evidence, folder: String, options: PageOptions) {
    self.evidence = evidence
    self.folder = folder
    self.options = options
    page = ReportPage(evidence, options: options)
    let isSharded = page.gallery.rows.count > ThumbnailName.mostUnsharded
    thumbnailFolder = ContentFolder(
      path: "\(folder)/\(ThumbnailName.folder)", suffix: ".jpg", isSharded: isSharded)
    guard evidence.images != nil else {
      thumbnails = nil
      return
    }
    if options.isSingleFile {
      let embedded = EmbeddedThumbnails(
        budget: options.maximumBytes, ranks: embeddingRanks(page))
      thumbnails = PageThumbnails(page.gallery, embedded: embedded)
    } else {
      page.gallery.pictures.place = .files(isSharded: isSharded)
      thumbnails = PageThumbnails(page.gallery, folder: thumbnailFolder)
    }
  }

  /// Records the outcome of a row's image.
  ///
  /// - Throws: `OutputError` if its thumbnail cannot be written.
  func add(_ row: Int, _ outcome: ImageOutcome) throws(OutputError) {
    try thumbnails?.add(row, outcome)
  }

  func add(
    _ row: Int, _ outcome: ImageOutcome, log: inout ImageLog, isolation: isolated (any Actor)?
  ) async throws {
    try add(row, outcome)
  }

  /// Takes the results of the checks, before the page is written.
  func take(_ checks: CheckReport) { evidence.checks = checks }

  /// Rows of the gallery whose images no other output reads.
  var otherRows: [Int] { page.gallery.rows.filter { evidence.labels.kinds[$0] != .labelled } }

  /// Writes the page.
  ///
  /// - Parameters:
  ///   - log: What happened while images were read.
  ///   - files: Names of files beside it that it links to.
  /// - Returns: The paths of what was written.
  /// - Throws: `OutputError` if it cannot be written, and ``ReportError`` if it cannot be made
  ///   small enough.
  func write(log: ImageLog, files: [String]) throws -> [String] {
    if let checks = evidence.checks { page.take(checks) }
    let path = "\(folder)/\(Self.name)"
    if let thumbnails { page.gallery.images = thumbnails.images }
    guard options.isSingleFile else {
      page.provenance.files = files
      page.gallery.pictures.imageFolder = evidence.images.flatMap { images in
        images.folder.flatMap { relativePath(from: folder, to: $0) }
      }
      try write(PageDocument(page), to: path)
      thumbnailFolder.removeOthers()
      return thumbnails == nil ? [path] : [path, "\(folder)/\(ThumbnailName.folder)"]
    }
    try writeSingleFile(to: path)
    thumbnailFolder.removeOthers()
    return [path]
  }

  private func write(_ document: PageDocument, to path: String) throws {
    let output = try OutputFile(path: path)
    try document.write { bytes in try bytes.withUnsafeBytes { try output.write($0) } }
    try output.commit()
  }

  // MARK: One file

  /// What the words about thumbnails that were left out may take, in bytes.
  private static let roomForNote = 1_000

  private func writeSingleFile(to path: String) throws {
    guard var embedded = thumbnails?.embedded else {
      return try write(PageDocument(page), to: path)
    }
    page.gallery.pictures.place = .page
    embedded.rank(by: embeddingRanks(page), names: page.gallery.images.thumbnails)
    let rest = try size(of: PageDocument(page, embedded: embedded), without: embedded)
    let room = options.maximumBytes - rest - Self.roomForNote
    guard room >= 0 else {
      throw ReportError(
        "\(path) needs \(NumberText.whole(rest)) bytes without any thumbnails, more than "
          + "--max-size \(NumberText.whole(options.maximumBytes)); raise the limit, or show fewer "
          + "images with --limit.")
    }
    embedded.cut(to: room)
    dropThumbnails(notIn: embedded)
    try write(PageDocument(page, embedded: embedded), to: path)
  }

  /// How large the page is, but for the list of thumbnails.
  private func size(of document: PageDocument, without embedded: EmbeddedThumbnails) throws -> Int {
    var count = 0
    try document.write { count += $0.count }
    return count - embedded.all.reduce(0) { $0 + EmbeddedThumbnails.cost($1.jpeg) }
  }

  private func dropThumbnails(notIn embedded: EmbeddedThumbnails) {
    let names = page.gallery.images.thumbnails
    var (dropped, all) = (0, 0)
    for (position, name) in names.enumerated() where name != 0 {
      all += 1
      if embedded[name] == nil {
        page.gallery.images.dropThumbnail(at: position)
        dropped += 1
      }
    }
    guard dropped > 0 else { return }
    page.gallery.pictures.note =
      "\(NumberText.whole(dropped)) of \(NumberText.whole(all)) thumbnails are left out to keep "
      + "this file below \(NumberText.whole(options.maximumBytes)) bytes (--max-size). Thumbnails "
      + "of findings are kept first, then the most suspected labels, then in turn the lowest "
      + "confidence of each class and source."
  }
}

/// Positions with a suspected label: those that are probably wrong first, then by score, the highest first.
private func suspectedPositions(_ gallery: ReportPage.Gallery) -> [Int] {
  let suspected = gallery.suspicions.enumerated().compactMap { position, suspicion in
    suspicion.map { (position: position, suspicion: $0) }
  }
  return suspected.sorted { one, other in
    let (left, right) = (one.suspicion, other.suspicion)
    if left.isProbablyWrong != right.isProbablyWrong { return left.isProbablyWrong }
    return (-left.score, one.position) < (-right.score, other.position)
  }.map(\.position)
}

/// The rank of each position of a gallery for being shown where there is no room for all: images of
/// findings, then the most suspected, then in turn the lowest confidence of each class and source.
func embeddingRanks(_ page: ReportPage) -> [Int32] {
  let gallery = page.gallery
  var ranks = [Int32](repeating: .max, count: gallery.rows.count)
  var next: Int32 = 0
  func take(_ position: Int) {
    guard ranks[position] == .max else { return }
    ranks[position] = next
    next += 1
  }
  for places in page.findings.map(\.places) + page.sections.map(\.places) {
    for row in places.map(\.row).prefix(PictureStrip.length) {
      if let position = gallery.position(of: row) { take(position) }
    }
  }
  for position in suspectedPositions(gallery) { take(position) }
  let byClass = gallery.dataset.byClass
  let sections = ImageSelection(order: .confidence).sections(of: byClass)
  let longest = sections.map(\.rows.count).max() ?? 0
  for round in 0..<longest {
    for section in sections where round < section.rows.count {
      if let position = gallery.position(of: byClass.imageRow(section.rows[round])) {
        take(position)
      }
    }
  }
  for position in ranks.indices { take(position) }
  return ranks
}
