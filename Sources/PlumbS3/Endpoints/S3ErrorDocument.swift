/// The few words that matter of the XML that S3 answers with in case of trouble.
///
/// No parser of XML: only the first element of each name is looked for, in the first 64 KB, and what
/// it holds is a text from outside, to be checked and escaped like any other.
package struct S3ErrorDocument: Sendable, Hashable {
  /// The error code, such as `NoSuchKey`.
  package let code: String?
  /// The sentence that goes with it.
  package let message: String?
  /// The region of the bucket; not checked.
  package let region: String?
  /// The host that is to be asked; not checked.
  package let endpoint: String?

  /// The number of bytes of a body that are examined.
  package static let mostBytes = 64 << 10
  /// A longer value is none of S3's.
  private static let longestValue = 4 << 10

  /// Looks for the words in a body, whatever it is.
  package init(_ body: [UInt8]) {
    let part = body.prefix(Self.mostBytes)
    code = Self.element("Code", in: part)
    message = Self.element("Message", in: part)
    region = Self.element("Region", in: part)
    endpoint = Self.element("Endpoint", in: part)
  }

  private static func element(_ name: String, in body: ArraySlice<UInt8>) -> String? {
    guard let start = index(of: Array("<\(name)>".utf8), in: body) else { return nil }
    let rest = body[(start + name.utf8.count + 2)...]
    guard let end = rest.firstIndex(of: UInt8(ascii: "<")),
      rest[end...].starts(with: "</\(name)>".utf8), end - rest.startIndex <= longestValue
    else { return nil }
    return unescaped(String(decoding: rest[..<end], as: UTF8.self))
  }

  private static func index(of pattern: [UInt8], in body: ArraySlice<UInt8>) -> Int? {
    var rest = body
    while let first = rest.firstIndex(of: UInt8(ascii: "<")) {
      if rest[first...].starts(with: pattern) { return first }
      rest = rest[(first + 1)...]
    }
    return nil
  }

  /// Replaces the five named entities of XML; numbered ones are rare in these words and stay.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...].unicodeScalars
    while let start = rest.firstIndex(of: "&") {
      result += String(rest[..<start])
      rest = rest[start...]
      let entity = entities.first { rest.starts(with: $0.entity.unicodeScalars) }
      result += entity?.text ?? "&"
      rest = rest.dropFirst(entity?.entity.unicodeScalars.count ?? 1)
    }
    return result + String(rest)
  }

  private static let entities: [(entity: String, text: String)] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
  ]
}
