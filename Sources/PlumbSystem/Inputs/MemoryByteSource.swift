/// Bytes that are in memory.
package final class MemoryByteSource: ByteSource {
  package let name: String
  private var rest: ArraySlice<UInt8>

  /// Makes a source of bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - name: What they are called in messages.
  package init(_ bytes: [UInt8], name: String) { (rest, self.name) = (bytes[...], name) }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = min(rest.count, buffer.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
}
