import PlumbLabels
import PlumbSystem

/// The role of a container: ECS, EKS Pod Identity, SageMaker Studio.
///
/// The address is in a variable. Credentials are never requested over a network that others may
/// intercept: without TLS, only the machine itself and the fixed addresses of AWS are used.
struct ContainerRole: CredentialSource {
  let name = "container"

  private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
  private static let attempts = 3

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let environment = context.settings.environment
    guard let url = try url(environment) else {
      return .nothing("neither \(Self.relative) nor \(Self.full) is set")
    }
    var request = HTTPRequest(url: url, fields: [HTTPField("accept", "application/json")])
    if let token = try token(environment) {
      request.fields.append(HTTPField("authorization", token))
    }
    request.isDirect = true
    request.limits = .metadata(seconds: 2)
    let answer = try answer(to: request, context)
    guard let document = JSONObject(answer.body) else {
      throw CredentialError("the response from \(url) (the container's role) is not a JSON object.")
    }
    return .found(try CredentialRules.credentials(document, token: "Token", from: url))
  }

  private func url(_ environment: Environment) throws(CredentialError) -> String? {
    if let path = environment[Self.relative] {
      guard path.hasPrefix("/"), Self.parts("http://h" + path) != nil else {
        throw CredentialError("\(Self.relative) is '\(path)', which is not a path such as '/v2/x'.")
      }
      return "http://169.254.170.2" + path
    }
    guard let url = environment[Self.full] else { return nil }
    guard let parts = Self.parts(url), parts.scheme == "https" || Self.isNear(parts.address)
    else {
      throw CredentialError(
        "\(Self.full) is not an allowed address for credentials: only https, this machine, "
          + "169.254.170.2, 169.254.170.23 and fd00:ec2::23 are.")
    }
    return url
  }

  /// A URL with or without a query, taken apart; nil if it is none.
  private static func parts(_ url: String) -> EndpointURL? {
    let query = url.utf8.drop { $0 != UInt8(ascii: "?") }
    guard query.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
      return nil
    }
    return EndpointURL(String(decoding: url.utf8.dropLast(query.count), as: UTF8.self))
  }

  private static func isNear(_ address: String) -> Bool {
    let known = ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
    return known.contains(address) || isLoopback(address)
  }

  /// Whether an address is one of 127.0.0.0/8, in its usual form.
  private static func isLoopback(_ address: String) -> Bool {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in UInt8(part).flatMap { "\($0)" == part ? $0 : nil } }
    return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
  }

  /// The token for the service, read each time, because its file is replaced from time to time.
  private func token(_ environment: Environment) throws(CredentialError) -> String? {
    let fileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
    let variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    guard let path = environment[fileVariable] else {
      return try environment[variable].map { token throws(CredentialError) in
        try Self.checkedToken(token, variable)
      }
    }
    guard let bytes = try? smallFile(path) else {
      throw CredentialError("cannot read \(path), the file set in \(fileVariable).")
    }
    return try Self.checkedToken(String(decoding: bytes, as: UTF8.self), path)
  }

  private static func checkedToken(
    _ token: String, _ origin: String
  ) throws(CredentialError) -> String {
    guard token.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw CredentialError(
        "the token from \(origin) contains a line break or another character that is not allowed in "
          + "a header field.")
    }
    return token
  }

  private func answer(
    to request: HTTPRequest, _ context: CredentialContext
  ) throws(CredentialError) -> HTTPAnswer {
    var trouble = ""
    for attempt in 0..<Self.attempts {
      if attempt > 0 { context.pause(1) }
      do throws(HTTPError) {
        let answer = try context.transport.answer(to: request)
        if answer.status == 200 { return answer }
        trouble = "status \(answer.status)"
      } catch {
        trouble = error.description
      }
    }
    throw CredentialError(
      "the container's role at \(request.url) returned no keys in \(Self.attempts) attempts: "
        + "\(trouble).")
  }
}

extension HTTPLimits {
  /// The limits that suit a service on the same machine or its host.
  static func metadata(seconds: Double) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.connectSeconds = seconds
    limits.headSeconds = seconds
    limits.idleSeconds = seconds
    limits.wholeSeconds = 2 * seconds
    limits.bodyBytes = 64 << 10
    return limits
  }
}
