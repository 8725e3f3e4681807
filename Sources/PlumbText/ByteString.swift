/// A name that is compared by its UTF-8 bytes: of a class, a label attribute, a job, a bucket, a file.
///
/// `String` compares by canonical equivalence, which takes "é" in one scalar and "é" in two for the
/// same text. For a manifest, for S3 and for most file systems these are two names. Use this type to
/// compare names, to order them, and as the key of every dictionary and set of names; values that
/// are only read and shown stay `String`. It shares the text's storage, so making one is free.
package struct ByteString: Hashable, Comparable, Sendable {
  /// The name as text, for reading and showing; never compare it with `==`.
  package let text: String

  /// Takes a text as it is, without normalising it.
  package init(_ text: some StringProtocol) { self.text = String(text) }

  /// Whether two names are the same bytes.
  package static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// The order of the bytes, which is the order of the Unicode scalars.
  package static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// Hashes the bytes, as `==` compares them.
  package func hash(into hasher: inout Hasher) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
    // UTF-8 has no such byte: two names in a row are hashed as two.
    hasher.combine(UInt8(0xFF))
  }
}

extension ByteString: ExpressibleByStringLiteral {
  /// A name that the program knows.
  package init(stringLiteral text: String) { self.text = text }
}

extension ByteString: CustomStringConvertible {
  /// The text, unescaped: pass it through `displayText` before showing it.
  package var description: String { text }
}
