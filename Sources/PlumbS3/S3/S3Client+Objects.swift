import PlumbImages

extension S3Client {
  /// Asks for a whole object.
  ///
  /// - Parameters:
  ///   - limits: Also for the size of the object.
  ///   - isRetry: Whether connections that are open already are left alone.
  func body(
    _ object: ObjectName, limits: HTTPLimits, isRetry: Bool = false
  ) throws(StoreError) -> ObjectBody {
    var call = Call(object: object)
    // Without it the service keeps its checksums to itself.
    call.fields = [("x-amz-checksum-mode", "ENABLED")]
    call.limits = limits
    call.wantsNewConnection = isRetry
    let exchange = try open(call)
    do throws(BodyFailure) {
      return ObjectBody(
        exchange, expected: try ExpectedBody(ofObject: exchange.head), location: call.location)
    } catch {
      throw StoreError(error, at: call.location, head: exchange.head)
    }
  }

  /// Asks for a part of an object.
  ///
  /// - Parameters:
  ///   - range: The bytes; at least one, and none behind the end.
  ///   - entityTag: The object's; another object is not taken for it.
  func part(
    _ object: ObjectName, range: Range<Int>, entityTag: String?, limits: HTTPLimits,
    isRetry: Bool = false
  ) throws(StoreError) -> any HTTPExchange {
    var call = Call(object: object)
    call.fields = [("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
    if let tag = matchableTag(entityTag) { call.fields.append(("if-match", tag)) }
    call.limits = limits
    call.wantsNewConnection = isRetry
    let exchange = try open(call)
    let head = exchange.head
    guard head.isPart(range), entityTag == nil || head.entityTag == entityTag else {
      throw StoreError(.part(head.status), at: call.location, head: head)
    }
    return exchange
  }

  /// Asks how large an object is, and for its entity tag.
  func describe(
    _ object: ObjectName, limits: HTTPLimits = HTTPLimits()
  ) throws(StoreError) -> StoredObject {
    var call = Call(method: "HEAD", object: object)
    call.limits = limits
    if let head = try? whole(call), head.status == 200, let size = head.statedLength {
      return StoredObject(location: object.uri, byteCount: size, entityTag: head.entityTag)
    }
    // The answer to a HEAD request cannot say what is wrong: GET tells.
    call.method = "GET"
    call.limits.bodyBytes = .max
    let exchange = try open(call)
    do throws(BodyFailure) {
      let expected = try ExpectedBody(ofObject: exchange.head)
      return StoredObject(
        location: object.uri, byteCount: expected.byteCount ?? 0, entityTag: expected.entityTag)
    } catch {
      throw StoreError(error, at: object.uri, head: exchange.head)
    }
  }
}

extension S3Client {
  /// The head of an answer without a body, read to its end so that the connection can be used
  /// again.
  private func whole(_ call: Call) throws(StoreError) -> HTTPAnswer {
    let exchange = try open(call)
    _ = try exchange.readAll(call.location)
    return exchange.head
  }
}
