import CSpng
import CZlib
import PlumbImageFacts

/// Decodes PNGs row by row into an area filter: the whole image is never in memory.
struct PNGDecoder {
  private let bytes: UnsafeRawBufferPointer
  private let header: PNGHeader
  private var rows: PNGRows
  private let size: PixelSize
  private let detail: PixelSize?

  private enum Ending { case complete, truncated, corrupt, badChecksum }

  /// The fill for missing parts.
  private static let restGray: UInt8 = 0xD8

  struct Decoded {
    /// On a ground, where it is transparent.
    var image: RasterImage
    var detail: GrayImage?
    /// The opacity of the picture's pixels; nil if all are opaque.
    var opacity: RasterImage?
    /// The 16-bit values that the picture uses, if they are few and were stretched.
    var range: ClosedRange<UInt16>?
    var notes: ImageNotes
  }

  /// Decodes into a picture of exactly the thumbnail's size, not yet turned upright.
  ///
  /// - Parameter detail: the size of the additional luminance; nil for none.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, _ header: PNGHeader, size: PixelSize,
    detail: PixelSize? = nil
  ) throws(ImageFailure) -> Decoded {
    var decoder = PNGDecoder(
      bytes: bytes, header: header, rows: PNGRows(header, bytes), size: size, detail: detail)
    return try decoder.decode()
  }

  /// Decodes with checksums first and, if one does not match, again without them; and again if 16
  /// bits are there of which only a part is used.
  private mutating func decode() throws(ImageFailure) -> Decoded {
    var notes = ImageNotes()
    var attempt = run(checked: header.dataIsIntact)
    let isChecked = header.dataIsIntact && attempt.ending != .badChecksum
    if attempt.ending == .badChecksum {
      notes.insert(.corrupt)
      attempt = run(checked: false)
    }
    let range = SampleRange.stretched(attempt.row.lowest, attempt.row.highest)
    if let range {
      notes.insert(.smallRange)
      rows.range = range
      attempt = run(checked: isChecked)
    }
    note(attempt, &notes)
    // A file that is cut inside its first row is shown as an empty area: nothing is wrong with it
    // but its end.
    if attempt.rowCount == 0, attempt.ending != .truncated {
      throw ImageFailure(.corrupt, "the PNG decoder says: \(attempt.words)")
    }
    return finished(attempt, range: range, notes: notes)
  }

  private func note(_ attempt: Attempt, _ notes: inout ImageNotes) {
    if attempt.ending == .truncated {
      notes.insert(.truncated)
    } else if header.end == nil {
      notes.insert(.noEndMarker)
    }
    if attempt.ending == .corrupt || attempt.ending == .badChecksum || !attempt.indicesFit
      || header.isDamaged || !header.dataIsIntact
    {
      notes.insert(.corrupt)
    }
  }

  /// The picture, on a ground on which it can be seen.
  private func finished(
    _ attempt: Attempt, range: ClosedRange<UInt16>?, notes: ImageNotes
  ) -> Decoded {
    var image = RasterImage(
      width: size.width, height: size.height, channels: rows.channels,
      samples: attempt.filter.finish(fill: Self.restGray))
    var detail = attempt.detail?.finish()
    guard let opacity = attempt.opacity?.finish() else {
      return Decoded(image: image, detail: detail, range: range, notes: notes)
    }
    let ground = Ground.below(image, opacity: opacity)
    Ground.put(ground, below: &image.samples, opacity: opacity)
    if var light = detail, let opacity = attempt.detailOpacity?.finish() {
      Ground.put(ground, below: &light.samples, opacity: opacity)
      detail = light
    }
    return Decoded(
      image: image, detail: detail,
      opacity: RasterImage(
        width: size.width, height: size.height, channels: 1, samples: opacity),
      range: range, notes: notes)
  }

  private struct Attempt {
    let filter: AreaFilter
    let detail: LuminanceFilter?
    /// Nil if the picture cannot be transparent.
    let opacity: OpacityFilter?
    let detailOpacity: OpacityFilter?
    var row: PNGRows.Row
    var rowCount = 0
    var indicesFit = true
    var ending = Ending.complete
    var words = ""

    /// Adds the row to all small pictures.
    func add() {
      filter.add(row: row.samples)
      detail?.add(row: row.samples)
      opacity?.add(row)
      detailOpacity?.add(row)
    }

    /// The same for a row with holes.
    func add(at place: (y: Int, x: Int), by step: Int, count: Int) {
      let (y, x) = place
      filter.add(row: row.samples, at: y, from: x, by: step, count: count)
      detail?.add(row: row.samples, at: y, from: x, by: step, count: count)
      opacity?.add(row, at: y, from: x, by: step, count: count)
      detailOpacity?.add(row, at: y, from: x, by: step, count: count)
    }
  }

  private func run(checked: Bool) -> Attempt {
    var attempt = newAttempt()
    guard let context = spng_ctx_new(0) else {
      attempt.ending = .corrupt
      return attempt
    }
    defer { spng_ctx_free(context) }
    withExtendedLifetime(stream()) { stream in
      let result = start(context, stream, checked: checked)
      finish(
        result == 0 ? decodeRows(context, &attempt) : result, context: context, checked: checked,
        attempt: &attempt)
    }
    return attempt
  }

  private func newAttempt() -> Attempt {
    let source = PixelSize(header.width, header.height)
    func opacity(_ size: PixelSize) -> OpacityFilter? {
      rows.mayBeTransparent
        ? OpacityFilter(source: source, size: size, isInterlaced: header.isInterlaced) : nil
    }
    return Attempt(
      filter: AreaFilter(
        sourceWidth: source.width, sourceHeight: source.height, width: size.width,
        height: size.height, channels: rows.channels),
      detail: detail.map { LuminanceFilter(source: source, size: $0, channels: rows.channels) },
      opacity: opacity(size), detailOpacity: detail.flatMap(opacity),
      row: PNGRows.Row(pixels: source.width, channels: rows.channels))
  }

  private func start(_ context: OpaquePointer, _ stream: PNGStream, checked: Bool) -> Int32 {
    let action = Int32((checked ? SPNG_CRC_ERROR : SPNG_CRC_USE).rawValue)
    spng_set_crc_action(context, action, Int32(SPNG_CRC_USE.rawValue))
    spng_set_image_limits(context, UInt32(ImageLimits.side), UInt32(ImageLimits.side))
    spng_set_chunk_limits(context, 1_000_000, 2_000_000)
    let result = spng_set_png_stream(
      context,
      { _, user, destination, length in
        guard let user, let destination else { return SPNG_IO_ERROR.rawValue }
        return Unmanaged<PNGStream>.fromOpaque(user).takeUnretainedValue()
          .read(into: destination, length)
      }, Unmanaged.passUnretained(stream).toOpaque())
    if result != 0 { return result }
    let transparency = rows.format != SPNG_FMT_PNG ? Int32(SPNG_DECODE_TRNS.rawValue) : 0
    return spng_decode_image(
      context, nil, 0, Int32(rows.format.rawValue),
      transparency | Int32(SPNG_DECODE_PROGRESSIVE.rawValue))
  }

  /// The selected parts of the file.
  ///
  /// A palette image is presented as gray, so its indices come out unchanged. A truncated last
  /// chunk is presented as a complete one of the available length.
  private func stream() -> PNGStream {
    let stream = PNGStream()
    for (index, range) in header.decoderRanges.enumerated() {
      if index == 0, header.colourType == .palette {
        stream.append(own: header.asGray(bytes.part(range)))
      } else {
        stream.append(file: bytes.part(range))
      }
    }
    if let cut = header.cutData {
      stream.append(own: PNGHeader.chunk("IDAT", Array(bytes.part(cut))))
    }
    // The file's own may have a wrong checksum, which says nothing about the picture.
    if header.end != nil || header.cutData != nil {
      stream.append(own: PNGHeader.chunk("IEND", []))
    }
    return stream
  }

  /// Reads rows until the decoder stops; returns its last code.
  private func decodeRows(_ context: OpaquePointer, _ attempt: inout Attempt) -> Int32 {
    // As words, since rows of 16 bits a sample are read as such.
    let row = UnsafeMutableRawBufferPointer.allocate(
      byteCount: rows.rowBytes(header.width) + 8, alignment: 8)
    defer { row.deallocate() }
    row.initializeMemory(as: UInt8.self, repeating: 0)
    guard let bytes = row.bindMemory(to: UInt8.self).baseAddress else { return -1 }
    var info = spng_row_info()
    while true {
      let known = spng_get_row_info(context, &info)
      if known != 0 { return known }
      let pass = header.isInterlaced ? Adam7.passes[Int(info.pass)] : Adam7.whole
      let pixels = pass.columns(header.width)
      let result = spng_decode_scanline(context, bytes, rows.rowBytes(pixels))
      guard result == 0 || result == SPNG_EOI.rawValue else { return result }
      if !rows.convert(bytes, pixels: pixels, into: &attempt.row) { attempt.indicesFit = false }
      attempt.rowCount += 1
      if header.isInterlaced {
        attempt.add(at: (y: Int(info.row_num), x: pass.left), by: pass.across, count: pixels)
      } else {
        attempt.add()
      }
      if result != 0 { return result }
    }
  }

  private func finish(
    _ result: Int32, context: OpaquePointer, checked: Bool, attempt: inout Attempt
  ) {
    var last = result
    // The sums at the end of the data are looked at only when the chunks behind are asked for.
    if last == SPNG_EOI.rawValue {
      last = checked && header.end != nil ? spng_decode_chunks(context) : 0
    }
    attempt.words = spng_strerror(last).map { String(cString: $0) } ?? "error \(last)"
    switch last {
    case 0: attempt.ending = .complete
    case SPNG_IO_EOF.rawValue: attempt.ending = .truncated
    case Int32(SPNG_EOF.rawValue), Int32(SPNG_EIDAT_TOO_SHORT.rawValue):
      attempt.ending = .truncated
    case Int32(SPNG_ECHUNK_CRC.rawValue), Int32(SPNG_EIDAT_STREAM.rawValue):
      attempt.ending = checked ? .badChecksum : .corrupt
    default: attempt.ending = .corrupt
    }
  }
}

/// The seven passes of an interlaced PNG (ISO/IEC 15948, section 8.2).
enum Adam7 {
  struct Pass {
    let left: Int
    let across: Int

    /// The pixels of one row of this pass.
    func columns(_ width: Int) -> Int { (width - left + across - 1) / across }
  }

  static let whole = Pass(left: 0, across: 1)
  static let passes = [
    Pass(left: 0, across: 8), Pass(left: 4, across: 8), Pass(left: 0, across: 4),
    Pass(left: 2, across: 4), Pass(left: 0, across: 2), Pass(left: 1, across: 2),
    Pass(left: 0, across: 1),
  ]
}
