import Foundation
import PlumbSystem
import Synchronization
import TestSupport

@testable import PlumbS3

/// A bucket in memory behind a loopback server, with as much of S3 as the client asks for.
final class FakeS3: Sendable {
  let objects: Mutex<[String: [UInt8]]>
  let server: LoopbackServer

  /// - Parameter override: Answers in place of the bucket where it gives steps.
  init(
    _ objects: [String: [UInt8]] = [:], bucket: String = "bucket", pageSize: Int = 1_000,
    override: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]? = { _ in nil }
  ) throws {
    let box = Box(objects)
    self.objects = Mutex(objects)
    server = try LoopbackServer { request in
      override(request) ?? Self.answer(request, bucket, box.objects, pageSize)
    }
  }

  private final class Box: Sendable {
    let objects: [String: [UInt8]]
    init(_ objects: [String: [UInt8]]) { self.objects = objects }
  }

  /// A client of it that does not sign, or signs with fixed keys.
  func client(
    signed: Bool = false, transport: any HTTPTransport = CurlTransport(),
    region: String = "us-east-1",
    credentials: (any CredentialProvider)? = nil, clock: ServiceClock = ServiceClock()
  ) -> S3Client {
    S3Client(
      endpoint: S3Endpoint(custom: EndpointURL(server.url), style: .auto),
      regions: BucketRegions(start: region),
      credentials: credentials ?? FixedCredentials(signed ? .example : nil), transport: transport,
      clock: clock)
  }

  static func md5(_ bytes: [UInt8]) -> String {
    guard let digest = RunningDigest("MD5") else { return "" }
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  static func error(
    _ status: Int, _ code: String, _ message: String = "m", _ fields: [String: String] = [:]
  ) -> [LoopbackServer.Step] {
    [
      .answer(
        status, fields,
        Array(
          "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
            .utf8))
    ]
  }

  private static func answer(
    _ request: LoopbackServer.Request, _ bucket: String, _ objects: [String: [UInt8]],
    _ pageSize: Int
  ) -> [LoopbackServer.Step] {
    let path = request.path.removingPercentEncoding ?? ""
    guard path.hasPrefix("/\(bucket)/") else { return error(404, "NoSuchBucket") }
    let key = String(path.dropFirst(bucket.count + 2))
    if key.isEmpty { return list(request.query, objects, pageSize) }
    guard let body = objects.first(where: { $0.key.utf8.elementsEqual(key.utf8) })?.value else {
      return request.method == "HEAD" ? [.answer(404)] : error(404, "NoSuchKey")
    }
    let fields = ["ETag": "\"\(md5(body))\""]
    if request.method == "HEAD" { return [.answer(200, fields, [], length: body.count)] }
    if let tag = request.field("if-match"), tag != fields["ETag"] {
      return error(412, "PreconditionFailed")
    }
    guard let range = request.field("range")?.dropFirst("bytes=".count).split(separator: "-"),
      let first = Int(range[0])
    else { return [.answer(200, fields, body)] }
    let last = min(range.count > 1 ? Int(range[1]) ?? 0 : .max, body.count - 1)
    guard first <= last else { return error(416, "InvalidRange") }
    return [
      .answer(
        206, fields.merging(["Content-Range": "bytes \(first)-\(last)/\(body.count)"]) { $1 },
        Array(body[first...last]))
    ]
  }

  private static func list(_ query: String, _ objects: [String: [UInt8]], _ pageSize: Int)
    -> [LoopbackServer.Step]
  {
    var parameters: [String: String] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      parameters[String(parts[0])] = String(parts[1]).removingPercentEncoding
    }
    func encoded(_ text: String) -> String {
      text.utf8.map { byte in
        byte == 0x20
          ? "+"
          : (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            ? String(Unicode.Scalar(byte)) : "%" + String(format: "%02X", byte)
      }.joined()
    }
    let keys = objects.keys.filter { $0.utf8.starts(with: (parameters["prefix"] ?? "").utf8) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let start = Int(parameters["continuation-token"] ?? "0") ?? 0
    let page = keys.dropFirst(start).prefix(pageSize)
    let more = start + page.count < keys.count
    let entries = page.map { key in
      "<Contents><Key>\(encoded(key))</Key><Size>\(objects[key]?.count ?? 0)</Size>"
        + "<ETag>&quot;\(md5(objects[key] ?? []))&quot;</ETag></Contents>"
    }
    let body = """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name>\
      <Prefix/><EncodingType>url</EncodingType><IsTruncated>\(more)</IsTruncated>\
      \(entries.joined())\(more ? "<NextContinuationToken>\(start + page.count)</NextContinuationToken>" : "")\
      </ListBucketResult>
      """
    return [.answer(200, [:], Array(body.utf8))]
  }
}

/// The same keys always; notes who refused them.
final class FixedCredentials: CredentialProvider {
  private let keys: Mutex<[AWSCredentials?]>
  let refused = Mutex<[AWSCredentials]>([])

  /// - Parameter keys: The keys, and those that come after a refusal.
  init(_ keys: AWSCredentials?...) { self.keys = Mutex(keys) }

  func credentials() -> AWSCredentials? { keys.withLock { $0[0] } }

  func refuse(_ credentials: AWSCredentials) {
    refused.withLock { $0.append(credentials) }
    keys.withLock { if $0.count > 1 { $0.removeFirst() } }
  }
}

extension AWSCredentials {
  static let example = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
}

extension RetryPolicy {
  /// So short that tests need not wait.
  static var quick: RetryPolicy {
    var policy = RetryPolicy()
    (policy.transientBase, policy.throttleBase, policy.longestWait) = (0.002, 0.004, 0.01)
    (policy.longestRaise, policy.firstPause) = (0.01, 0.005)
    return policy
  }
}

extension ByteSource {
  /// Everything up to the end.
  func readAll(piece: Int = 10_000) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return bytes }
      bytes += UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }
  }
}
