/// One small picture with its captions.
package struct Tile: Sendable, Hashable {
  /// What a tile shows.
  package enum Content: Sendable, Hashable {
    /// The bytes of a JPEG file and the size that it states, in pixels.
    case image(jpeg: [UInt8], pixelWidth: Int, pixelHeight: Int)
    /// Why there is no picture, in a few words.
    case placeholder(reason: String)
  }

  /// The picture, or why there is none.
  package var content: Content
  /// The main text under the picture, usually a confidence such as "0.93".
  package var caption: String
  /// The file name, shortened in the middle.
  package var name: String
  /// The link target; nil for no link.
  package var link: String?

  /// Makes a tile.
  package init(content: Content, caption: String, name: String, link: String? = nil) {
    self.content = content
    self.caption = caption
    self.name = name
    self.link = link
  }
}

/// The sizes of one kind of tile, in points.
struct TileStyle {
  /// The room for the picture.
  let picture: Size
  let caption: TextStyle
  let name: TextStyle
  let reasonStyle: TextStyle

  /// The distance from the picture's room to the first baseline, as a share of the caption's size.
  private static let gap = 0.35

  /// The height of picture and captions.
  func height(metrics: any TextMetrics) -> Double {
    picture.height + caption.size * TileStyle.gap + metrics.lineHeight(of: caption)
      + metrics.lineHeight(of: name)
  }

  /// Draws the tile with its top left corner at `corner`.
  func draw(_ tile: Tile, at corner: Point, into builder: inout DrawingBuilder) {
    let room = Rectangle(
      x: corner.x, y: corner.y, width: picture.width, height: picture.height)
    drawContent(of: tile, in: room, into: &builder)
    let top = room.maximumY + caption.size * TileStyle.gap
    let captionLine = top + builder.metrics.ascent(of: caption)
    let nameLine =
      top + builder.metrics.lineHeight(of: caption) + builder.metrics.ascent(of: name)
    builder.text(
      tile.caption, at: Point(x: room.middleX, y: captionLine), anchor: .middle, style: caption,
      maximumWidth: room.width)
    builder.text(
      tile.name, at: Point(x: room.middleX, y: nameLine), anchor: .middle, style: name,
      maximumWidth: room.width, truncation: .middle)
    if let link = tile.link {
      let height = height(metrics: builder.metrics)
      builder.add(
        .link(Rectangle(x: room.x, y: room.y, width: room.width, height: height), uri: link))
    }
  }

  private func drawContent(
    of tile: Tile, in room: Rectangle, into builder: inout DrawingBuilder
  ) {
    switch tile.content {
    case .image(let jpeg, let pixelWidth, let pixelHeight):
      let size = Size(width: Double(pixelWidth), height: Double(pixelHeight))
      builder.add(
        .image(
          ImageMark(
            frame: room.fitting(size), jpeg: jpeg, pixelWidth: pixelWidth,
            pixelHeight: pixelHeight, alternativeText: tile.name)))
    case .placeholder(let reason): builder.placeholder(reason, in: room, style: reasonStyle)
    }
  }
}
