import PlumbImages

/// Asks S3, or a service like it, for objects: signs, and corrects the region, the clock and
/// expired credentials once a request.
///
/// Everything else that goes wrong is thrown at once: trying again is for the caller. Blocking;
/// safe to share between threads.
package final class S3Client: Sendable {
  private let transport: any HTTPTransport
  private let credentials: any CredentialProvider
  private let endpoint: S3Endpoint
  private let regions: BucketRegions
  private let requestPayer: Bool
  private let clock: ServiceClock
  private let signers = RecentSigner()

  /// The number of bytes of an error response that are read for its message.
  private static let errorBytes = 64 << 10

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - settings: The endpoint, the region to begin with, and who pays.
  ///   - credentials: Gives nil for requests that are not signed.
  package convenience init(
    settings: AWSSettings, credentials: any CredentialProvider, transport: any HTTPTransport
  ) {
    self.init(
      endpoint: S3Endpoint(settings), regions: BucketRegions(start: settings.startRegion),
      requestPayer: settings.flags.requestPayer, credentials: credentials, transport: transport)
  }

  init(
    endpoint: S3Endpoint, regions: BucketRegions, requestPayer: Bool = false,
    credentials: any CredentialProvider, transport: any HTTPTransport,
    clock: ServiceClock = ServiceClock()
  ) {
    self.endpoint = endpoint
    self.regions = regions
    self.requestPayer = requestPayer
    self.credentials = credentials
    self.transport = transport
    self.clock = clock
  }

  /// A request without its signature.
  struct Call {
    var method = "GET"
    var object: ObjectName
    var query: [(name: String, value: String)] = []
    var fields: [(name: String, value: String)] = []
    var limits = HTTPLimits()
    var wantsNewConnection = false

    /// The requested object, for messages.
    var location: String { object.uri }
  }

  /// Sends a request until it has the right region, time and credentials.
  ///
  /// - Returns: The answer, whose status is from 200 to 299.
  /// - Throws: what the answer says otherwise, or why there is none.
  func open(_ call: Call) throws(StoreError) -> any HTTPExchange {
    var corrections = Corrections(region: regions.correction(for: call.object.bucket))
    while true {
      let keys = try currentCredentials()
      let request = try request(call, region: corrections.region.region, keys)
      let exchange = try send(request, call)
      if (200..<300).contains(exchange.head.status) { return exchange }
      let answer = try complete(exchange, call)
      var error = StoreError.answer(answer, call.location, isSigned: keys != nil)
      if try correct(&corrections, after: error, answer: answer, to: call, keys: keys) { continue }
      // A bucket on its way to another region is moved for a while: that may pass.
      if answer.status == 307 {
        error.code = .serverError
        error.message = "the service sent a temporary redirect, which is not followed"
      }
      throw error
    }
  }

  /// What may be corrected once for each request.
  private struct Corrections {
    var region: RegionCorrection
    var hasClock = false
    var hasCredentials = false
  }

  /// Whether something was corrected, so that the request is worth sending again.
  private func correct(
    _ corrections: inout Corrections, after error: StoreError, answer: HTTPAnswer, to call: Call,
    keys: AWSCredentials?
  ) throws(StoreError) -> Bool {
    switch error.code.action {
    case .correctClock where !corrections.hasClock:
      corrections.hasClock = true
      return clock.correct(by: answer)
    case .renewCredentials where !corrections.hasCredentials:
      guard let keys else { return false }
      corrections.hasCredentials = true
      credentials.refuse(keys)
      return true
    default: return try correctRegion(&corrections.region, after: answer, to: call, keys: keys)
    }
  }

  private func correctRegion(
    _ correction: inout RegionCorrection, after answer: HTTPAnswer, to call: Call,
    keys: AWSCredentials?
  ) throws(StoreError) -> Bool {
    switch correction.advice(on: answer) {
    case .none: return false
    case .again: return true
    case .askBucket:
      var question = Call(method: "HEAD", object: ObjectName(bucket: call.object.bucket, key: ""))
      question.limits = call.limits
      let request = try request(question, region: correction.region, keys)
      return correction.advice(onBucket: try send(request, question).head) == .again
    }
  }

  private func currentCredentials() throws(StoreError) -> AWSCredentials? {
    do throws(CredentialError) {
      return try credentials.credentials()
    } catch {
      throw StoreError(.noCredentials, at: "", because: error.description.withoutFullStop)
    }
  }

  /// The request as it goes on the wire.
  private func request(
    _ call: Call, region: String, _ keys: AWSCredentials?
  ) throws(StoreError) -> HTTPRequest {
    let address = try address(call, region)
    let path = address.path(key: call.object.key.utf8)
    var fields = call.fields
    if requestPayer { fields.append(("x-amz-request-payer", "requester")) }
    var target = path
    if let keys {
      let date = clock.now
      let signed = signers.signer(keys, region: region, date: date).sign(
        UnsignedRequest(
          method: call.method, host: address.host, path: path, query: call.query, fields: fields),
        date: date)
      (target, fields) = (signed.target, signed.fields)
    } else if !call.query.isEmpty {
      target += "?" + S3Query.encoded(call.query)
    }
    var request = HTTPRequest(
      url: address.url(target: target), fields: fields.map { HTTPField($0.name, $0.value) })
    request.method = call.method
    request.limits = call.limits
    request.wantsNewConnection = call.wantsNewConnection
    return request
  }

  private func address(_ call: Call, _ region: String) throws(StoreError) -> S3Address {
    do throws(EndpointError) {
      return try endpoint.address(bucket: call.object.bucket, region: region)
    } catch {
      throw StoreError(.noSuchBucket, at: call.location, because: error.description.withoutFullStop)
    }
  }

  private func send(_ request: HTTPRequest, _ call: Call) throws(StoreError) -> any HTTPExchange {
    do throws(HTTPError) { return try transport.open(request) } catch {
      var failure = StoreError(error, call.location)
      if error.kind == .connection { failure.message += "; check the network and the endpoint" }
      throw failure
    }
  }

  /// The answer with the beginning of its body.
  ///
  /// - Throws: if the body breaks off and the status alone does not say what happened.
  private func complete(
    _ exchange: any HTTPExchange, _ call: Call
  ) throws(StoreError) -> HTTPAnswer {
    var answer = exchange.head
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while answer.body.count < Self.errorBytes {
      var outcome: Result<Int, HTTPError> = .success(0)
      buffer.withUnsafeMutableBytes { bytes in
        do throws(HTTPError) { outcome = .success(try exchange.read(into: bytes)) } catch {
          outcome = .failure(error)
        }
      }
      switch outcome {
      case .success(0): return answer
      case .success(let count): answer.body += buffer[..<count]
      case .failure(let error):
        if error.kind != .tooLarge, (400..<500).contains(answer.status) {
          throw StoreError(error, call.location)
        }
        return answer
      }
    }
    return answer
  }
}

extension String {
  /// For a sentence that becomes part of another.
  var withoutFullStop: String { utf8.last == UInt8(ascii: ".") ? String(dropLast()) : self }
}
