import PlumbSystem

/// Every store that there is, the first of which that takes a location reads it.
package struct Stores: Sendable {
  /// All of them.
  package let all: [any ByteStore]

  /// Makes every store.
  ///
  /// - Parameters:
  ///   - client: For S3.
  ///   - transport: For the web.
  ///   - stop: Ends waits and requests.
  package init(
    client: S3Client, transport: any HTTPTransport, policy: RetryPolicy = RetryPolicy(),
    stop: CancellationFlag = CancellationFlag()
  ) {
    all = [
      S3Store(client: client, policy: policy, stop: stop),
      HTTPSStore(transport: transport, policy: policy, stop: stop),
      FileStore(),
    ]
  }

  /// The store of a location; nil for an unsupported scheme, such as `gs://`.
  package func store(of location: String) -> (any ByteStore)? { all.first { $0.takes(location) } }
}
