import PlumbLabels
import Synchronization

/// The file names that only one reference of a manifest uses.
///
/// The names are listed at the first request, which never comes if every image is in its own place.
final class BasenameIndex: Sendable {
  /// A basename's fingerprint and that of its only reference; `several` where there are more.
  private final class Owners: Sendable {
    let byName: [SIMD2<UInt64>: SIMD2<UInt64>]

    init(_ references: some Sequence<ImageReference>) { byName = BasenameIndex.owners(references) }
  }

  private let references: any Sequence<ImageReference> & Sendable
  /// Read without a lock: many threads ask for each image.
  private let known = AtomicLazyReference<Owners>()
  /// Held while the names are listed.
  private let listing = Mutex(())
  private static let several = SIMD2<UInt64>(repeating: .max)

  init(_ references: some Sequence<ImageReference> & Sendable) { self.references = references }

  /// Whether no other reference of the manifest has the same last part.
  func isUnique(_ reference: ImageReference) -> Bool {
    let owner = owners.byName[Self.fingerprint([reference.basename])]
    return owner == nil || owner == Self.fingerprint(of: reference)
  }

  private var owners: Owners {
    if let known = known.load() { return known }
    return listing.withLock { _ in known.load() ?? known.storeIfNil(Owners(references)) }
  }

  private static func owners(
    _ references: some Sequence<ImageReference>
  ) -> [SIMD2<UInt64>: SIMD2<UInt64>] {
    var owners: [SIMD2<UInt64>: SIMD2<UInt64>] = [:]
    owners.reserveCapacity(references.underestimatedCount)
    for reference in references {
      let name = fingerprint([reference.basename])
      let whole = fingerprint(of: reference)
      if let owner = owners[name] {
        if owner != whole { owners[name] = several }
      } else {
        owners[name] = whole
      }
    }
    return owners
  }

  private static func fingerprint(of reference: ImageReference) -> SIMD2<UInt64> {
    switch reference {
    case .object(let bucket, let key): fingerprint([bucket[...].utf8, key[...].utf8])
    case .path(let path): fingerprint([path[...].utf8])
    }
  }

  /// Two FNV-1a hashes with different primes: 128 bits, so accidental collisions are practically
  /// impossible.
  private static func fingerprint(_ parts: [Substring.UTF8View]) -> SIMD2<UInt64> {
    var hash = SIMD2<UInt64>(0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f)
    for part in parts {
      for byte in part { mix(&hash, byte) }
      mix(&hash, 0)
    }
    return hash
  }

  @inline(__always)
  private static func mix(_ hash: inout SIMD2<UInt64>, _ byte: UInt8) {
    hash.x = (hash.x ^ UInt64(byte)) &* 0x100_0000_01b3
    hash.y = ((hash.y ^ UInt64(byte)) &* 0xff51_afd7_ed55_8ccd)
    hash.y ^= hash.y >> 29
  }
}
