import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// The file of an image, identified by its first bytes.
package struct ImageFile: Sendable, Hashable {
  /// Its path; not a link.
  package let path: String
  /// The format, by the content and not by the name.
  package let format: ImageFormat
}

/// Finds the files of many images and looks at their first bytes; nothing is decoded.
package struct ImageFinder: Sendable {
  private let source: any ImageSource

  /// The number of bytes that identify a file.
  private static let headLength = 1_024
  /// Requests that a thread takes at once, for images on disk.
  private static let batch = 64

  /// What is said once about where the images are; complete once all were looked for.
  package var notes: [String] { source.notes }

  /// Prepares the search.
  ///
  /// - Parameter source: Where the images are; it must give files.
  package init(source: any ImageSource) { self.source = source }

  /// Calls `body` with each request and its file, in order, on the caller's task.
  ///
  /// - Parameters:
  ///   - requests: The images, counted from 0.
  ///   - body: What to do with a file, or with the reason why there is none that can be used.
  /// - Throws: what `body` throws, or `CancellationError`.
  package func forEach<Requests: RandomAccessCollection<ImageRequest> & Sendable>(
    _ requests: Requests, isolation: isolated (any Actor)? = #isolation,
    _ body: (ImageRequest, Result<ImageFile, ImageFailure>) throws -> Void
  ) async throws where Requests.Index == Int {
    guard !requests.isEmpty else { return }
    let size = source.waitingThreads > 0 ? 1 : Self.batch
    let batches = (requests.count + size - 1) / size
    let threads = min(max(2, source.waitingThreads), batches)
    // What waits are paths: a large image in front need not hold up those behind it.
    let work = OrderedPipeline(count: batches, threads: threads, ahead: max(threads, 1_024)) {
      { batch in
        requests[batch * size..<min(batch * size + size, requests.count)].map { look($0.reference) }
      }
    }
    do {
      var index = 0
      while let files = await work.next() {
        try Task.checkCancellation()
        for file in files {
          try body(requests[index], file)
          index += 1
        }
      }
    } catch {
      await work.stop()
      throw error
    }
    await work.stop()
  }

  private func look(_ reference: ImageReference) -> Result<ImageFile, ImageFailure> {
    do throws(ImageFailure) {
      switch try source.find(reference).get() {
      case .file(let path), .lookalike(let path, _), .written(let path, _):
        return .success(ImageFile(path: path, format: try Self.format(path)))
      case .bytes:
        throw ImageFailure(.notFetched, "it was downloaded, but is not kept as a file")
      }
    } catch {
      return .failure(error)
    }
  }

  private static func format(_ path: String) throws(ImageFailure) -> ImageFormat {
    guard let file = openFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
      throw ImageFailure(errno == ENOENT ? .missing : .unreadable, "\(path): \(systemCause(errno))")
    }
    var head = [UInt8](repeating: 0, count: headLength)
    let count = head.withUnsafeMutableBytes { room in
      room.baseAddress.map { readSome(file.descriptor, into: $0, count: room.count) } ?? 0
    }
    if count < 0 { throw ImageFailure(.unreadable, "\(path): \(systemCause(errno))") }
    if count == 0 { throw ImageFailure(.emptyFile, "the file has 0 bytes") }
    let signature = head.withUnsafeBytes {
      FormatSignature(UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    return try signature.format()
  }
}
