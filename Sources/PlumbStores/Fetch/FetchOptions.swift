/// How objects are downloaded.
public struct FetchOptions: Sendable, Hashable {
  /// The most requests at the same time, from 1 to 256.
  public var concurrency = 32
  /// How often an object is asked for in one pass.
  public var attempts = 4
  /// How often what is left is gone through.
  public var passes = 3
  /// When a single request is given up, and how large an object may be.
  public var limits = HTTPLimits()
  /// How long is waited between attempts.
  public var pace = RetryPace()
  /// The number of consecutive refusals without a success that stop a bucket.
  public var refusalsToStop = 20
  /// The run ends after this many seconds without any data.
  public var outageSeconds = 300.0

  /// What suits S3.
  public init() {}
}
