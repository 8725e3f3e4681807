/// The orientation tag of EXIF data, which is a small TIFF file.
struct EXIFOrientation: Equatable {
  /// 1 to 8, 1 where there is none.
  var value = 1
  /// Whether the data is truncated, points outside itself or has an invalid value.
  var isOdd = false

  private static let orientationTag = 0x0112
  private static let shortType = 3

  /// Reads the first directory of the TIFF data.
  init(tiff bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8 else {
      isOdd = true
      return
    }
    let little = bytes.has("II*\0")
    guard little || bytes.has("MM\0*") else {
      isOdd = true
      return
    }
    func number16(_ at: Int) -> Int {
      little ? Int(bytes[at + 1]) << 8 | Int(bytes[at]) : bytes.big16(at)
    }
    let directory = little ? number16(6) << 16 | number16(4) : bytes.big32(4)
    guard directory + 2 <= bytes.count else {
      isOdd = true
      return
    }
    let claimed = number16(directory)
    let present = min(claimed, (bytes.count - directory - 2) / 12)
    isOdd = present < claimed
    for entry in 0..<present {
      let at = directory + 2 + entry * 12
      guard number16(at) == Self.orientationTag else { continue }
      let found = number16(at + 8)
      guard number16(at + 2) == Self.shortType, (1...8).contains(found) else {
        // Many programs write 0 for "unknown"; anything else is a mistake worth a word.
        isOdd = isOdd || found != 0
        return
      }
      value = found
      return
    }
  }

  /// No EXIF data.
  init() {}

  /// Data that is damaged as a whole.
  init(odd: Void) { isOdd = true }
}
