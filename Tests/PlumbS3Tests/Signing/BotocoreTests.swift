import Foundation
import PlumbS3
import PlumbSystem
import Testing

/// Random requests that botocore signed; scripts/make-signing-fixtures.py wrote them.
@Suite struct BotocoreTests {
  struct Request: Decodable {
    var method: String
    var host: String
    var bucket: String?
    var key: String
    var query: [[String]]
    var fields: [[String]]
    var date: Int64
    var region: String
    var accessKeyID: String
    var secretAccessKey: String
    var sessionToken: String?
    var target: String
    var authorization: String
  }

  private static func requests() throws -> [Request] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/requests", withExtension: "json"))
    return try JSONDecoder().decode([Request].self, from: Data(contentsOf: url))
  }

  private static func signed(_ request: Request) -> SignedRequest {
    let signer = RequestSigner(
      accessKeyID: request.accessKeyID, secretAccessKey: request.secretAccessKey,
      sessionToken: request.sessionToken, region: request.region)
    return signer.sign(
      UnsignedRequest(
        method: request.method, host: request.host,
        path: S3Path.encoded(bucket: request.bucket, key: request.key.utf8),
        query: request.query.map { ($0[0], $0[1]) }, fields: request.fields.map { ($0[0], $0[1]) }),
      date: SigningDate(secondsSince1970: request.date))
  }

  @Test func everyRequestIsSignedTheSame() throws {
    let requests = try Self.requests()
    #expect(requests.count == 300)
    for request in requests {
      let signed = Self.signed(request)
      #expect(signed.target == request.target)
      #expect(signed.authorization == request.authorization, "\(request.target)")
    }
  }

  @Test func whateverIsSignedIsSent() throws {
    for request in try Self.requests() {
      let sent = Self.signed(request).fields
      for field in request.fields {
        let isSent = sent.contains { $0.name == field[0] && $0.value == field[1] }
        #expect(isSent, "\(field[0])")
      }
      let token = sent.first { $0.name == "x-amz-security-token" }?.value
      #expect(token == request.sessionToken)
    }
  }
}
