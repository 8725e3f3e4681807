import PlumbS3
import PlumbSystem
import Testing

/// The four worked examples of the Amazon S3 API Reference, "Signature Calculations for the
/// Authorization Header: Transferring Payload in a Single Chunk".
@Suite struct WorkedExampleTests {
  private static let host = "examplebucket.s3.amazonaws.com"
  /// 24 May 2013, 00:00 UTC.
  private static let date = SigningDate(secondsSince1970: 1_369_353_600)
  private static let signer = RequestSigner(
    accessKeyID: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1")

  private func signature(_ request: SignedRequest) -> String {
    String(request.authorization.suffix(64))
  }

  @Test func getObject() {
    let request = Self.signer.sign(
      UnsignedRequest(
        method: "GET", host: Self.host, path: S3Path.encoded(key: "test.txt".utf8),
        fields: [("Range", "bytes=0-9")]), date: Self.date)
    #expect(
      request.authorization
        == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test func putObject() {
    let request = Self.signer.sign(
      UnsignedRequest(
        method: "PUT", host: Self.host, path: S3Path.encoded(key: "test$file.text".utf8),
        fields: [
          ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
          ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ], payloadHash: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"),
      date: Self.date)
    #expect(request.target == "/test%24file.text")
    #expect(
      signature(request) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
  }

  @Test func getBucketLifecycle() {
    let request = Self.signer.sign(
      UnsignedRequest(method: "GET", host: Self.host, path: "/", query: [("lifecycle", "")]),
      date: Self.date)
    #expect(request.target == "/?lifecycle=")
    #expect(
      signature(request) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
  }

  @Test func listObjects() {
    let request = Self.signer.sign(
      UnsignedRequest(
        method: "GET", host: Self.host, path: "/", query: [("prefix", "J"), ("max-keys", "2")]),
      date: Self.date)
    #expect(request.target == "/?max-keys=2&prefix=J")
    #expect(
      signature(request) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }
}
