/// A source that keeps a copy of what is read from it, so that it can be read again.
///
/// For input that cannot be opened twice, such as standard input. The copy is a temporary file that
/// is removed with the value.
package final class SpooledByteSource: ByteSource {
  private let source: any ByteSource
  private let folder: String
  private let copy: TemporaryFile
  private var failure: InputError?

  /// Makes the temporary file.
  ///
  /// - Parameters:
  ///   - source: What is read.
  ///   - folder: Where the temporary file goes.
  /// - Throws: if no file can be made there.
  package init(_ source: any ByteSource, in folder: String) throws(OutputError) {
    guard let copy = TemporaryFile(in: folder, access: O_RDWR) else {
      throw OutputError(path: folder, number: errno)
    }
    // It lies where everybody may look.
    fchmod(copy.file.descriptor, 0o600)
    self.source = source
    self.folder = folder
    self.copy = copy
  }

  /// What the source is called.
  package var name: String { source.name }

  /// Whether the bytes come out of gzip data.
  package var isGzip: Bool { source is GzipByteSource }

  /// Reads the next bytes and keeps them.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    do throws(InputError) {
      let count = try source.read(into: buffer)
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if writeAll(copy.file.descriptor, bytes) { return count }
      throw .unreadable(
        path: name,
        cause: "its temporary copy in \(folder) cannot be written: \(systemCause(errno))")
    } catch {
      failure = error
      throw error
    }
  }

  /// Reads everything again from the beginning; if the first reading ended with an error, so does
  /// this one.
  package func again() -> any ByteSource { Again(self) }

  private final class Again: ByteSource {
    private let spool: SpooledByteSource
    private var offset: off_t = 0

    init(_ spool: SpooledByteSource) { self.spool = spool }

    var name: String { spool.name }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
      let count = pread(spool.copy.file.descriptor, buffer.baseAddress, buffer.count, offset)
      if count < 0 { throw InputError(path: name, number: errno) }
      if count == 0, let failure = spool.failure { throw failure }
      offset += off_t(count)
      return count
    }
  }
}
