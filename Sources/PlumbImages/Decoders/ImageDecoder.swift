import PlumbImageFacts

/// Turns the bytes of one file into a thumbnail and facts.
///
/// Used by one worker.
final class ImageDecoder {
  /// What the bytes alone show; notes that depend on the file's name are added later.
  struct Decoded {
    let thumbnail: Thumbnail
    let format: ImageFormat
    /// The size as shown.
    let size: PixelSize
    let orientation: Int
    let notes: ImageNotes
    /// More precise words for some of the notes.
    let remarks: [ImageNote: String]
    /// Only if requested.
    let measures: PictureMeasures?
    var cleanVision: CleanVisionScores?
  }

  private let jpeg = JPEGDecoder()
  private let encoder = ThumbnailEncoder()
  private let profiles = ColourProfiles()
  private let meter = PictureMeter()
  private let scorer = CleanVisionScorer()
  private let side: Int

  /// - Parameter side: the longest side of a thumbnail in pixels, at least 1.
  init(side: Int) { self.side = max(1, side) }

  /// The side of the picture for sharpness: about twice a thumbnail's, which every decode has
  /// anyway.
  private var detailSide: Int { side * 31 / 16 }

  /// Decodes the bytes of a file.
  ///
  /// - Parameter measuring: what else to measure.
  func decode(
    _ bytes: UnsafeRawBufferPointer, measuring: Measuring = .nothing
  ) throws(ImageFailure) -> Decoded {
    var decoded = try decode(bytes, isMeasured: measuring != .nothing)
    if measuring == .cleanVision {
      decoded.cleanVision = FullPicture(bytes).map { scorer.scores(of: $0) }
    }
    return decoded
  }

  private func decode(
    _ bytes: UnsafeRawBufferPointer, isMeasured: Bool
  ) throws(ImageFailure) -> Decoded {
    switch try FormatSignature(bytes).format() {
    case .jpeg: try decodeJPEG(bytes, isMeasured)
    case .png: try decodePNG(bytes, isMeasured)
    case .webp: try decodeWebP(bytes, isMeasured)
    }
  }

  private func decodeJPEG(
    _ bytes: UnsafeRawBufferPointer, _ isMeasured: Bool
  ) throws(ImageFailure) -> Decoded {
    let header = try JPEGHeaderReader.read(bytes)
    guard header.end == nil else {
      return try decodeJPEG(bytes, header: header, isMeasured: isMeasured)
    }
    let closed = JPEGEnding.closed(bytes)
    return try closed.withUnsafeBytes { bytes in
      Result { () throws(ImageFailure) in
        try decodeJPEG(bytes, header: header, isMeasured: isMeasured)
      }
    }.get()
  }

  /// - Parameter bytes: The file, with an end marker even if it has none.
  private func decodeJPEG(
    _ bytes: UnsafeRawBufferPointer, header: JPEGHeader, isMeasured: Bool
  ) throws(ImageFailure) -> Decoded {
    let size = PixelSize(header.width, header.height)
    var notes = ImageNotes()
    if header.colours == .cmyk { notes.insert(.cmyk) }
    if header.orientation.value != 1 { notes.insert(.rotated) }
    if header.orientation.isOdd { notes.insert(.oddExif) }
    let profile = jpegProfile(header, in: bytes, notes: &notes)
    let transform = transform(profile, channels: header.components.count, &notes)
    let orientation = header.orientation.value
    let decoded = try jpeg.decode(
      bytes, header, size: size.fitted(in: side), asPlanes: transform == nil && orientation == 1,
      detail: isMeasured ? size.fitted(in: detailSide) : nil)
    let ending = JPEGEnding(bytes: bytes, header: header)
    let isWhole = ending.isWhole(decoded.damage) { jpeg.warnsFirstOfStrayBytes(bytes, header) }
    for note in ending.notes(decoded.damage, isWhole: isWhole) { notes.insert(note) }
    return try finish(
      picture(
        decoded.picture, transform: transform, orientation: orientation, detail: decoded.detail),
      format: .jpeg, size: size, orientation: orientation,
      notes: notes)
  }

  private func decodePNG(
    _ bytes: UnsafeRawBufferPointer, _ isMeasured: Bool
  ) throws(ImageFailure) -> Decoded {
    let header = try PNGHeaderReader.read(bytes)
    let size = PixelSize(header.width, header.height)
    let decoded = try PNGDecoder.decode(
      bytes, header, size: size.fitted(in: side),
      detail: isMeasured ? size.fitted(in: detailSide) : nil)
    var (image, notes) = (decoded.image, decoded.notes)
    if header.depth == 16 { notes.insert(.sixteenBit) }
    if header.isAnimated { notes.insert(.animated) }
    if header.orientation.value != 1 { notes.insert(.rotated) }
    if header.orientation.isOdd { notes.insert(.oddExif) }
    if header.profileIsOdd { notes.insert(.oddColourProfile) }
    if let end = header.end, end < bytes.count { notes.insert(.trailingBytes) }
    if !header.wrongChecksums.names.isEmpty { notes.insert(.wrongChecksum) }
    let profile = pngProfile(header, in: bytes, notes: &notes)
    if let transform = transform(profile, channels: image.channels, &notes) {
      image = transform.applied(to: image)
    }
    let orientation = header.orientation.value
    var remarks = header.remarks
    remarks[.smallRange] = decoded.range.map(SampleRange.words)
    return try finish(
      picture(
        .raster(image), orientation: orientation, detail: decoded.detail, opacity: decoded.opacity),
      format: .png, size: size, orientation: orientation, notes: notes, remarks: remarks)
  }

  private func decodeWebP(
    _ bytes: UnsafeRawBufferPointer, _ isMeasured: Bool
  ) throws(ImageFailure) -> Decoded {
    let header = try WebPHeaderReader.read(bytes)
    let size = PixelSize(header.width, header.height)
    let decoded = try WebPDecoder.decode(
      bytes, header, size: size.fitted(in: side), detail: size.fitted(in: detailSide))
    var notes = webPNotes(header, bytes, decoded.ending)
    var image = decoded.image
    let profile = header.profile.map { Array(bytes.part($0)) }
    if let transform = transform(profile, channels: 3, &notes) {
      image = transform.applied(to: image)
    }
    let orientation = header.orientation.value
    return try finish(
      picture(
        .raster(image), orientation: orientation, detail: isMeasured ? decoded.detail : nil,
        opacity: decoded.opacity),
      format: .webp, size: size, orientation: orientation, notes: notes)
  }

  private func webPNotes(
    _ header: WebPHeader, _ bytes: UnsafeRawBufferPointer, _ ending: WebPDecoder.Ending
  ) -> ImageNotes {
    var notes = ImageNotes()
    if header.isAnimated { notes.insert(.animated) }
    if header.orientation.value != 1 { notes.insert(.rotated) }
    if header.orientation.isOdd { notes.insert(.oddExif) }
    switch ending {
    case .complete:
      // The size at the start of the file says how long it is; there is no marker at its end.
      if header.end == nil { notes.insert(header.isAnimated ? .truncated : .noEndMarker) }
    case .truncated: notes.insert(.truncated)
    case .corrupt: notes.insert(.corrupt)
    }
    if let end = header.end, end + end % 2 < bytes.count { notes.insert(.trailingBytes) }
    return notes
  }

  /// The conversion that an embedded profile asks for; nil if none is needed or possible.
  private func transform(
    _ profile: [UInt8]?, channels: Int, _ notes: inout ImageNotes
  ) -> ColourTransform? {
    guard let profile else { return nil }
    switch profile.withUnsafeBytes({ profiles.conversion($0, channels: channels) }) {
    case .unneeded: return nil
    case .transform(let transform): return transform
    case .odd:
      notes.insert(.oddColourProfile)
      return nil
    }
  }

  private typealias SmallPicture = (thumbnail: Thumbnail, measures: PictureMeasures?)

  private func picture(
    _ picture: JPEGDecoder.Picture, transform: ColourTransform? = nil, orientation: Int,
    detail: GrayImage?, opacity: RasterImage? = nil
  ) throws(ImageFailure) -> SmallPicture {
    switch picture {
    case .planes(let planes):
      let thumbnail = Thumbnail(
        jpeg: try encoder.encode(planes), width: planes.width, height: planes.height)
      return (thumbnail, detail.map { meter.measure(planes.raster, detail: $0) })
    case .raster(var image):
      if let transform { image = transform.applied(to: image) }
      let upright = image.withoutInks().oriented(orientation)
      let thumbnail = Thumbnail(
        jpeg: try encoder.encode(upright), width: upright.width, height: upright.height)
      let opacity = opacity?.oriented(orientation).samples
      return (thumbnail, detail.map { meter.measure(upright, detail: $0, opacity: opacity) })
    }
  }

  private func finish(
    _ picture: SmallPicture, format: ImageFormat, size: PixelSize, orientation: Int,
    notes: ImageNotes, remarks: [ImageNote: String] = [:]
  ) throws(ImageFailure) -> Decoded {
    Decoded(
      thumbnail: picture.thumbnail, format: format,
      size: orientation >= 5 ? PixelSize(size.height, size.width) : size,
      orientation: orientation, notes: notes, remarks: remarks, measures: picture.measures)
  }
}
