import PlumbImages

/// One page of the keys of a bucket.
package struct S3Listing: Sendable, Hashable {
  /// The objects, by the bytes of their keys.
  package internal(set) var objects: [Object] = []
  /// What keys have in common up to the delimiter, where one was given.
  package internal(set) var prefixes: [String] = []
  /// What to ask the next page with; nil on the last.
  package internal(set) var continuation: String?

  /// One object of a list.
  package struct Object: Sendable, Hashable {
    /// The whole key; compare it by its UTF-8 bytes.
    package var key = ""
    /// Its size in bytes.
    package var byteCount = 0
    /// The entity tag without its quotation marks.
    package var entityTag: String?
  }

  private var isTruncated = false
  private var isEncoded = false

  /// Reads the answer to ListObjectsV2; nil if it is none, or cut off.
  init?(_ body: [UInt8]) {
    guard body.count <= Self.mostBytes else { return nil }
    var scanner = XMLScanner(body)
    var path: [String] = []
    var object = Object()
    var isWhole = false
    while let event = scanner.next() {
      switch event {
      case .start(let name): path.append(name)
      case .text(let text): take(text, at: path.joined(separator: "/"), &object)
      case .end:
        if path == ["ListBucketResult", "Contents"] {
          objects.append(object)
          object = Object()
        }
        isWhole = path == ["ListBucketResult"]
        if !path.isEmpty { path.removeLast() }
      }
    }
    guard isWhole, isTruncated == (continuation != nil) else { return nil }
    if isEncoded { decode() }
  }

  /// A page has at most 1,000 keys of 1,024 bytes, each of which may become three characters.
  static let mostBytes = 16 << 20

  private mutating func take(_ text: String, at path: String, _ object: inout Object) {
    switch path {
    case "ListBucketResult/IsTruncated": isTruncated = text == "true"
    case "ListBucketResult/NextContinuationToken": continuation = text
    case "ListBucketResult/EncodingType": isEncoded = text == "url"
    case "ListBucketResult/CommonPrefixes/Prefix": prefixes.append(text)
    case "ListBucketResult/Contents/Key": object.key = text
    case "ListBucketResult/Contents/Size": object.byteCount = decimal(text) ?? 0
    case "ListBucketResult/Contents/ETag":
      object.entityTag = text.split(separator: "\"").first.map(String.init)
    default: break
    }
  }

  private mutating func decode() {
    for index in objects.indices { objects[index].key = Self.decoded(objects[index].key) }
    prefixes = prefixes.map(Self.decoded)
  }

  /// The text of an encoding by `%XX` and `+` for the space.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), let value = bytesOfHexadecimal(digits, count: 1) {
        bytes += value
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Walks over the elements and texts of simple XML, as S3 writes it: no attributes are kept, and
/// nothing outside the document is read.
private struct XMLScanner {
  enum Event {
    case start(String)
    case text(String)
    case end
  }

  private let body: [UInt8]
  private var index = 0
  /// `<a/>` is two events.
  private var isEmptyElement = false

  init(_ body: [UInt8]) { self.body = body }

  mutating func next() -> Event? {
    if isEmptyElement {
      isEmptyElement = false
      return .end
    }
    guard index < body.count else { return nil }
    guard body[index] == UInt8(ascii: "<") else { return text() }
    guard let close = body[index...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let tag = body[(index + 1)..<close]
    index = close + 1
    switch tag.first {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), nil: return next()
    case UInt8(ascii: "/"): return .end
    default:
      isEmptyElement = tag.last == UInt8(ascii: "/")
      let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      return .start(String(decoding: name, as: UTF8.self))
    }
  }

  private mutating func text() -> Event {
    let end = body[index...].firstIndex(of: UInt8(ascii: "<")) ?? body.count
    defer { index = end }
    return .text(Self.unescaped(String(decoding: body[index..<end], as: UTF8.self)))
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    for (number, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated()
    {
      guard number > 0, let end = part.firstIndex(of: ";"), let scalar = scalar(part[..<end]) else {
        result += (number > 0 ? "&" : "") + part
        continue
      }
      result.unicodeScalars.append(scalar)
      result += part[part.index(after: end)...]
    }
    return result
  }

  private static func scalar(_ entity: Substring) -> Unicode.Scalar? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let digits = entity.dropFirst(entity.hasPrefix("#x") ? 2 : 1)
      guard entity.hasPrefix("#") else { return nil }
      return UInt32(digits, radix: entity.hasPrefix("#x") ? 16 : 10).flatMap(Unicode.Scalar.init)
    }
  }
}

extension S3Client {
  /// Asks for one page of a bucket's keys (ListObjectsV2).
  ///
  /// - Parameters:
  ///   - prefix: What the keys begin with.
  ///   - delimiter: Where keys are cut and put together, such as `/`; empty for nowhere.
  ///   - continuation: What the page before gave.
  /// - Throws: ``StoreError``.
  package func list(
    bucket: String, prefix: String = "", delimiter: String = "", continuation: String? = nil,
    limits: HTTPLimits = HTTPLimits()
  ) throws(StoreError) -> S3Listing {
    var call = Call(object: ObjectName(bucket: bucket, key: ""))
    call.query = [("list-type", "2"), ("encoding-type", "url")]
    if !prefix.isEmpty { call.query.append(("prefix", prefix)) }
    if !delimiter.isEmpty { call.query.append(("delimiter", delimiter)) }
    if let continuation { call.query.append(("continuation-token", continuation)) }
    call.limits = limits
    call.limits.bodyBytes = S3Listing.mostBytes
    let location = ObjectName(bucket: bucket, key: prefix).uri
    let exchange = try open(call)
    let body = try exchange.readAll(location)
    guard exchange.head.status == 200, let listing = S3Listing(body) else {
      throw StoreError(.wrongAnswer, at: location, because: "the response is not an object listing")
    }
    return listing
  }
}

extension HTTPExchange {
  /// The rest of the body.
  func readAll(_ location: String) throws(StoreError) -> [UInt8] {
    var body: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    do throws(HTTPError) {
      while true {
        let count = try read(into: buffer)
        if count == 0 { return body }
        body.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    } catch {
      throw StoreError(error, location)
    }
  }
}
