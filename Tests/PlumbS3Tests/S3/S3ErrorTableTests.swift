import Testing

@testable import PlumbS3

/// Every code leads to one action, and every action to words.
@Suite struct S3ErrorTableTests {
  private static func error(
    _ status: Int, _ code: String?, _ message: String = "m", isSigned: Bool = true
  ) -> StoreError {
    let body = code.map { "<Error><Code>\($0)</Code><Message>\(message)</Message></Error>" } ?? ""
    let answer = HTTPAnswer(
      status: status, fields: [HTTPField("x-amz-request-id", "R1")], body: Array(body.utf8))
    return .answer(answer, "s3://bucket/key", isSigned: isSigned)
  }

  @Test func everyCodeOfTheTableHasItsMeaningWhateverTheStatus() {
    for row in S3ErrorTable.codes {
      for name in row.names {
        for status in [400, 403, 404, 409, 500, 503] {
          #expect(Self.error(status, name).code == row.meaning, "\(name)")
        }
      }
    }
  }

  @Test func noCodeStandsTwice() {
    let names = S3ErrorTable.codes.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  /// As section by section in the table of retries: status, code, action.
  static let actions: [(Int, String?, StoreFailureCode.Action)] = [
    (503, "SlowDown", .retrySlowly), (503, "ServiceUnavailable", .retrySlowly),
    (503, nil, .retrySlowly), (429, nil, .retrySlowly), (400, "Throttling", .retrySlowly),
    (400, "RequestLimitExceeded", .retrySlowly), (509, "BandwidthLimitExceeded", .retrySlowly),
    (500, nil, .retry), (500, "InternalError", .retry), (502, nil, .retry), (504, nil, .retry),
    (400, "RequestTimeout", .retry), (408, nil, .retry), (200, "InternalError", .retry),
    (403, "RequestTimeTooSkewed", .correctClock),
    (301, nil, .correctRegion), (307, nil, .correctRegion),
    (301, "PermanentRedirect", .correctRegion),
    (400, "AuthorizationHeaderMalformed", .correctRegion),
    (400, "IllegalLocationConstraintException", .correctRegion),
    (302, nil, .stopBucket), (308, nil, .stopBucket),
    (400, "ExpiredToken", .renewCredentials), (400, "InvalidToken", .renewCredentials),
    (400, "TokenRefreshRequired", .renewCredentials),
    (403, "InvalidAccessKeyId", .stopBucket), (403, "SignatureDoesNotMatch", .stopBucket),
    (404, "NoSuchBucket", .stopBucket), (401, nil, .stopBucket), (407, nil, .stopBucket),
    (403, "AccessDenied", .giveUp), (403, nil, .giveUp), (404, "NoSuchKey", .giveUp),
    (404, nil, .giveUp), (405, "MethodNotAllowed", .giveUp), (410, nil, .giveUp),
    (403, "InvalidObjectState", .giveUp), (400, "InvalidRequest", .giveUp), (400, nil, .giveUp),
    (400, "KMS.NotFoundException", .giveUp), (400, "KMS.SomethingNew", .giveUp),
    (418, "Teapot", .giveUp), (599, "Odd", .retry),
  ]

  @Test(arguments: actions)
  func theActionIsThatOfTheDesign(
    _ status: Int, _ code: String?, _ action: StoreFailureCode.Action
  ) {
    #expect(Self.error(status, code).code.action == action)
  }

  @Test func everyActionIsTaken() {
    let actions = Set(StoreFailureCode.allCases.map(\.action))
    #expect(actions == Set(StoreFailureCode.Action.allCases))
  }

  @Test func codesOfFailuresAreStableNames() {
    let names = StoreFailureCode.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }, "\(name)")
    }
  }

  @Test func aRefusalSaysAllThatItMayMean() {
    let signed = Self.error(403, "AccessDenied").description
    #expect(signed.hasPrefix("s3://bucket/key: "))
    #expect(signed.contains("does not exist"))
    #expect(signed.contains("--no-sign-request"))
    #expect(Self.error(403, nil, isSigned: false).description.contains("--no-sign-request"))
  }

  @Test func encryptionAndArchivesAreToldInWords() {
    let kms = Self.error(
      403, "AccessDenied", "User is not authorized to perform: kms:Decrypt on resource")
    #expect(kms.code == .encrypted)
    #expect(kms.description.contains("kms:Decrypt"))
    let customer = Self.error(
      400, "InvalidRequest",
      "The object was stored using a form of Server Side Encryption. The correct parameters must be "
        + "provided to retrieve the object.")
    #expect(customer.code == .encrypted)
    #expect(customer.description.contains("SSE-C"))
    #expect(Self.error(403, "InvalidObjectState").description.contains("restore"))
  }

  @Test func everyDescriptionIsASentence() {
    for row in S3ErrorTable.codes {
      for name in row.names {
        let text = Self.error(400, name, "It failed.").description
        #expect(text.hasPrefix("s3://bucket/key: ") && text.hasSuffix("."), "\(text)")
        #expect(!text.contains("..") && !text.contains(".)"), "\(text)")
      }
    }
  }

  @Test func whatTheServiceSaidIsKept() {
    var answer = HTTPAnswer(status: 503, fields: [HTTPField("x-amz-retry-after", "1500")])
    #expect(StoreError.answer(answer, "l", isSigned: true).retryAfter == 1.5)
    answer.fields = [HTTPField("Retry-After", "3")]
    #expect(StoreError.answer(answer, "l", isSigned: true).retryAfter == 3)
    answer.fields = [HTTPField("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")]
    #expect(StoreError.answer(answer, "l", isSigned: true).retryAfter == nil)
    let error = Self.error(404, "NoSuchKey")
    #expect(error.requestID == "R1")
    #expect(error.status == 404)
    #expect(error.serviceCode == "NoSuchKey")
  }
}
