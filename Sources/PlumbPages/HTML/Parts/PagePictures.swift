import PlumbReports

/// Gives the parts of a page the picture of a row.
struct PagePictures {
  private let gallery: ReportPage.Gallery
  private let embedded: EmbeddedThumbnails?

  init(_ gallery: ReportPage.Gallery, embedded: EmbeddedThumbnails?) {
    self.gallery = gallery
    self.embedded = embedded
  }

  /// Whether there are pictures at all.
  var areThere: Bool { !gallery.images.isEmpty }

  /// The picture of a position; nil if there is none.
  func source(_ position: Int) -> (name: UInt64, source: PictureSource)? {
    guard areThere, case let name = gallery.images.thumbnails[position], name != 0 else {
      return nil
    }
    switch gallery.pictures.place {
    case .nowhere: return nil
    case .files(let isSharded):
      return (name, PictureSource(thumbnail: name, isSharded: isSharded))
    case .page: return embedded?[name].map { (name, PictureSource(jpeg: $0)) }
    }
  }
}
