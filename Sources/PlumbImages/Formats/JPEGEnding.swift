import PlumbImageFacts

/// What the end of a JPEG says about its picture: whole, whole without an end marker, with stray
/// bytes, with something appended, or cut off.
struct JPEGEnding {
  /// The file, with an end marker even if it has none.
  let bytes: UnsafeRawBufferPointer
  let header: JPEGHeader

  /// So many zeros at the end are no picture data, but the rest of a file that was never written.
  private static let mostZeros = 16

  /// A file without an end marker, closed with one: so that the decoder says whether data is missing
  /// in front of it.
  static func closed(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0 { end -= 1 }
    if bytes.count - end < mostZeros {
      end = bytes.count
    } else if end > 0, bytes[end - 1] == 0xFF {
      // A stuffed byte of data.
      end += 1
    }
    return bytes.prefix(end) + [0xFF, 0xD9]
  }

  /// Whether every block of the picture is there and undamaged.
  ///
  /// - Parameter warnsOnlyOfStrayBytes: Asked only if the last warning was of stray bytes.
  func isWhole(_ damage: JPEGDecoder.Damage, warnsOnlyOfStrayBytes: () -> Bool) -> Bool {
    switch damage {
    case .data: false
    case .none: header.end != nil || header.hasAllScans
    case .strayBytes:
      // An arithmetic decoder never runs out of codes, so it warns of nothing else.
      header.hasAllScans && !header.isArithmetic && warnsOnlyOfStrayBytes()
        && BaselineScan.isClean(bytes, header) ?? true
    }
  }

  /// The notes on the end of the file.
  func notes(_ damage: JPEGDecoder.Damage, isWhole: Bool) -> [ImageNote] {
    guard let end = header.end else { return [isWhole ? .noEndMarker : .truncated] }
    var notes: [ImageNote] = []
    if damage != .none { notes.append(isWhole ? .strayBytes : .corrupt) }
    if end < bytes.count {
      notes.append(isKnown(bytes.part(end..<bytes.count)) ? .appendedData : .trailingBytes)
    }
    return notes
  }

  /// Whether what follows the image is something that cameras and phones store there.
  private func isKnown(_ appended: UnsafeRawBufferPointer) -> Bool {
    guard let first = appended.firstIndex(where: { $0 != 0 }) else { return false }
    let start = first - appended.startIndex
    // A film is a file of boxes; its first has its name behind its length.
    if appended.has("ftyp", at: 4) || appended.has("ftyp", at: start + 3) { return true }
    // Samsung's directory stands at the very end, and so does Photo Mechanic's.
    let isNamed = ["SEFT", "cbipcbbl"].contains {
      appended.has(Array($0.utf8), at: appended.count - $0.utf8.count)
    }
    if isNamed || appended.has("CANON OPTIONAL DATA\0") || appended.has("vivo{") { return true }
    return header.hasPictureList || metadataNamesParts
  }

  /// Whether the XMP data says that the file has more parts: a gain map, a depth map, a film.
  private var metadataNamesParts: Bool {
    guard let range = header.metadata else { return false }
    let text = String(decoding: bytes.part(range), as: UTF8.self)
    return [
      "photos/1.0/container", "hdr-gain-map", "MotionPhoto", "MicroVideo", "hdrgm",
    ].contains { text.contains($0) }
  }
}
