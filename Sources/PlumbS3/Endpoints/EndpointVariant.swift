/// Which of AWS's own endpoints for S3 is asked.
package struct EndpointVariant: Sendable, Hashable {
  /// Whether the endpoint has addresses of IPv6 as well.
  package var isDualStack = false
  /// Whether only cryptography validated by FIPS 140 is used.
  package var isFIPS = false

  /// The usual endpoint.
  package init() {}

  init(isDualStack: Bool, isFIPS: Bool) {
    self.isDualStack = isDualStack
    self.isFIPS = isFIPS
  }

  /// What the name of the service is in host names (Amazon S3 endpoints and quotas, AWS General
  /// Reference).
  var hostPrefix: String { (isFIPS ? "s3-fips" : "s3") + (isDualStack ? ".dualstack" : "") }
}
