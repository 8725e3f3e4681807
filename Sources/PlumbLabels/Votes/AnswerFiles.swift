/// A place that the files of workers' answers are listed and read from: a folder on disk, or a prefix
/// in S3.
///
/// Methods are called from several threads at a time.
package protocol AnswerFiles: Sendable {
  /// What the place is called in messages: a path or a URI.
  var name: String { get }

  /// Lists every file below a folder.
  ///
  /// - Parameters:
  ///   - folder: A path in the place without a `/` at its ends; empty for the place itself.
  ///   - depth: How many folders there are between that folder and the files.
  /// - Returns: the files, in any order; none where there is no such folder.
  /// - Throws: why nothing can be listed at all.
  func list(below folder: String, depth: Int) throws -> AnswerListing

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: A path that was listed.
  ///   - buffer: Where its bytes are put.
  /// - Throws: ``AnswerFileError`` if this file alone cannot be read; any other error ends the
  ///   reading of all.
  func read(_ path: String, into buffer: AnswerBuffer) throws
}

/// What was found below a folder.
package struct AnswerListing: Sendable {
  /// Paths of files in the place.
  package var paths: [String] = []
  /// Skipped files, with reasons.
  package var problems: [VoteProblem] = []

  /// Makes an empty listing.
  package init() {}

  mutating func append(_ other: AnswerListing) {
    paths += other.paths
    problems += other.problems
  }
}

/// Why one file cannot be read.
package struct AnswerFileError: Error, Sendable, Hashable {
  /// The kind of problem.
  package var code: VoteProblemCode
  /// What is wrong; a sentence without a full stop.
  package var message: String

  /// Makes an error.
  package init(_ code: VoteProblemCode, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The file has more bytes than any file of answers.
  package static let tooLarge = AnswerFileError(
    .fileTooLarge, "the file has more than \(AnswerParser.maximumBytes >> 20) MiB")
}

/// Memory that is used again for one file after another; one thread's at a time.
package final class AnswerBuffer {
  private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  private var count = 0

  /// Makes an empty buffer.
  package init() {}

  deinit { storage.deallocate() }

  /// The file's bytes; ``AnswerParser/slack`` more behind them are readable.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  /// Replaces the bytes by what a source gives.
  ///
  /// - Parameter read: Puts the next bytes into a buffer and returns how many there were, 0 at the
  ///   end.
  /// - Throws: ``AnswerFileError`` if there are too many, and what `read` throws.
  package func fill(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    count = 0
    shrink()
    while true {
      let room = UnsafeMutableRawBufferPointer(
        rebasing: storage[count..<storage.count - AnswerParser.slack])
      let got = try read(room)
      if got == 0 { return }
      count += got
      if count > AnswerParser.maximumBytes {
        count = 0
        throw AnswerFileError.tooLarge
      }
      if got == room.count { grow() }
    }
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: storage.count * 2, alignment: 64)
    larger.copyMemory(from: bytes)
    storage.deallocate()
    storage = larger
  }

  /// One giant file must not keep its memory for the whole run.
  private func shrink() {
    guard storage.count > 8 << 20 else { return }
    storage.deallocate()
    storage = .allocate(byteCount: 1 << 16, alignment: 64)
  }
}
