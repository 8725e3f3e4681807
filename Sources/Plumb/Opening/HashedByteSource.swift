import PlumbSystem

/// A source that hashes what is read from it, if requested.
package final class HashedByteSource: ByteSource {
  private let source: any ByteSource
  private let hasher: ContentHasher?

  package init(_ source: any ByteSource, hashes: Bool) {
    self.source = source
    hasher = hashes ? ContentHasher() : nil
  }

  package var name: String { source.name }

  /// Whether the bytes come out of gzip data.
  package var isGzip: Bool {
    source is GzipByteSource || (source as? SpooledByteSource)?.isGzip == true
  }

  /// The hash of what was read so far; nil if it was not requested.
  package var hash: ContentHash? { hasher?.hash }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = try source.read(into: buffer)
    hasher?.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }
}
