import PlumbSystem

/// What stores behind a network have in common.
protocol RemoteStore: ByteStore {
  /// How their requests are tried again.
  var loop: RetryLoop { get }

  /// The object at a location; nothing is requested yet.
  ///
  /// - Throws: if the location is invalid.
  func object(_ location: String) throws(StoreError) -> any RemoteObject
}

extension RemoteStore {
  /// Asks for the size of an object.
  package func describe(_ location: String) throws(StoreError) -> StoredObject {
    let object = try object(location)
    return try loop.run(object.location) { _ throws(StoreError) in
      try object.describe(limits: HTTPLimits())
    }
  }

  /// Reads a whole object, verified.
  package func read(_ location: String, limit: Int) throws(StoreError) -> [UInt8] {
    let object = try object(location)
    return try loop.run(object.location) { isRetry throws(StoreError) in
      try object.body(limits: .upTo(limit), isRetry: isRetry).readAll()
    }
  }

  /// Reads a part of an object.
  package func read(_ location: String, range: Range<Int>) throws(StoreError) -> [UInt8] {
    let object = try object(location)
    let description = try describe(location)
    let range = range.clamped(to: 0..<description.byteCount)
    if range.isEmpty { return [] }
    return try loop.run(object.location) { isRetry throws(StoreError) in
      let exchange = try object.part(
        range: range, entityTag: description.entityTag, limits: .upTo(range.count),
        isRetry: isRetry)
      let bytes = try exchange.readAll(object.location)
      guard bytes.count == range.count else {
        throw StoreError(
          .length(bytes.count, of: range.count), at: object.location, head: exchange.head)
      }
      return bytes
    }
  }

  /// Opens an object to be read from its beginning to its end, verified there.
  package func open(_ location: String) throws(StoreError) -> any ByteSource {
    try RemoteByteSource(try object(location), loop: loop)
  }
}
