import PlumbText

/// The body that the head of an answer announces: its length, its entity tag and its checksums.
struct ExpectedBody: Sendable {
  /// The bytes of the body; nil if it comes in chunks, which say themselves where it ends.
  var byteCount: Int?
  /// The entity tag without its quotation marks; nil if there is none.
  var entityTag: String?
  /// The MD5 that the body must have, where the entity tag is one.
  var md5: [UInt8]?
  /// The checksums of the whole object that the service knows.
  var checksums: [(algorithm: ChecksumAlgorithm, value: [UInt8])] = []

  /// Reads what S3 announces about a whole object.
  ///
  /// - Throws: if the answer cannot be that of S3: then its body is worth nothing.
  init(ofObject head: HTTPAnswer) throws(BodyFailure) {
    guard head.status == 200 else { throw .status(head.status) }
    guard let length = head.statedLength else { throw .noLength }
    guard let tag = head.entityTag else { throw .noEntityTag }
    byteCount = length
    entityTag = tag
    if !Self.isEncryptedByKey(head) { md5 = bytesOfHexadecimal(tag, count: 16) }
    guard head.hasChecksums, head.value("x-amz-checksum-type")?.uppercased() != "COMPOSITE" else {
      return
    }
    for algorithm in ChecksumAlgorithm.allCases {
      // "…-N" is made of the checksums of N parts, and says nothing about the whole.
      guard let text = head.value(algorithm.fieldName), !text.utf8.contains(UInt8(ascii: "-")),
        let value = Base64.bytes(text)
      else { continue }
      checksums.append((algorithm, value))
    }
  }

  /// Reads what any other server announces about a file: only its framing is to be relied on.
  init(ofFile head: HTTPAnswer) throws(BodyFailure) {
    guard head.status == 200 else { throw .status(head.status) }
    byteCount = head.statedLength
    entityTag = head.entityTag
    let isChunked = head.values("transfer-encoding").map { $0.lowercased() } == ["chunked"]
    if byteCount == nil, !isChunked { throw .noLength }
  }

  /// Whether the entity tag is no MD5 of the body though it looks like one (Amazon S3 API
  /// Reference, "Object", ETag).
  private static func isEncryptedByKey(_ head: HTTPAnswer) -> Bool {
    head.value("x-amz-server-side-encryption")?.hasPrefix("aws:kms") == true
      || head.value("x-amz-server-side-encryption-customer-algorithm") != nil
  }
}

extension HTTPAnswer {
  /// The entity tag without its quotation marks; nil if there is none, or an empty one.
  var entityTag: String? {
    guard let field = value("etag") else { return nil }
    let isQuoted =
      field.utf8.count >= 2 && field.utf8.first == UInt8(ascii: "\"")
      && field.utf8.last == UInt8(ascii: "\"")
    let tag = isQuoted ? String(field.dropFirst().dropLast()) : field
    return tag.isEmpty ? nil : tag
  }
}

extension HTTPAnswer {
  /// Whether there is any field of a checksum.
  fileprivate var hasChecksums: Bool {
    fields.contains { $0.name.utf8.count > 15 && $0.name.lowercased().hasPrefix("x-amz-checksum-") }
  }
}

/// An entity tag as `If-Match` has it; nil for one that equal bytes need not share (RFC 9110, section
/// 8.8.1).
func matchableTag(_ tag: String?) -> String? {
  guard let tag, !tag.utf8.starts(with: "W/".utf8) else { return nil }
  return "\"\(tag)\""
}

/// The bytes of `count` pairs of hexadecimal digits; nil for anything else.
func bytesOfHexadecimal(_ text: String, count: Int) -> [UInt8]? {
  let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
  guard digits.count == 2 * count, text.utf8.count == 2 * count else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Why a body is not the requested object.
enum BodyFailure: Error, Sendable, Hashable {
  case status(Int)
  /// Not the requested part of the object; the status.
  case part(Int)
  case noLength
  case noEntityTag
  case length(Int, of: Int)
  /// A checksum, by its name, that does not fit.
  case mismatch(String)

  /// What is wrong, without the thing.
  var words: String {
    switch self {
    case .status(let status): "the response has status \(status) instead of 200"
    case .part: "the response is not the requested part"
    case .noLength: "the response does not state its length, so it may be truncated"
    case .noEntityTag: "the response has no ETag, so it is not from S3"
    case .length(let count, let total): "the response ended after \(count) of \(total) bytes"
    case .mismatch(let name): "the downloaded bytes do not match the object's \(name)"
    }
  }
}
