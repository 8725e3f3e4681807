import PlumbStores

/// What the cache keeps about one content: everything but what depends on the file's name.
enum CacheRecord: Equatable {
  case shown(Thumbnail, ImageFacts)
  case failed(ImageFailure)

  private static let shownKind: UInt8 = 1
  private static let failedKind: UInt8 = 2

  /// The record as bytes, little-endian.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    switch self {
    case .failed(let failure):
      out.append(Self.failedKind)
      out.append(UInt8(ImageFailureCode.allCases.firstIndex(of: failure.code) ?? 0))
      out += failure.message.utf8
    case .shown(let thumbnail, let facts):
      out.reserveCapacity(thumbnail.jpeg.count + 32)
      var notes = ImageNotes()
      for note in facts.notes { notes.insert(note) }
      out.append(Self.shownKind)
      out.append(UInt8(ImageFormat.allCases.firstIndex(of: facts.format) ?? 0))
      out.append(UInt8(facts.orientation))
      out.append(little: notes.bits)
      out.append(little: UInt32(facts.width))
      out.append(little: UInt32(facts.height))
      out.append(little: UInt64(facts.byteCount))
      out.append(little: UInt32(thumbnail.width))
      out.append(little: UInt32(thumbnail.height))
      out += thumbnail.jpeg
    }
    return out
  }

  /// Reads a record; nil where it makes no sense.
  init?(_ bytes: UnsafeRawBufferPointer, hash: ContentHash) {
    switch bytes.first {
    case Self.failedKind where bytes.count >= 2 && bytes[1] < ImageFailureCode.allCases.count:
      self = .failed(
        ImageFailure(
          ImageFailureCode.allCases[Int(bytes[1])], String(decoding: bytes[2...], as: UTF8.self)))
    case Self.shownKind
    where bytes.count > Self.shownHead && bytes[1] < ImageFormat.allCases.count:
      self = Self.shown(bytes, hash)
    default: return nil
    }
  }

  private static let shownHead = 29

  private static func shown(_ bytes: UnsafeRawBufferPointer, _ hash: ContentHash) -> CacheRecord {
    func number<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ at: Int) -> Int {
      Int(truncatingIfNeeded: bytes.little(type, at))
    }
    let facts = ImageFacts(
      format: ImageFormat.allCases[Int(bytes[1])], width: number(UInt32.self, 5),
      height: number(UInt32.self, 9), byteCount: number(UInt64.self, 13),
      orientation: Int(bytes[2]), contentHash: hash,
      notes: ImageNotes(bits: bytes.little(UInt16.self, 3)).list)
    let thumbnail = Thumbnail(
      jpeg: [UInt8](bytes[shownHead...]), width: number(UInt32.self, 21),
      height: number(UInt32.self, 25))
    return .shown(thumbnail, facts)
  }
}

extension [UInt8] {
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
