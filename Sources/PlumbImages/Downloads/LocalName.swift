import PlumbLabels
import PlumbSystem

/// Where an object's file lies in a folder of downloads.
package enum LocalName: Equatable {
  /// As `bucket/key`.
  case plain
  /// Under `.plumb/objects`, by the hash of bucket and key.
  case hashed(Extension)

  /// The end of a hashed name, by the first bytes of the file.
  package enum Extension: String, CaseIterable {
    case jpeg = "jpg"
    case png
    case other = "bin"

    package init(_ start: ArraySlice<UInt8>) {
      if start.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else {
        self = start.starts(with: [0x89, 0x50, 0x4E, 0x47]) ? .png : .other
      }
    }
  }

  /// The folder of everything that is ours, in the folder of downloads.
  package static let ownFolder = ".plumb"

  /// The path in the folder of downloads.
  package func path(_ object: ObjectName) -> String {
    switch self {
    case .plain: return "\(object.bucket)/\(object.key)"
    case .hashed(let end):
      let digits = object.fingerprint.hexadecimal
      return "\(Self.ownFolder)/objects/\(digits.prefix(2))/\(digits).\(end.rawValue)"
    }
  }

  /// Whether `bucket/key` is a path that every file system takes, leads nowhere else, and that
  /// people can handle.
  package static func isSafe(_ object: ObjectName) -> Bool {
    let (longest, longestPart) = (1_500, 255)
    let path = LocalName.plain.path(object)
    guard path.utf8.count <= longest, !object.bucket.utf8.contains(UInt8(ascii: "/")) else {
      return false
    }
    return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        !part.isEmpty && part.count <= longestPart && !part.elementsEqual(".".utf8)
          && !part.elementsEqual("..".utf8) && !part.starts(with: ownFolder.utf8)
          && part.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      }
  }
}

/// A bucket and a key.
package struct ObjectName: Sendable {
  package let bucket: String
  package let key: String
  /// The fingerprint of bucket and key, by their bytes.
  package let fingerprint: Fingerprint

  package init(bucket: String, key: String) {
    self.bucket = bucket
    self.key = key
    fingerprint = Fingerprint(bucket: bucket, key: key)
  }

  /// The object of a reference; nil for a path on this machine.
  package init?(_ reference: ImageReference) {
    guard case .object(let bucket, let key) = reference else { return nil }
    self.init(bucket: bucket, key: key)
  }

  /// As people and manifests write it.
  package var uri: String { "s3://\(bucket)/\(key)" }
}

/// The first 128 bits of a SHA-256: two objects that share them are not to be found.
package struct Fingerprint: Sendable, Hashable {
  private let words: SIMD2<UInt64>

  init(bucket: String, key: String) {
    let (bucket, key) = (bucket.utf8, key.utf8)
    let hash = withUnsafeTemporaryAllocation(
      byteCount: bucket.count + 1 + key.count, alignment: 1
    ) { bytes in
      bytes.copyBytes(from: bucket)
      // No bucket's name holds a zero.
      bytes[bucket.count] = 0
      UnsafeMutableRawBufferPointer(rebasing: bytes[(bucket.count + 1)...]).copyBytes(from: key)
      return ContentHash(of: UnsafeRawBufferPointer(bytes))
    }
    words = SIMD2(hash.words.x, hash.words.y)
  }

  /// 32 small hexadecimal digits.
  var hexadecimal: String {
    String(ContentHash(words: SIMD4(words.x, words.y, 0, 0)).hexadecimal.prefix(32))
  }
}
