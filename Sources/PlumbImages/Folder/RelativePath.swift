/// What the text of a relative path shows, before the disk is accessed.
enum RelativePath {
  case usable
  /// Has a part "..": could lead out of the folder.
  case climbs
  /// Names no file: ends in "/" or is empty, or has a part ".", a NUL or a part of more than 255
  /// bytes.
  ///
  /// Empty parts before others are ignored by the disk, and dropped by tools that copy a bucket.
  case impossible

  private static let longestName = 255

  init(_ path: some Sequence<UInt8>) {
    var length = 0
    var dots = 0
    var isImpossible = false
    var climbs = false
    func endPart() {
      if length == 2, dots == 2 { climbs = true }
      if length > Self.longestName || (length == 1 && dots == 1) { isImpossible = true }
      (length, dots) = (0, 0)
    }
    for byte in path {
      switch byte {
      case UInt8(ascii: "/"): endPart()
      case 0: isImpossible = true
      default:
        length += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    if length == 0 { isImpossible = true }
    endPart()
    self = climbs ? .climbs : isImpossible ? .impossible : .usable
  }
}
