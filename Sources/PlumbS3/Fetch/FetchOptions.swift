/// How objects are downloaded.
package struct FetchOptions: Sendable, Hashable {
  /// The most requests at the same time, from 1 to 256.
  package var concurrency = 32
  /// Attempts per object in one pass.
  package var attempts = 4
  /// The number of passes over the remaining objects.
  package var passes = 3
  /// When a single request is given up, and how large an object may be.
  package var limits = HTTPLimits()
  /// How long is waited between attempts.
  package var policy = RetryPolicy()
  /// The number of consecutive refusals without a success that stop a bucket.
  package var refusalsToStop = 20
  /// The run ends after this many seconds without any data.
  package var outageSeconds = 300.0

  /// What suits S3.
  package init() {}
}
