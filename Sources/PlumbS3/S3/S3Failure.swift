extension StoreError {
  /// Explains an unexpected response of S3 in words.
  ///
  /// - Parameters:
  ///   - answer: With as much of its body as came.
  ///   - location: The requested location.
  ///   - isSigned: Whether the request was signed.
  static func answer(_ answer: HTTPAnswer, _ location: String, isSigned: Bool) -> StoreError {
    let document = S3ErrorDocument(answer.body)
    let code = S3ErrorTable.meaning(
      status: answer.status, code: document.code, message: document.message)
    var error = StoreError(code, at: location, because: "")
    error.status = answer.status
    error.serviceCode = document.code
    error.requestID = answer.value("x-amz-request-id")
    error.retryAfter = retryAfter(answer)
    error.message = words(for: code, document: document, answer: answer, isSigned: isSigned)
    return error
  }

  /// `x-amz-retry-after` is in milliseconds, `Retry-After` in seconds or a date, which is let be.
  private static func retryAfter(_ answer: HTTPAnswer) -> Double? {
    if let text = answer.value("x-amz-retry-after"), let number = decimal(text) {
      return Double(number) / 1000
    }
    return answer.value("retry-after").flatMap { decimal($0) }.map(Double.init)
  }

  private static func words(
    for code: StoreFailureCode, document: S3ErrorDocument, answer: HTTPAnswer, isSigned: Bool
  ) -> String {
    switch code {
    case .notFound: "no such object"
    case .noSuchBucket: "no such bucket; check its name and the endpoint"
    case .accessDenied: denied(isSigned: isSigned)
    case .archived: "the object is archived; restore it in S3 first"
    case .encrypted: encrypted(document)
    case .badCredentials where answer.status == 407:
      "the proxy needs a user name and password; add them to https_proxy"
    case .badCredentials:
      "the service rejected the credentials\(quoted(document, answer)); check the access key, its "
        + "secret and --profile"
    case .expiredCredentials: "the session token has expired or is invalid; sign in again"
    case .redirected: "the service sent a redirect, which is not followed; check --endpoint-url"
    case .wrongRegion:
      "the bucket is in another region, and the service does not say which; set it with --region"
    case .wrongClock: "the clocks of this machine and the service differ; set this machine's clock"
    case .throttled: "too many requests\(quoted(document, answer))"
    default: "the service refused the request\(quoted(document, answer))"
    }
  }

  private static func denied(isSigned: Bool) -> String {
    let same = "or the object does not exist (S3 answers the same without list permission)"
    return isSigned
      ? "access denied, \(same); try --no-sign-request for public data, or --request-payer for "
        + "requester-pays buckets"
      : "access denied, \(same); leave out --no-sign-request to sign the request"
  }

  private static func encrypted(_ document: S3ErrorDocument) -> String {
    document.code == "InvalidRequest"
      ? "the object is encrypted with a customer-provided key (SSE-C), which is not supported; copy "
        + "it without one"
      : "the object is encrypted with a KMS key that these credentials may not use; ask for "
        + "kms:Decrypt"
  }

  /// What the service said itself.
  private static func quoted(_ document: S3ErrorDocument, _ answer: HTTPAnswer) -> String {
    guard let code = document.code else { return " (status \(answer.status))" }
    let message = document.message.map { ": \(String($0.prefix(200)).withoutFullStop)" } ?? ""
    return " (\(answer.status) \(code)\(message))"
  }
}
