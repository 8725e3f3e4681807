import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

extension JobImages {
  /// The tile of a row's image, or of the reason why it cannot be shown.
  func tile(_ row: Int, _ outcome: ImageOutcome) -> Tile {
    let others = dataset.otherClassCounts?[row] ?? 0
    let mark = others > 0 ? " +\(others)" : ""
    let confidence = (dataset.row(row).confidence.map(decimal) ?? "–") + mark
    let name = dataset.reference(row).fileName
    let link = dataset.references.string(row)
    switch outcome {
    case .shown(let thumbnail, let facts):
      return Tile(
        content: .image(
          jpeg: thumbnail.jpeg, pixelWidth: thumbnail.width, pixelHeight: thumbnail.height),
        caption: confidence + Self.mark(facts), name: name, link: link)
    case .failed(let failure):
      return Tile(
        content: .placeholder(reason: failure.code.words), caption: confidence, name: name,
        link: link)
    }
  }

  /// What is said below the picture, besides the confidence.
  private static func mark(_ facts: ImageFacts) -> String {
    if facts.isDamaged { return " damaged" }
    return facts.notes.contains(.smallRange) ? " stretched" : ""
  }
}
