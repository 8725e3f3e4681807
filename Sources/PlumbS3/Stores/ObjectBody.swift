/// The bytes of an object while they come, held against what the service promised.
///
/// Used by one thread at a time.
final class ObjectBody {
  let expected: ExpectedBody
  private var exchange: any HTTPExchange
  private let verifier: BodyVerifier
  private let location: String
  private var isComplete = false

  init(_ exchange: any HTTPExchange, expected: ExpectedBody, location: String) {
    self.exchange = exchange
    self.expected = expected
    self.location = location
    verifier = BodyVerifier(expected)
  }

  /// Waits for the next bytes.
  ///
  /// - Returns: How many were put into the buffer; 0 only at the end of a body that is as it was
  ///   promised.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    if isComplete { return 0 }
    let count = try receive(into: buffer)
    if count > 0 {
      verifier.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count
    }
    do throws(BodyFailure) { try verifier.finish() } catch {
      throw StoreError(error, at: location, head: exchange.head)
    }
    isComplete = true
    return 0
  }

  private func receive(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    do throws(HTTPError) { return try exchange.read(into: buffer) } catch {
      throw StoreError(error, location)
    }
  }

  /// What is still to come; nil if that is not known, or could be of another object.
  var rest: Range<Int>? {
    guard let total = expected.byteCount, matchableTag(expected.entityTag) != nil,
      verifier.byteCount < total
    else { return nil }
    return verifier.byteCount..<total
  }

  /// Takes the rest from another answer.
  func goOn(with exchange: any HTTPExchange) { self.exchange = exchange }

  /// What is known about the body, once it is complete.
  var facts: BodyFacts {
    BodyFacts(
      byteCount: verifier.byteCount, entityTag: expected.entityTag)
  }

  /// The rest of the body, in memory.
  func readAll() throws(StoreError) -> [UInt8] {
    var failure: StoreError?
    let total = max(0, (expected.byteCount ?? 0) - verifier.byteCount)
    var bytes = [UInt8](unsafeUninitializedCapacity: total) { room, count in
      let room = UnsafeMutableRawBufferPointer(room)
      do throws(StoreError) {
        while count < total {
          let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[count..<total]))
          if got == 0 { break }
          count += got
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    // What nobody promised, and the end.
    try readPieces(into: &bytes)
    return bytes
  }

  private func readPieces(into bytes: inout [UInt8]) throws(StoreError) {
    let size = expected.byteCount == nil ? 64 << 10 : 1 << 10
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}

extension StoreError {
  /// What a body that is not the object means.
  init(_ failure: BodyFailure, at location: String, head: HTTPAnswer) {
    self.init(.wrongAnswer, at: location, because: failure.words)
    status = head.status
    requestID = head.value("x-amz-request-id")
  }
}
