import TestSupport
import Testing

@testable import PlumbS3

/// Only a body that is as its head promised is taken.
@Suite struct BodyVerifierTests {
  private static let body = Array("a picture".utf8)
  private static let md5 = "\"\(FakeS3.md5(body))\""

  /// The failure of a body under a head; nil where it is taken.
  private static func failure(
    _ fields: [(String, String)], status: Int = 200, body: [UInt8] = body, length: Int? = body.count
  ) -> BodyFailure? {
    var head = HTTPAnswer(status: status, fields: fields.map { HTTPField($0.0, $0.1) })
    if let length { head.fields.append(HTTPField("Content-Length", String(length))) }
    do throws(BodyFailure) {
      let verifier = BodyVerifier(try ExpectedBody(ofObject: head))
      body.withUnsafeBytes { verifier.add($0) }
      try verifier.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test func aPlainObjectIsTaken() {
    #expect(Self.failure([("ETag", Self.md5)]) == nil)
    #expect(Self.failure([("etag", FakeS3.md5(Self.body).uppercased())]) == nil)
  }

  @Test(arguments: [206, 201, 204, 304, 404, 500])
  func anyOtherStatusIsRefused(_ status: Int) {
    #expect(Self.failure([("ETag", Self.md5)], status: status) == .status(status))
  }

  @Test func framingMustBeSure() {
    #expect(Self.failure([("ETag", Self.md5)], length: nil) == .noLength)
    #expect(Self.failure([("ETag", Self.md5), ("Content-Length", "9")]) == .noLength)
    #expect(Self.failure([("ETag", Self.md5), ("Transfer-Encoding", "chunked")]) == .noLength)
    #expect(Self.failure([("ETag", Self.md5)], length: 10) == .length(9, of: 10))
    #expect(Self.failure([("ETag", Self.md5)], length: 8) == .length(9, of: 8))
  }

  @Test func withoutAnETagItIsNotS3() {
    #expect(Self.failure([]) == .noEntityTag)
    #expect(Self.failure([("ETag", "\"\"")]) == .noEntityTag)
  }

  @Test func oneWrongBitIsSeen() {
    for index in Self.body.indices {
      var wrong = Self.body
      wrong[index] ^= 1
      #expect(Self.failure([("ETag", Self.md5)], body: wrong) == .mismatch("MD5"))
    }
  }

  /// Tags that are no MD5 must not be held against one.
  @Test(arguments: [
    [("ETag", "\"0123456789abcdef0123456789abcdef-3\"")], [("ETag", "\"version-7\"")],
    [("ETag", "W/\"0123456789abcdef0123456789abcdef\"")],
    [
      ("ETag", "\"0123456789abcdef0123456789abcdef\""),
      ("x-amz-server-side-encryption", "aws:kms"),
    ],
    [
      ("ETag", "\"0123456789abcdef0123456789abcdef\""),
      ("x-amz-server-side-encryption", "aws:kms:dsse"),
    ],
    [
      ("ETag", "\"0123456789abcdef0123456789abcdef\""),
      ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
    ],
  ])
  func otherTagsAreNoMD5(_ fields: [(String, String)]) {
    #expect(Self.failure(fields) == nil)
  }

  @Test func encryptionByTheServiceKeepsTheMD5() {
    let fields = [
      ("ETag", "\"0123456789abcdef0123456789abcdef\""), ("x-amz-server-side-encryption", "AES256"),
    ]
    #expect(Self.failure(fields) == .mismatch("MD5"))
  }

  /// Base64 of the checksums of "a picture", made by other tools; one letter more is another body.
  @Test(arguments: ChecksumAlgorithm.allCases)
  func checksumsOfTheWholeMustFit(_ algorithm: ChecksumAlgorithm) throws {
    var running = try #require(algorithm.begin())
    Self.body.withUnsafeBytes { running.add($0) }
    let value = Self.base64(running.finish())
    let tag = ("ETag", "\"abc-2\"")
    #expect(Self.failure([tag, (algorithm.fieldName, value)]) == nil)
    let wrong = Array("a pictura".utf8)
    let failure = Self.failure([tag, (algorithm.fieldName, value)], body: wrong)
    #expect(failure == .mismatch(algorithm.rawValue.uppercased()))
    // Made of parts: says nothing about the whole.
    #expect(Self.failure([tag, (algorithm.fieldName, value + "-2")], body: wrong) == nil)
    let composite = [tag, (algorithm.fieldName, value), ("x-amz-checksum-type", "COMPOSITE")]
    #expect(Self.failure(composite, body: wrong) == nil)
    let whole = [tag, (algorithm.fieldName, value), ("x-amz-checksum-type", "FULL_OBJECT")]
    #expect(Self.failure(whole, body: wrong) != nil)
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bits = bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
    let padded = bits + [UInt8](repeating: 0, count: (6 - bits.count % 6) % 6)
    let digits = stride(from: 0, to: padded.count, by: 6).map { start in
      alphabet[padded[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }]
    }
    return String(digits) + String(repeating: "=", count: (4 - digits.count % 4) % 4)
  }
}
