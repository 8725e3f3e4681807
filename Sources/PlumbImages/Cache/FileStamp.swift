import PlumbSystem

/// The properties that must be unchanged for a file to count as already read.
struct FileStamp {
  /// The first 16 bytes of the SHA-256 of path, size, times and number of the file.
  let key: SIMD2<UInt64>
  /// The later of the two times of change, in nanoseconds since 1970.
  let changed: Int64

  init(path: String, facts: stat) {
    var bytes = Array(path.utf8)
    bytes.append(0)
    bytes.append(little: UInt64(facts.st_ino))
    bytes.append(little: Int64(facts.st_size))
    bytes.append(little: facts.modifiedNanoseconds)
    // Also this one, since programs can and do set the other.
    bytes.append(little: facts.changedNanoseconds)
    let hash = bytes.withUnsafeBytes { ContentHash(of: $0) }
    key = hash.words.lowHalf
    changed = max(facts.modifiedNanoseconds, facts.changedNanoseconds)
  }
}
