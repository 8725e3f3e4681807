/// Turns the bytes of one file into a thumbnail and facts.
///
/// Belongs to one worker.
final class ImageDecoder {
  /// What the bytes alone tell; notes that depend on the file's name are added later.
  struct Decoded {
    let thumbnail: Thumbnail
    let format: ImageFormat
    /// The size as shown.
    let size: PixelSize
    let orientation: Int
    let notes: ImageNotes
  }

  private let jpeg = JPEGDecoder()
  private let encoder = ThumbnailEncoder()
  private let profiles = ColourProfiles()
  private let side: Int

  /// - Parameter side: the longest side of a thumbnail in pixels, at least 1.
  init(side: Int) { self.side = max(1, side) }

  /// Decodes the bytes of a file.
  func decode(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> Decoded {
    switch try FormatSignature(bytes).format() {
    case .jpeg: try decodeJPEG(bytes)
    case .png: try decodePNG(bytes)
    }
  }

  private func decodeJPEG(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> Decoded {
    let header = try JPEGHeaderReader.read(bytes)
    let size = PixelSize(header.width, header.height)
    var notes = jpegNotes(header, bytes.count)
    let profile = jpegProfile(header, bytes, &notes)
    let transform = transform(profile, channels: header.components.count, &notes)
    let orientation = header.orientation.value
    let decoded = try jpeg.decode(
      bytes, header, size: size.fitted(in: side), asPlanes: transform == nil && orientation == 1)
    if decoded.isDamaged, header.end != nil { notes.insert(.corrupt) }
    return try finish(
      thumbnail(decoded.picture, transform, orientation), .jpeg, size, orientation, notes)
  }

  private func jpegNotes(_ header: JPEGHeader, _ byteCount: Int) -> ImageNotes {
    var notes = ImageNotes()
    if header.colours == .cmyk { notes.insert(.cmyk) }
    if header.orientation.value != 1 { notes.insert(.rotated) }
    if header.orientation.isOdd { notes.insert(.oddExif) }
    guard let end = header.end else {
      notes.insert(.truncated)
      return notes
    }
    if end < byteCount { notes.insert(.trailingBytes) }
    return notes
  }

  private func decodePNG(_ bytes: UnsafeRawBufferPointer) throws(ImageFailure) -> Decoded {
    let header = try PNGHeaderReader.read(bytes)
    let size = PixelSize(header.width, header.height)
    var (image, notes) = try PNGDecoder.decode(bytes, header, size: size.fitted(in: side))
    if header.depth == 16 { notes.insert(.sixteenBit) }
    if header.isAnimated { notes.insert(.animated) }
    if header.orientation.value != 1 { notes.insert(.rotated) }
    if header.orientation.isOdd { notes.insert(.oddExif) }
    if header.profileIsOdd { notes.insert(.oddColourProfile) }
    if let end = header.end, end < bytes.count { notes.insert(.trailingBytes) }
    let profile = pngProfile(header, bytes, &notes)
    if let transform = transform(profile, channels: image.channels, &notes) {
      image = transform.applied(to: image)
    }
    let orientation = header.orientation.value
    return try finish(
      thumbnail(.raster(image), nil, orientation), .png, size, orientation, notes)
  }

  /// The conversion that an embedded profile asks for; nil where none is needed or possible.
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

  private func thumbnail(
    _ picture: JPEGDecoder.Picture, _ transform: ColourTransform?, _ orientation: Int
  ) throws(ImageFailure) -> Thumbnail {
    switch picture {
    case .planes(let planes):
      return Thumbnail(
        jpeg: try encoder.encode(planes), width: planes.width, height: planes.height)
    case .raster(var image):
      if let transform { image = transform.applied(to: image) }
      let upright = image.withoutInks().oriented(orientation)
      return Thumbnail(
        jpeg: try encoder.encode(upright), width: upright.width, height: upright.height)
    }
  }

  private func finish(
    _ thumbnail: Thumbnail, _ format: ImageFormat, _ size: PixelSize, _ orientation: Int,
    _ notes: ImageNotes
  ) throws(ImageFailure) -> Decoded {
    Decoded(
      thumbnail: thumbnail, format: format,
      size: orientation >= 5 ? PixelSize(size.height, size.width) : size,
      orientation: orientation, notes: notes)
  }
}
