import PlumbImageFacts

/// The content of a PNG's chunks, read before any decoder gets the file.
///
/// Only the ranges in ``decoderRanges`` are given to the decoder: it never sees another chunk,
/// whatever size that claims to unpack to.
struct PNGHeader {
  enum ColourType: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6

    var depths: [UInt8] {
      switch self {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .grayAlpha, .rgbAlpha: [8, 16]
      }
    }
  }

  var width = 0
  var height = 0
  var depth: UInt8 = 8
  var colourType = ColourType.rgb
  var isInterlaced = false
  /// Red, green and blue, in the order of the indices; empty without a palette.
  var palette: [(UInt8, UInt8, UInt8)] = []
  /// The content of the transparency chunk, if there is one.
  var transparency: Range<Int>?
  var profile: Range<Int>?
  /// Whether the profile's chunk is there but damaged.
  var profileIsOdd = false
  var isSRGB = false
  var orientation = EXIFOrientation()
  var isAnimated = false
  /// The parts of the file that the decoder gets, in order.
  var decoderRanges: [Range<Int>] = []
  /// The content of a last chunk of picture data that is truncated by the end of the file.
  var cutData: Range<Int>?
  var hasPixels = false
  /// Whether every whole chunk of picture data has the right checksum.
  var dataIsIntact = true
  /// The names of the other chunks with a wrong checksum, each once, and whether one of them stands
  /// before the picture data.
  var wrongChecksums: (names: [String], areEarly: Bool) = ([], false)
  /// Whether a damaged chunk follows the first picture data.
  var isDamaged = false
  /// The offset after the last chunk; nil if the file ends before it.
  var end: Int?

  /// Precise words for the notes on checksums.
  ///
  /// Pillow verifies the checksums of all chunks before the picture data and of none behind it.
  var remarks: [ImageNote: String] {
    var remarks: [ImageNote: String] = [:]
    if !dataIsIntact {
      remarks[.corrupt] = "the checksum of an IDAT chunk is wrong: the picture may be wrong"
    }
    let names = wrongChecksums.names
    if !names.isEmpty {
      let whose =
        names.count == 1
        ? "the checksum of the \(names[0]) chunk is wrong"
        : "the checksums of the chunks \(names.prefix(8).joined(separator: ", ")) are wrong"
      remarks[.wrongChecksum] =
        wrongChecksums.areEarly
        ? whose + ": Pillow, and so PyTorch, refuses the file"
        : whose + ": strict programs refuse the file"
    }
    return remarks
  }

  /// The header's bytes with the colour type gray: then a decoder gives a palette's indices.
  func asGray(_ header: UnsafeRawBufferPointer) -> [UInt8] {
    var content = Array(header[16..<29])
    content[9] = ColourType.gray.rawValue
    return header.prefix(8) + Self.chunk("IHDR", content)
  }

  /// A whole chunk, with its length and its checksum.
  static func chunk(_ name: StaticString, _ content: [UInt8]) -> [UInt8] {
    let covered = UnsafeBufferPointer(start: name.utf8Start, count: 4) + content
    let sum = covered.withUnsafeBytes { $0.checksum }
    return Self.big(UInt32(content.count)) + covered + Self.big(sum)
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
