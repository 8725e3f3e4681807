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
      out.append(facts.remarks)
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
      guard let record = Self.shown(bytes, hash, isMeasured: false) else { return nil }
      self = record
    case Self.measuredKind
    where bytes.count > Self.measuredHead && bytes[1] < ImageFormat.allCases.count:
      guard let record = Self.shown(bytes, hash, isMeasured: true) else { return nil }
      self = record
    default: return nil
    }
  }

  private static let shownHead = 31
  private static let measuredHead = shownHead + PictureMeasures.byteCount

  private static func shown(
    _ bytes: UnsafeRawBufferPointer, _ hash: ContentHash, isMeasured: Bool
  ) -> CacheRecord? {
    func number<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ at: Int) -> Int {
      Int(truncatingIfNeeded: bytes.little(type, at))
    }
    var facts = ImageFacts(
      file: (ImageFormat.allCases[Int(bytes[1])], number(UInt64.self, 15), hash),
      size: (number(UInt32.self, 7), number(UInt32.self, 11)), orientation: Int(bytes[2]),
      notes: ImageNotes(bits: bytes.little(UInt32.self, 3)).list,
      measures: isMeasured ? PictureMeasures(bytes, at: shownHead) : nil)
    guard let (remarks, end) = bytes.remarks(at: isMeasured ? measuredHead : shownHead) else {
      return nil
    }
    facts.remarks = remarks
    let thumbnail = Thumbnail(
      jpeg: [UInt8](bytes[end...]), width: number(UInt32.self, 23),
      height: number(UInt32.self, 27))
    return .shown(thumbnail, facts)
  }
}

extension PictureMeasures {
  /// How many bytes they take in a record.
  fileprivate static let byteCount = 9 * 4 + 2 * 8 + 4

  fileprivate init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    func number(_ index: Int) -> Float {
      Float(bitPattern: bytes.little(UInt32.self, start + 4 * index))
    }
    self.init(
      brightness: (low: number(0), high: number(1), mean: number(2)), entropy: number(3),
      sharpness: number(4), colourShare: number(5),
      meanColour: SIMD3(number(6), number(7), number(8)),
      hashes: (bytes.little(UInt64.self, start + 36), bytes.little(UInt64.self, start + 44)))
    opaqueShare = number(13)
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
    append(little: measures.opaqueShare.bitPattern)
  }

  /// Appends how many remarks there are, then each as the number of its note, its length, its text.
  fileprivate mutating func append(_ remarks: [ImageNote: String]) {
    append(UInt8(remarks.count))
    for (number, note) in ImageNote.allCases.enumerated() {
      guard let text = remarks[note] else { continue }
      let bytes = text.utf8.prefix(Int(UInt16.max))
      append(UInt8(number))
      append(little: UInt16(bytes.count))
      append(contentsOf: bytes)
    }
  }

  /// Appends a number, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The remarks at an offset, and where they end; nil if they are invalid.
  fileprivate func remarks(at start: Int) -> (remarks: [ImageNote: String], end: Int)? {
    guard start < count else { return nil }
    var remarks: [ImageNote: String] = [:]
    var offset = start + 1
    for _ in 0..<self[start] {
      guard offset + 3 <= count, self[offset] < ImageNote.allCases.count else { return nil }
      let end = offset + 3 + Int(little(UInt16.self, offset + 1))
      guard end <= count else { return nil }
      let text = String(decoding: self[offset + 3..<end], as: UTF8.self)
      remarks[ImageNote.allCases[Int(self[offset])]] = text
      offset = end
    }
    return (remarks, offset)
  }

  /// The number at an offset that the caller has checked, lowest byte first.
  func little<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ offset: Int) -> T {
    T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
