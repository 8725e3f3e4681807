import PlumbImageFacts
import PlumbSystem

/// What the cache stores for one content: everything that does not depend on the file's name.
enum CacheRecord: Equatable {
  case shown(Thumbnail, ImageFacts)
  case failed(ImageFailure)

  private static let failedKind: UInt8 = 2
  private static let shownKind: UInt8 = 1
  private static let measuredKind: UInt8 = 3

  /// Whether it is a picture that was not measured.
  var lacksMeasures: Bool {
    if case .shown(_, let facts) = self { facts.measures == nil } else { false }
  }

  /// The record as bytes, little-endian.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    switch self {
    case .failed(let failure):
      out.append(Self.failedKind)
      out.append(UInt8(ImageFailureCode.allCases.firstIndex(of: failure.code) ?? 0))
      out += failure.message.utf8
    case .shown(let thumbnail, let facts):
      out.reserveCapacity(thumbnail.jpeg.count + 96)
      var notes = ImageNotes()
      for note in facts.notes { notes.insert(note) }
      out.append(facts.measures == nil ? Self.shownKind : Self.measuredKind)
      out.append(UInt8(ImageFormat.allCases.firstIndex(of: facts.format) ?? 0))
      out.append(UInt8(facts.orientation))
      out.append(little: notes.bits)
      out.append(little: UInt32(facts.width))
      out.append(little: UInt32(facts.height))
      out.append(little: UInt64(facts.byteCount))
      out.append(little: UInt32(thumbnail.width))
      out.append(little: UInt32(thumbnail.height))
      if let measures = facts.measures { out.append(measures) }
      out += thumbnail.jpeg
    }
    return out
  }

  /// Reads a record; nil if it is invalid.
  init?(_ bytes: UnsafeRawBufferPointer, hash: ContentHash) {
    switch bytes.first {
    case Self.failedKind where bytes.count >= 2 && bytes[1] < ImageFailureCode.allCases.count:
      self = .failed(
        ImageFailure(
          ImageFailureCode.allCases[Int(bytes[1])], String(decoding: bytes[2...], as: UTF8.self)))
    case Self.shownKind
    where bytes.count > Self.shownHead && bytes[1] < ImageFormat.allCases.count:
      self = Self.shown(bytes, hash, isMeasured: false)
    case Self.measuredKind
    where bytes.count > Self.measuredHead && bytes[1] < ImageFormat.allCases.count:
      self = Self.shown(bytes, hash, isMeasured: true)
    default: return nil
    }
  }

  private static let shownHead = 29
  private static let measuredHead = shownHead + PictureMeasures.byteCount

  private static func shown(
    _ bytes: UnsafeRawBufferPointer, _ hash: ContentHash, isMeasured: Bool
  ) -> CacheRecord {
    func number<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ at: Int) -> Int {
      Int(truncatingIfNeeded: bytes.little(type, at))
    }
    let facts = ImageFacts(
      file: (ImageFormat.allCases[Int(bytes[1])], number(UInt64.self, 13), hash),
      size: (number(UInt32.self, 5), number(UInt32.self, 9)), orientation: Int(bytes[2]),
      notes: ImageNotes(bits: bytes.little(UInt16.self, 3)).list,
      measures: isMeasured ? PictureMeasures(bytes, at: shownHead) : nil)
    let thumbnail = Thumbnail(
      jpeg: [UInt8](bytes[(isMeasured ? measuredHead : shownHead)...]),
      width: number(UInt32.self, 21),
      height: number(UInt32.self, 25))
    return .shown(thumbnail, facts)
  }
}

extension PictureMeasures {
  /// How many bytes they take in a record.
  fileprivate static let byteCount = 9 * 4 + 2 * 8

  fileprivate init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    func number(_ index: Int) -> Float {
      Float(bitPattern: bytes.little(UInt32.self, start + 4 * index))
    }
    self.init(
      brightness: (low: number(0), high: number(1), mean: number(2)), entropy: number(3),
      sharpness: number(4), colourShare: number(5),
      meanColour: SIMD3(number(6), number(7), number(8)),
      hashes: (bytes.little(UInt64.self, start + 36), bytes.little(UInt64.self, start + 44)))
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ measures: PictureMeasures) {
    for number in [
      measures.lowBrightness, measures.highBrightness, measures.meanBrightness, measures.entropy,
      measures.sharpness, measures.colourShare, measures.meanColour.x, measures.meanColour.y,
      measures.meanColour.z,
    ] { append(little: number.bitPattern) }
    append(little: measures.perceptualHash)
    append(little: measures.differenceHash)
  }

  /// Appends a number, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The number at an offset that the caller has checked, lowest byte first.
  func little<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ offset: Int) -> T {
    T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
