/// What the error codes of S3 and of the services that imitate it mean.
enum S3ErrorTable {
  /// By the code in the body (Amazon S3 API Reference, "Error responses"; of the throttling codes
  /// all that AWS's own clients know).
  static let codes: [(names: [String], meaning: StoreFailureCode)] = [
    (["NoSuchKey", "NoSuchVersion", "NoSuchUpload"], .notFound),
    (["NoSuchBucket", "InvalidBucketName"], .noSuchBucket),
    (["AccessDenied", "AllAccessDisabled", "MethodNotAllowed"], .accessDenied),
    (["InvalidObjectState"], .archived),
    (
      [
        "KMS.DisabledException", "KMS.InvalidKeyUsageException", "KMS.InvalidStateException",
        "KMS.KMSInvalidStateException", "KMS.NotFoundException",
        "ServerSideEncryptionConfigurationNotFoundError",
      ], .encrypted
    ),
    (
      [
        "AccountProblem", "InvalidAccessKeyId", "InvalidPayer", "InvalidSecurity", "NotSignedUp",
        "SignatureDoesNotMatch", "UnrecognizedClientException",
      ], .badCredentials
    ),
    (
      [
        "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "PermanentRedirect",
        "Redirect", "TemporaryRedirect",
      ], .wrongRegion
    ),
    (["RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired"], .wrongClock),
    (
      ["ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired"],
      .expiredCredentials
    ),
    (
      [
        "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException",
        "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
        "RequestThrottled", "RequestThrottledException", "ServiceUnavailable", "SlowDown",
        "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
        "TransactionInProgressException",
      ], .throttled
    ),
    (
      [
        "BadDigest", "InternalError", "OperationAborted", "RequestTimeout",
        "RequestTimeoutException",
      ], .serverError
    ),
  ]

  private static let meanings: [String: StoreFailureCode] = Dictionary(
    codes.flatMap { row in row.names.map { ($0, row.meaning) } },
    uniquingKeysWith: { first, _ in first })

  /// What an answer that is not the object means.
  ///
  /// - Parameters:
  ///   - status: The status of the answer.
  ///   - code: The code in its body, where there is one.
  ///   - message: The sentence that goes with it.
  static func meaning(status: Int, code: String?, message: String?) -> StoreFailureCode {
    // An error in an answer 200 is one of the server, whatever it says.
    if (200..<300).contains(status) { return .wrongAnswer }
    if let code {
      if isAboutEncryption(code, message) { return .encrypted }
      if let meaning = meanings[code] { return meaning }
      if code.hasPrefix("KMS.") { return .encrypted }
    }
    return meaning(status: status)
  }

  /// By the status alone: the answer to a HEAD request has no body.
  private static func meaning(status: Int) -> StoreFailureCode {
    switch status {
    case 301, 307: .wrongRegion
    case 300..<400: .redirected
    case 401, 407: .badCredentials
    case 403, 405: .accessDenied
    case 404, 410: .notFound
    case 408: .serverError
    case 429, 503: .throttled
    case 500...599: .serverError
    case 400..<500: .refused
    default: .wrongAnswer
    }
  }

  /// Forbidden KMS keys are reported as `AccessDenied`, and customer-provided keys as
  /// `InvalidRequest`; only the message shows it.
  private static func isAboutEncryption(_ code: String, _ message: String?) -> Bool {
    guard let text = message?.lowercased() else { return false }
    switch code {
    case "AccessDenied": return text.contains("kms")
    case "InvalidRequest": return text.contains("server side encryption")
    default: return false
    }
  }
}
