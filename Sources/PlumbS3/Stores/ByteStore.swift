import PlumbSystem

/// What a store knows about one object without reading it.
package struct StoredObject: Sendable, Hashable {
  /// Where it is, as the store takes it.
  package var location: String
  /// Its size in bytes.
  package var byteCount: Int
  /// What changes when the object does, where the store knows such a thing.
  package var entityTag: String?

  /// Makes a description.
  package init(location: String, byteCount: Int, entityTag: String? = nil) {
    self.location = location
    self.byteCount = byteCount
    self.entityTag = entityTag
  }
}

/// A place that bytes are read from by their location: a path, an S3 URI, a URL.
///
/// Blocking, and safe to share between threads. Trouble that may pass is tried again within.
package protocol ByteStore: Sendable {
  /// Whether a location is of this store's kind; nothing is opened or requested.
  func takes(_ location: String) -> Bool

  /// Says how large an object is.
  ///
  /// - Throws: also if there is none: code `not-found`.
  func describe(_ location: String) throws(StoreError) -> StoredObject

  /// Reads a whole object into memory.
  ///
  /// - Parameter limit: More bytes than this are refused with `too-large`, before they are read
  ///   where the size is known.
  func read(_ location: String, limit: Int) throws(StoreError) -> [UInt8]

  /// Reads a part of an object.
  ///
  /// - Parameter range: The bytes from 0; what lies behind the object's end is left out.
  func read(_ location: String, range: Range<Int>) throws(StoreError) -> [UInt8]

  /// Lists the objects whose location begins with a text, by the bytes of their locations.
  ///
  /// - Throws: `refused` if the store cannot list.
  func list(_ prefix: String) throws(StoreError) -> [StoredObject]

  /// Opens an object to be read from its beginning to its end, whatever its size.
  ///
  /// What comes is verified at the end: an error there means that nothing of it can be trusted.
  func open(_ location: String) throws(StoreError) -> any ByteSource
}
