import PlumbLabels

/// The role of an EC2 instance, from its metadata service, version 2.
///
/// Version 1 is never used: anyone who can make this machine send a request could read it.
struct InstanceRole: CredentialSource {
  let name = "instance"

  private static let rolePath = "/latest/meta-data/iam/security-credentials/"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    if context.settings.environment.isTrue("AWS_EC2_METADATA_DISABLED") {
      return .nothing("AWS_EC2_METADATA_DISABLED is true")
    }
    let service = MetadataService(
      base: try Self.base(context.settings), transport: context.transport)
    do throws(MetadataService.Silence) {
      let token = try service.token()
      let role = try service.text(Self.rolePath, token: token)
      guard let document = JSONObject(try service.bytes(Self.path(of: role), token: token)),
        document.text("AccessKeyId") != nil, document.text("SecretAccessKey") != nil
      else { return .nothing("the metadata service has no keys for the role '\(role)'") }
      return Self.found(document)
    } catch {
      return .nothing(error.reason)
    }
  }

  private static func found(_ document: JSONObject) -> CredentialFinding {
    do throws(CredentialError) {
      return .found(
        try CredentialRules.credentials(document, token: "Token", from: "the metadata service"))
    } catch {
      return .nothing(error.description)
    }
  }

  private static func path(of role: String) -> String {
    // What the service calls a role becomes one part of a path, whatever it is.
    rolePath + S3Query.encoded(role)
  }

  private static func base(_ settings: AWSSettings) throws(CredentialError) -> String {
    let key = "ec2_metadata_service_endpoint"
    let environment = settings.environment
    if let url = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? settings.profileText(key) {
      guard let parts = EndpointURL(url) else {
        throw CredentialError(
          "the endpoint of the metadata service is '\(url)', which is not a URL; "
            + "unset AWS_EC2_METADATA_SERVICE_ENDPOINT.")
      }
      return "\(parts.scheme)://\(parts.authority)\(parts.path)"
    }
    let mode =
      environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]
      ?? settings.profileText("ec2_metadata_service_endpoint_mode")
    return mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
  }
}

/// The metadata service of an instance, asked once and for a second only: elsewhere nothing answers.
private struct MetadataService {
  /// Why the service says nothing.
  struct Silence: Error {
    var reason: String
  }

  let base: String
  let transport: any HTTPTransport

  /// The token that further requests need; six hours is the longest that the service allows.
  func token() throws(Silence) -> String {
    var request = request("/latest/api/token")
    request.method = "PUT"
    request.fields = [HTTPField("x-aws-ec2-metadata-token-ttl-seconds", "21600")]
    let token = String(decoding: try body(request), as: UTF8.self)
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Silence(reason: "\(base) returned no token")
    }
    return token
  }

  /// The first line of a document.
  func text(_ path: String, token: String) throws(Silence) -> String {
    let bytes = try bytes(path, token: token)
    let text = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    guard !text.isEmpty else { throw Silence(reason: "the instance has no role") }
    return text
  }

  /// A document.
  func bytes(_ path: String, token: String) throws(Silence) -> [UInt8] {
    var request = request(path)
    request.fields = [HTTPField("x-aws-ec2-metadata-token", token)]
    return try body(request)
  }

  private func request(_ path: String) -> HTTPRequest {
    var request = HTTPRequest(url: base + path)
    request.isDirect = true
    request.limits = .metadata(seconds: 1)
    return request
  }

  private func body(_ request: HTTPRequest) throws(Silence) -> [UInt8] {
    do throws(HTTPError) {
      let answer = try transport.answer(to: request)
      if answer.status == 200 { return answer.body }
      throw HTTPError(.broken, "status \(answer.status)")
    } catch {
      throw Silence(reason: "no keys from \(base): \(error.description)")
    }
  }
}
