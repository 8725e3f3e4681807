/// Something worth knowing about an image that is shown all the same.
public enum ImageNote: String, Sendable, Hashable, CaseIterable {
  // The order is the bit in cache entries: add at the end only.
  case truncated
  case corrupt
  case cmyk
  case rotated
  case sixteenBit = "sixteen-bit"
  case extensionMismatch = "extension-mismatch"
  case oddColourProfile = "odd-colour-profile"
  case trailingBytes = "trailing-bytes"
  case oddExif = "odd-exif"
  case animated
  case similarName = "similar-name"
  case noEndMarker = "no-end-marker"
  case strayBytes = "stray-bytes"
  case appendedData = "appended-data"
  case wrongChecksum = "wrong-checksum"
  case smallRange = "small-range"

  /// Whether the picture may not be the one that was meant.
  public var isDamage: Bool { self == .truncated || self == .corrupt }

  /// Whether the picture is whole, but some programs refuse its file or complain about it.
  public var isFlaw: Bool {
    self == .noEndMarker || self == .strayBytes || self == .wrongChecksum
  }

  /// Whether the image is shown with a warning.
  public var isWarning: Bool { isDamage || isFlaw }

  /// Whether the owner of the images will want to know: everything but common ways of storing them.
  public var isOdd: Bool {
    self != .cmyk && self != .rotated && self != .sixteenBit && self != .appendedData
  }

  /// The note in a few words, for lists and captions.
  public var words: String {
    switch self {
    case .truncated: "the file is cut off: only a part is shown"
    case .corrupt: "the data is damaged: the picture may be wrong"
    case .cmyk: "CMYK colours, shown as RGB"
    case .rotated: "turned as its EXIF orientation says"
    case .sixteenBit: "16 bits a channel, shown with 8"
    case .extensionMismatch: "the name's extension does not fit the content"
    case .oddColourProfile: "the colour profile is damaged or does not fit: ignored"
    case .trailingBytes: "there are bytes after the end of the image"
    case .oddExif: "the EXIF data is damaged or out of range: ignored"
    case .animated: "an animation: the first frame is shown"
    case .similarName: "the file's name differs from the key in letter case or Unicode form"
    case .noEndMarker: "the file ends without its end marker: the picture is whole"
    case .strayBytes: "there are stray bytes before the end marker: the picture is whole"
    case .appendedData: "a second picture or a video follows the image, as phones store it"
    case .wrongChecksum: "the checksum of a chunk is wrong: strict programs refuse the file"
    case .smallRange: "16 bits, of which only a part is used: stretched"
    }
  }
}

/// A set of notes as bits, in the order of `ImageNote.allCases`.
package struct ImageNotes: Hashable, Sendable {
  package var bits: UInt32

  /// No notes by default.
  package init(bits: UInt32 = 0) { self.bits = bits }

  private static func bit(_ note: ImageNote) -> UInt32 {
    1 << UInt32(ImageNote.allCases.firstIndex(of: note) ?? 0)
  }

  package mutating func insert(_ note: ImageNote) { bits |= Self.bit(note) }

  package func contains(_ note: ImageNote) -> Bool { bits & Self.bit(note) != 0 }

  package var list: [ImageNote] {
    bits == 0 ? [] : ImageNote.allCases.filter { contains($0) }
  }
}
