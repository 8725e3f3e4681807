extension StoreError {
  /// What an answer of S3 that is not what was asked for means, in words.
  ///
  /// - Parameters:
  ///   - answer: With as much of its body as came.
  ///   - location: What was asked for.
  ///   - isSigned: Whether the request went with keys.
  static func answer(_ answer: HTTPAnswer, _ location: String, isSigned: Bool) -> StoreError {
    let document = S3ErrorDocument(answer.body)
    let code = S3ErrorTable.meaning(
      status: answer.status, code: document.code, message: document.message)
    var error = StoreError(code, location, "")
    error.status = answer.status
    error.serviceCode = document.code
    error.requestID = answer.value("x-amz-request-id")
    error.retryAfter = retryAfter(answer)
    error.message = words(code, document, answer, isSigned: isSigned)
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
    _ code: StoreFailureCode, _ document: S3ErrorDocument, _ answer: HTTPAnswer, isSigned: Bool
  ) -> String {
    switch code {
    case .notFound: "there is no such object"
    case .noSuchBucket: "there is no such bucket; check its name, and the endpoint"
    case .accessDenied: denied(isSigned: isSigned)
    case .archived: "it is archived; restore it in S3 first"
    case .encrypted: encrypted(document)
    case .badCredentials where answer.status == 407:
      "the proxy wants a user and a password; put them into https_proxy"
    case .badCredentials:
      "the service does not take the credentials\(quoted(document, answer)); check the access key, "
        + "its secret and --profile"
    case .expiredCredentials: "the session token has expired or is not valid; log in again"
    case .redirected: "the service sends elsewhere, which is not followed; check --endpoint-url"
    case .wrongRegion:
      "the bucket is in another region, and the service does not say in which; name it with "
        + "--region"
    case .wrongClock: "the clock of this machine and that of the service differ; set the clock"
    case .throttled: "the service is asked too much\(quoted(document, answer))"
    default: "the service refused\(quoted(document, answer))"
    }
  }

  private static func denied(isSigned: Bool) -> String {
    let same = "or it may not exist: who may not list the bucket is told the same"
    return isSigned
      ? "access denied, \(same); try --no-sign-request for public data, --request-payer where who "
        + "asks pays"
      : "access denied, \(same); without --no-sign-request the request would be signed"
  }

  private static func encrypted(_ document: S3ErrorDocument) -> String {
    document.code == "InvalidRequest"
      ? "it is encrypted with a key of the customer's own (SSE-C), which cannot be read; copy it "
        + "without one"
      : "it is encrypted with a key of KMS that these credentials may not use; ask for kms:Decrypt"
  }

  /// What the service said itself.
  private static func quoted(_ document: S3ErrorDocument, _ answer: HTTPAnswer) -> String {
    guard let code = document.code else { return " (status \(answer.status))" }
    let message = document.message.map { ": \(String($0.prefix(200)).withoutFullStop)" } ?? ""
    return " (\(answer.status) \(code)\(message))"
  }
}
