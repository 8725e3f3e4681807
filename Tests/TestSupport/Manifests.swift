import PlumbLabels

/// What hands out bytes piece by piece, as whoever reads a manifest asks for them.
///
/// - Parameter step: The most bytes of a piece, so that chunks and lines are cut anywhere.
public func pieces(
  of bytes: [UInt8], step: Int = .max
) -> (UnsafeMutableRawBufferPointer) -> Int {
  var offset = 0
  return { buffer in
    let count = min(step, buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[offset..<offset + count])) }
    offset += count
    return count
  }
}

/// Reads a manifest from bytes.
package func readManifest(
  _ bytes: [UInt8], step: Int = 1 << 16, threads: Int = 2
) throws -> Manifest {
  try ManifestReader(threads: threads).read(pieces(of: bytes, step: step))
}

/// Reads a manifest written as lines.
///
/// - Parameter bare: Names of values that are read although they have no metadata.
package func readManifest(_ lines: [String], reading bare: [String] = []) throws -> Manifest {
  let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
  return try ManifestReader(threads: 2, reading: bare).read(pieces(of: bytes))
}

/// The labels of a manifest's bytes.
public func dataset(_ bytes: [UInt8], attribute: String? = nil) throws -> Dataset {
  try readManifest(bytes).dataset(attribute: attribute)
}

/// The labels of a manifest written as lines.
public func dataset(_ lines: [String], attribute: String? = nil) throws -> Dataset {
  try readManifest(lines).dataset(attribute: attribute)
}
