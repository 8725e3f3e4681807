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

  /// Whether the picture may not be the one that was meant: it is shown with a warning.
  public var isWarning: Bool { self == .truncated || self == .corrupt }

  /// Whether the owner of the images will want to know: everything but common ways of storing them.
  public var isOdd: Bool { self != .cmyk && self != .rotated && self != .sixteenBit }

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
    }
  }
}

/// A set of notes as bits, in the order of `ImageNote.allCases`.
package struct ImageNotes: Hashable, Sendable {
  package var bits: UInt16

  /// No notes by default.
  package init(bits: UInt16 = 0) { self.bits = bits }

  private static func bit(_ note: ImageNote) -> UInt16 {
    1 << UInt16(ImageNote.allCases.firstIndex(of: note) ?? 0)
  }

  package mutating func insert(_ note: ImageNote) { bits |= Self.bit(note) }

  package func contains(_ note: ImageNote) -> Bool { bits & Self.bit(note) != 0 }

  package var list: [ImageNote] {
    bits == 0 ? [] : ImageNote.allCases.filter { contains($0) }
  }
}
