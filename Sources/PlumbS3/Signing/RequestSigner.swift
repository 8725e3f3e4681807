import PlumbSystem
import PlumbText

/// Signs requests to S3 with Signature Version 4, in the `Authorization` field.
///
/// Pure: the same arguments give the same bytes. A signature is made for each attempt, since it
/// holds the date. Follows the Amazon S3 API Reference, "Signature Calculations for the
/// Authorization Header: Transferring Payload in a Single Chunk". Neither its description nor its
/// reflection shows a secret.
package struct RequestSigner: Sendable, CustomStringConvertible, CustomReflectable {
  private let accessKeyID: String
  private let secretAccessKey: String
  private let sessionToken: String?
  private let region: String
  private let service: String
  /// The key of one day, where it was made already.
  private var knownKey: (day: String, key: [UInt8])?

  /// The SHA-256 of no bytes, which GET and HEAD have as their body.
  package static let emptyPayloadHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  /// Makes a signer for the credentials and region of a bucket.
  ///
  /// - Parameters:
  ///   - sessionToken: The token of temporary keys, which is sent and signed.
  ///   - region: Such as `eu-west-1`: part of the signature, so it must be the bucket's own.
  ///   - service: The service's name in signatures.
  package init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, region: String,
    service: String = "s3"
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.region = region
    self.service = service
  }

  /// The same signer with the key of a day made already, for many signatures on that day; others are
  /// made all the same.
  package func prepared(for date: SigningDate) -> RequestSigner {
    var signer = self
    let day = date.day
    signer.knownKey = (day, makeKey(day))
    return signer
  }

  /// Signs one request.
  ///
  /// All given fields are signed but `User-Agent` and those that belong to one connection, which a
  /// proxy may change. Fields that the signer makes itself are replaced.
  ///
  /// - Parameters:
  ///   - request: What is to be sent.
  ///   - date: The moment of sending.
  package func sign(_ request: UnsignedRequest, date: SigningDate) -> SignedRequest {
    let (path, payloadHash) = (request.path, request.payloadHash)
    let query = S3Query.encoded(request.query)
    var sent = request.fields.filter { !Self.ownFields.contains($0.name.lowercased()) }
    sent.append(("x-amz-date", date.timestamp))
    sent.append(("x-amz-content-sha256", payloadHash))
    if let sessionToken { sent.append(("x-amz-security-token", sessionToken)) }
    let canonical = CanonicalFields(host: request.host, fields: sent)
    let lines = [
      request.method, path, query, canonical.lines, canonical.names, payloadHash,
    ].joined(separator: "\n")
    let authorization = authorization(lines, fieldNames: canonical.names, date: date)
    sent.append(("authorization", authorization))
    return SignedRequest(target: query.isEmpty ? path : "\(path)?\(query)", fields: sent)
  }

  /// The value of the `Authorization` field for a canonical request.
  private func authorization(
    _ canonicalRequest: String, fieldNames: String, date: SigningDate
  ) -> String {
    let scope = "\(date.day)/\(region)/\(service)/aws4_request"
    let text = [
      "AWS4-HMAC-SHA256", date.timestamp, scope, Digest.sha256(canonicalRequest),
    ].joined(separator: "\n")
    let signature = Hexadecimal.text(Digest.hmac(key: signingKey(date.day), text))
    return "AWS4-HMAC-SHA256 Credential=\(accessKeyID)/\(scope), SignedHeaders=\(fieldNames), "
      + "Signature=\(signature)"
  }

  private func signingKey(_ day: String) -> [UInt8] {
    if let knownKey, knownKey.day == day { return knownKey.key }
    return makeKey(day)
  }

  /// The key that signs on one day, by four keyed hashes.
  private func makeKey(_ day: String) -> [UInt8] {
    [day, region, service, "aws4_request"].reduce(Array("AWS4\(secretAccessKey)".utf8)) {
      Digest.hmac(key: $0, $1)
    }
  }

  /// The fields that are made here.
  private static let ownFields = [
    "authorization", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
  ]

  /// The end of the key id, and the region.
  package var description: String { "signer of access key …\(accessKeyID.suffix(4)) in \(region)" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["signer": description]) }
}
