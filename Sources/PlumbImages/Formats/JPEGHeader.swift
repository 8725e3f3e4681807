import PlumbImageFacts

/// The content of a JPEG's marker segments, read before any decoder gets the file.
struct JPEGHeader {
  struct Component {
    let identifier: UInt8
    let horizontal: Int
    let vertical: Int
  }

  enum Colours { case gray, luminanceChrominance, rgb, cmyk }

  var width = 0
  var height = 0
  var components: [Component] = []
  var isProgressive = false
  var isArithmetic = false
  var orientation = EXIFOrientation()
  /// The colour profile's parts as they come: number, number of parts, bytes.
  var profileParts: [(number: Int, of: Int, range: Range<Int>)] = []
  var isJFIF = false
  var adobeTransform: UInt8?
  /// The number of scans, and the samples that they cover in total.
  var scanCount = 0
  var scanSamples = 0
  /// For each component, the coefficients of a block that scans bring to full precision, as bits.
  var finished: [UInt64] = []
  /// Whether a segment lists several pictures in the file (CIPA DC-007, Multi-Picture Format).
  var hasPictureList = false
  /// The XMP data, if there is any.
  var metadata: Range<Int>?
  /// The offset after the end-of-image marker; nil if the file ends before one.
  var end: Int?

  /// As libjpeg decides (jdapimin.c, default_decompress_parms).
  var colours: Colours {
    switch components.count {
    case 1: return .gray
    case 4: return .cmyk
    default:
      if isJFIF { return .luminanceChrominance }
      if let adobeTransform { return adobeTransform == 0 ? .rgb : .luminanceChrominance }
      return components.map(\.identifier) == Array("RGB".utf8) ? .rgb : .luminanceChrominance
    }
  }

  /// The samples of one component, in whole blocks.
  func samples(_ component: Component) -> Int {
    let widest = max(1, components.map(\.horizontal).max() ?? 1)
    let highest = max(1, components.map(\.vertical).max() ?? 1)
    let across = (width * component.horizontal + widest - 1) / widest
    let down = (height * component.vertical + highest - 1) / highest
    return (across + 7) / 8 * 8 * ((down + 7) / 8 * 8)
  }

  /// Whether libjpeg keeps all coefficients in memory: each scan holds a part of every block.
  var isBuffered: Bool { isProgressive || scanCount > 1 }

  /// Whether scans bring every coefficient of every component to full precision.
  var hasAllScans: Bool {
    finished.count == components.count && finished.allSatisfy { $0 == .max }
  }

  /// Refuses images that would take too much memory or time.
  func checkLimits() throws(ImageFailure) {
    guard isBuffered else { return }
    let bytes = components.reduce(0) { $0 + samples($1) } * 2
    guard bytes <= ImageLimits.coefficientBytes else {
      throw ImageFailure(
        .tooLarge,
        "\(width) × \(height) pixels in several scans would take \(bytes / 1_000_000) MB to decode")
    }
    guard scanSamples <= ImageLimits.scanSamples else {
      throw ImageFailure(
        .tooSlow,
        "\(scanCount) scans over \(width) × \(height) pixels would take too long to decode")
    }
  }
}
