/// The reasons why something cannot be read from a store, with stable codes.
public enum StoreFailureCode: String, Sendable, Hashable, CaseIterable {
  case notFound = "not-found"
  case accessDenied = "access-denied"
  case archived
  case encrypted
  case tooLarge = "too-large"
  case refused
  case noSuchBucket = "no-such-bucket"
  case badCredentials = "bad-credentials"
  case redirected
  case untrusted = "untrusted-server"
  case wrongRegion = "wrong-region"
  case wrongClock = "wrong-clock"
  case expiredCredentials = "expired-credentials"
  case noCredentials = "no-credentials"
  case throttled
  case serverError = "server-error"
  case noConnection = "no-connection"
  case timeout
  case brokenAnswer = "broken-answer"
  case wrongAnswer = "wrong-answer"
  case unwritable
  case noDescriptors = "too-many-open-files"
  case stopped

  /// What is to be done about it.
  public enum Action: Sendable, Hashable, CaseIterable {
    /// Ask again soon, on a new connection.
    case retry
    /// Ask again later, and ask less at the same time.
    case retrySlowly
    /// Ask again at once, with the service's clock.
    case correctClock
    /// Ask again at once, in the region that the service names.
    case correctRegion
    /// Retry at once, with renewed credentials.
    case renewCredentials
    /// Ask again with fewer requests at a time.
    case askLess
    /// Ask never again; go on with others.
    case giveUp
    /// Ask for nothing of this bucket again, if nothing of it ever came.
    case stopBucket
    /// Ask for nothing at all again.
    case stopRun
  }

  /// What is to be done about it.
  public var action: Action {
    switch self {
    case .notFound, .accessDenied, .archived, .encrypted, .tooLarge, .refused: .giveUp
    case .noSuchBucket, .badCredentials, .redirected, .untrusted: .stopBucket
    case .wrongRegion: .correctRegion
    case .wrongClock: .correctClock
    case .expiredCredentials: .renewCredentials
    case .noCredentials, .unwritable, .stopped: .stopRun
    case .throttled: .retrySlowly
    case .serverError, .noConnection, .timeout, .brokenAnswer, .wrongAnswer: .retry
    case .noDescriptors: .askLess
    }
  }
}

/// Why something cannot be read from a store: one or two sentences.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason.
  public var code: StoreFailureCode
  /// The requested location, such as `s3://bucket/key`, without secrets; empty if it is not about
  /// one object.
  public var location: String
  /// The cause and, where there is one, the next step.
  public var message: String
  /// The HTTP status of the last answer.
  public var status: Int?
  /// The service's own code, such as `NoSuchKey`.
  public var serviceCode: String?
  /// The service's number of the request, for those who ask its support.
  public var requestID: String?
  /// How long the service asks to wait, in seconds.
  public var retryAfter: Double?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - location: The requested location, without secrets.
  ///   - message: The cause and the next step, as the rest of a sentence without its full stop.
  public init(_ code: StoreFailureCode, at location: String, because message: String) {
    self.code = code
    self.location = location
    self.message = message
  }

  /// The thing, the cause, the next step.
  public var description: String { location.isEmpty ? "\(message)." : "\(location): \(message)." }
}

extension StoreError {
  /// What is to be done about an answer that did not come.
  init(_ error: HTTPError, _ location: String) {
    let code: StoreFailureCode =
      switch error.kind {
      case .unusable: .refused
      case .connection: .noConnection
      case .untrusted: .untrusted
      case .resources: .noDescriptors
      case .timeout: .timeout
      case .broken: .brokenAnswer
      case .tooLarge: .tooLarge
      case .cancelled: .stopped
      }
    self.init(code, at: location, because: error.description)
  }
}
