import CZlib
import PlumbImageFacts

/// The colour profile of a JPEG, put together from its parts; nil without one or with a bad one.
func jpegProfile(
  _ header: JPEGHeader, in bytes: UnsafeRawBufferPointer, notes: inout ImageNotes
) -> [UInt8]? {
  guard let count = header.profileParts.first?.of else { return nil }
  let parts = header.profileParts.sorted { $0.number < $1.number }
  let isWhole =
    parts.count == count && parts.enumerated().allSatisfy { $0 + 1 == $1.number && $1.of == count }
  guard isWhole, parts.reduce(0, { $0 + $1.range.count }) <= ImageLimits.profileBytes else {
    notes.insert(.oddColourProfile)
    return nil
  }
  return parts.flatMap { bytes.part($0.range) }
}

/// The colour profile of a PNG, unpacked up to a limit; nil without one or with a bad one.
func pngProfile(
  _ header: PNGHeader, in bytes: UnsafeRawBufferPointer, notes: inout ImageNotes
) -> [UInt8]? {
  guard let chunk = header.profile, !header.isSRGB else { return nil }
  let content = bytes.part(chunk)
  // A name of 1 to 79 bytes, a zero, the compression method 0, the packed profile.
  guard let zero = content.prefix(80).firstIndex(of: 0), zero > 0, zero + 2 < content.count,
    content[zero + 1] == 0,
    let profile = inflated(
      content.part(zero + 2..<content.count), limit: ImageLimits.profileBytes)
  else {
    notes.insert(.oddColourProfile)
    return nil
  }
  return profile
}

/// Unpacks zlib data of at most `limit` bytes; nil if it is damaged or longer.
private func inflated(_ packed: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
  var stream = z_stream()
  let version = ZLIB_VERSION
  guard inflateInit_(&stream, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    return nil
  }
  defer { inflateEnd(&stream) }
  stream.next_in = UnsafeMutablePointer(mutating: packed.bindMemory(to: UInt8.self).baseAddress)
  stream.avail_in = UInt32(packed.count)
  var result: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 32_768)
  while result.count <= limit {
    let (code, got) = part.withUnsafeMutableBufferPointer { room in
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      let code = inflate(&stream, Z_NO_FLUSH)
      return (code, room.count - Int(stream.avail_out))
    }
    result += part[..<got]
    if code == Z_STREAM_END { return result.count <= limit ? result : nil }
    if code != Z_OK || got == 0 { return nil }
  }
  return nil
}
