import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// The first images of a set, each with what is known about it and a link into the gallery.
struct PictureStrip {
  private let page: ReportPage
  private let pictures: PagePictures
  /// The id of the finding or set.
  private let set: String

  /// The maximum number of images shown.
  static let length = 12

  init(_ page: ReportPage, _ pictures: PagePictures, set: String) {
    self.page = page
    self.pictures = pictures
    self.set = set
  }

  /// The first places; nothing where there are none.
  func node(_ places: [ReportPage.Place]) -> HTMLNode {
    let shown = places.prefix(Self.length).compactMap { place in
      page.gallery.position(of: place.row).map { picture(place, $0) }
    }
    guard !shown.isEmpty else { return .nothing }
    return .tag(.ol, class: pictures.areThere ? "strip" : "strip wordy", shown)
  }

  private func picture(_ place: ReportPage.Place, _ position: Int) -> HTMLNode {
    let dataset = page.gallery.dataset
    let values = dataset.row(place.row)
    let names = dataset.classIDs(ofRow: place.row).map { dataset.classNames[$0] }
    let filter = ReportPage.GalleryFilter(finding: set, row: place.row, isGrouped: false)
    return .tag(
      .li, [],
      [
        .tag(
          .a, [.href(PageAddress(filter))],
          [
            image(position, labels: names),
            .tag(
              .span, class: "label",
              dataset.sources(ofRow: place.row).map(swatch) + label(values, names)),
            .tag(.span, class: "quiet", facts(values)),
            .tag(.span, class: "file", [.name(dataset.reference(place.row).fileName, limit: 80)]),
            place.note.isEmpty
              ? .nothing : .tag(.span, class: "remark", [.sentence(place.note)]),
          ])
      ])
  }

  private func facts(_ row: Dataset.Row) -> String {
    [row.confidence.map(decimal), "line \(NumberText.whole(row.line))"]
      .compactMap(\.self).joined(separator: " · ")
  }

  /// The classes of a row, or why it has none.
  private func label(_ row: Dataset.Row, _ names: [String]) -> [HTMLNode] {
    guard !names.isEmpty else {
      return [.text(row.kind == .labelled ? "no class" : row.kind.rawValue)]
    }
    return names.enumerated().flatMap { place, name -> [HTMLNode] in
      (place == 0 ? [] : [.text(", ")]) + [.name(name, limit: 60)]
    }
  }

  private func swatch(_ source: LabelSource) -> HTMLNode {
    .tag(
      .span,
      [
        HTMLAttribute(.class, "swatch " + source.rawValue), HTMLAttribute(.role, "img"),
        HTMLAttribute(.aria_label, "labelled by " + source.words),
        HTMLAttribute(.title, "labelled by " + source.words),
      ])
  }

  private func image(_ position: Int, labels: [String]) -> HTMLNode {
    guard pictures.areThere else { return .nothing }
    guard let (name, source) = pictures.source(position) else {
      let words = page.gallery.images.failures[position]?.words ?? "no picture"
      return .tag(.span, class: "picture none", words)
    }
    let words = labels.map { displayText($0, limit: 60) }.joined(separator: ", ")
    let isLabelled = page.gallery.dataset.kinds[page.gallery.rows[position]] == .labelled
    let without = isLabelled ? "without a class" : "without a label"
    let alternative = labels.isEmpty ? without : "labelled " + words
    return .tag(
      .span, class: "picture",
      [
        .tag(
          .img,
          [
            .src(source), HTMLAttribute(.alt, "Image " + alternative),
            HTMLAttribute(.loading, "lazy"), HTMLAttribute(.decoding, "async"),
            HTMLAttribute(.data_thumb, ThumbnailName.digits(name)),
          ])
      ])
  }
}
