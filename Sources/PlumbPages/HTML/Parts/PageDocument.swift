import PageAssets
import PlumbReports
import PlumbText

/// The whole file, piece by piece.
///
/// Its markup is either static or made of ``HTMLNode``; data is in `script` elements of a type that
/// browsers do not run.
struct PageDocument {
  private let page: ReportPage
  private let embedded: EmbeddedThumbnails?

  /// - Parameters:
  ///   - page: What it says.
  ///   - embedded: The thumbnails, where they are kept in the page.
  init(_ page: ReportPage, embedded: EmbeddedThumbnails? = nil) {
    self.page = page
    self.embedded = embedded
  }

  /// Writes the file.
  ///
  /// - Parameter write: Takes the bytes, piece by piece.
  /// - Throws: Whatever `write` throws.
  func write(to write: @escaping ([UInt8]) throws -> Void) throws {
    try write(Array(head.utf8))
    try write(PageAssets.style)
    try write(Array("</style>\n</head>\n<body>\n".utf8))
    try write(Array(HTMLWriter.text(of: overview).utf8))
    try write(PageAssets.gallery)
    try write(Array("<script type=\"application/json\" id=\"data\">".utf8))
    var data = ScriptData(to: write)
    try GalleryData(page).write(to: &data)
    try data.finish()
    try write(Array("</script>\n".utf8))
    if let embedded { try writeThumbnails(embedded, to: write) }
    try write(Array("<script>".utf8))
    try write(PageAssets.script)
    try write(Array("</script>\n</body>\n</html>\n".utf8))
  }

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(XMLText(PageSecurity.policy))">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>\(XMLText(displayText(page.title))): labels</title>
    <link rel="icon" href="data:,">
    <style>
    """
  }

  private var overview: HTMLNode {
    let pictures = PagePictures(page.gallery, embedded: embedded)
    return .group([
      HeadPart(page: page).node,
      .tag(
        .main, [HTMLAttribute(.id, "report")],
        [
          FindingsPart(page: page, pictures: pictures).node,
          .group(
            (page.sections + [labelCharts]).map {
              SectionPart(section: $0, page: page, pictures: pictures).node
            }),
          FootPart(page: page).node,
        ]),
    ])
  }

  private var labelCharts: ReportPage.Section {
    var section = ReportPage.Section(id: "charts", title: "Charts")
    section.charts = page.charts
    return section
  }

  /// The thumbnails by name, as text: the script makes pictures of the visible ones.
  private func writeThumbnails(
    _ embedded: EmbeddedThumbnails, to write: @escaping ([UInt8]) throws -> Void
  ) throws {
    try write(Array("<script type=\"application/json\" id=\"thumbnails\">{".utf8))
    for (index, thumbnail) in embedded.all.enumerated() {
      let comma = index == 0 ? "" : ","
      let name = ThumbnailName.digits(thumbnail.name)
      try write(Array("\(comma)\"\(name)\":\"\(Base64.text(thumbnail.jpeg))\"".utf8))
    }
    try write(Array("}</script>\n".utf8))
  }
}
