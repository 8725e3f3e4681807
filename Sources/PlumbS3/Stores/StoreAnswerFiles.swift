import PlumbLabels

/// Files of answers in a store, below a prefix such as `s3://bucket/output/my-job/`.
package struct StoreAnswerFiles: AnswerFiles {
  /// The prefix.
  package let name: String
  private let store: any ByteStore

  /// Sets the place; nothing is requested yet.
  ///
  /// - Parameters:
  ///   - store: A store that can list.
  ///   - prefix: Ends in a slash.
  package init(_ store: any ByteStore, prefix: String) {
    self.store = store
    name = prefix
  }

  /// Lists every object below a folder.
  ///
  /// - Throws: `StoreError`.
  package func list(below folder: String, depth: Int) throws -> AnswerListing {
    let top = folder.isEmpty ? name : name + folder + "/"
    var listing = AnswerListing()
    for object in try objects(top) {
      let path = object.location.utf8.dropFirst(name.utf8.count)
      let parts = object.location.utf8.dropFirst(top.utf8.count)
        .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      // Consoles make an empty object of a folder; file managers leave names with a dot.
      if parts.last?.isEmpty ?? true || parts.contains(where: { $0.first == UInt8(ascii: ".") }) {
        continue
      }
      let text = String(decoding: path, as: UTF8.self)
      if parts.count <= depth + 1 {
        listing.paths.append(text)
      } else {
        listing.problems.append(
          VoteProblem(
            code: .unknownName, file: text,
            message: "it is in a folder where a file was expected"))
      }
    }
    return listing
  }

  /// No objects are no trouble: a folder in S3 is there only by what is in it.
  private func objects(_ prefix: String) throws(StoreError) -> [StoredObject] {
    do throws(StoreError) { return try store.list(prefix) } catch {
      guard error.code == .notFound else { throw error }
      return []
    }
  }

  /// Reads a whole object.
  ///
  /// - Throws: ``AnswerFileError`` if this object alone cannot be read, and `StoreError` if none
  ///   can.
  package func read(_ path: String, into buffer: AnswerBuffer) throws {
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try store.read(name + path, limit: AnswerParser.maximumBytes)
    } catch {
      if error.code == .tooLarge { throw AnswerFileError.tooLarge }
      guard [.stopBucket, .stopRun].contains(error.code.action) else {
        throw AnswerFileError(.unreadable, error.message)
      }
      throw error
    }
    var start = 0
    try buffer.fill { room in
      let count = min(room.count, bytes.count - start)
      room.copyBytes(from: bytes[start..<start + count])
      start += count
      return count
    }
  }
}
