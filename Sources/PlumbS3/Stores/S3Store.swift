import PlumbImages
import PlumbLabels
import PlumbSystem

/// Objects in S3, by their URI `s3://bucket/key`.
package struct S3Store: RemoteStore {
  let client: S3Client
  let loop: RetryLoop

  /// Longer lists are refused: no legitimate one has as many objects.
  private static let mostListed = 1_000_000

  /// Makes the store of a client.
  ///
  /// - Parameter stop: Ends waits and requests.
  package init(
    client: S3Client, policy: RetryPolicy = RetryPolicy(),
    stop: CancellationFlag = CancellationFlag()
  ) {
    self.client = client
    loop = RetryLoop(policy: policy, stop: stop)
  }

  /// Whether a location starts with `s3://`.
  package func takes(_ location: String) -> Bool { ReferenceForm.isObject(location.utf8) }

  func object(_ location: String) throws(StoreError) -> any RemoteObject {
    guard let name = ObjectName(ImageReference(Array(location.utf8))), !name.bucket.isEmpty,
      !name.key.isEmpty
    else {
      throw StoreError(.refused, at: location, because: "not an S3 object; use s3://bucket/key")
    }
    return S3Object(client: client, name: name)
  }

  /// Lists every object whose URI begins with a text such as `s3://bucket/folder/`.
  package func list(_ prefix: String) throws(StoreError) -> [StoredObject] {
    guard let name = ObjectName(ImageReference(Array(prefix.utf8))), !name.bucket.isEmpty else {
      throw StoreError(.refused, at: prefix, because: "not an S3 bucket; use s3://bucket/")
    }
    var objects: [StoredObject] = []
    var continuation: String?
    repeat {
      let page = try page(name, continuation)
      objects += page.objects.map { object in
        StoredObject(
          location: ObjectName(bucket: name.bucket, key: object.key).uri,
          byteCount: object.byteCount, entityTag: object.entityTag)
      }
      let isStuck = page.continuation != nil && page.continuation == continuation
      if isStuck || objects.count > Self.mostListed {
        throw StoreError(.refused, at: prefix, because: "too many objects; use a longer prefix")
      }
      continuation = page.continuation
    } while continuation != nil
    return objects
  }

  /// Lists the folders directly in a folder, as keys are usually understood.
  ///
  /// - Parameter folder: `s3://bucket/` or `s3://bucket/folder/`.
  /// - Returns: Their names, by their bytes; only the first thousand objects and folders are seen.
  package func folders(in folder: String) throws(StoreError) -> [String] {
    guard let name = ObjectName(ImageReference(Array(folder.utf8))), !name.bucket.isEmpty else {
      throw StoreError(.refused, at: folder, because: "not an S3 bucket; use s3://bucket/")
    }
    return try page(name, nil, delimiter: "/").prefixes.map {
      String(decoding: $0.utf8.dropFirst(name.key.utf8.count).dropLast(), as: UTF8.self)
    }
  }

  private func page(
    _ name: ObjectName, _ continuation: String?, delimiter: String = ""
  ) throws(StoreError) -> S3Listing {
    try loop.run(name.uri) { _ throws(StoreError) in
      try client.list(
        bucket: name.bucket, prefix: name.key, delimiter: delimiter, continuation: continuation)
    }
  }
}

/// One object in S3.
private struct S3Object: RemoteObject {
  let client: S3Client
  let name: ObjectName

  var location: String { name.uri }

  func body(limits: HTTPLimits, isRetry: Bool) throws(StoreError) -> ObjectBody {
    try client.body(name, limits: limits, isRetry: isRetry)
  }

  func part(
    range: Range<Int>, entityTag: String?, limits: HTTPLimits, isRetry: Bool
  ) throws(StoreError) -> any HTTPExchange {
    try client.part(name, range: range, entityTag: entityTag, limits: limits, isRetry: isRetry)
  }

  func describe(limits: HTTPLimits) throws(StoreError) -> StoredObject {
    try client.describe(name, limits: limits)
  }
}
