/// A request before it is signed.
package struct UnsignedRequest: Sendable {
  /// The method in capitals, such as `GET`.
  package let method: String
  /// As the `Host` field has it: with the port, unless it is 80 or 443.
  package let host: String
  /// Encoded, as ``S3Path`` does it; signed and sent as it is.
  package let path: String
  /// Names and values that are not encoded, in any order.
  package let query: [(name: String, value: String)]
  /// Header fields to send besides; without line breaks.
  package let fields: [(name: String, value: String)]
  /// The SHA-256 of the body as small hexadecimal digits.
  package let payloadHash: String

  /// Puts a request together; without a body unless told otherwise.
  package init(
    method: String, host: String, path: String, query: [(name: String, value: String)] = [],
    fields: [(name: String, value: String)] = [],
    payloadHash: String = RequestSigner.emptyPayloadHash
  ) {
    self.method = method
    self.host = host
    self.path = path
    self.query = query
    self.fields = fields
    self.payloadHash = payloadHash
  }
}
