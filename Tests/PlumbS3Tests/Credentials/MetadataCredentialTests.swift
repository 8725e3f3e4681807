import Synchronization
import TestSupport
import Testing

@testable import PlumbS3

@Suite struct ContainerRoleTests {
  private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
  private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"

  private func service() -> FakeTransport {
    FakeTransport { _ in HTTPAnswer(200, keysJSON(token: "Token")) }
  }

  private func find(
    _ variables: [String: String], _ transport: FakeTransport
  ) throws -> CredentialFinding {
    try ContainerRole().find(in: SampleMachine().context(variables, transport: transport))
  }

  @Test func theServiceOfTheMachineIsAsked() throws {
    let transport = service()
    let keys = try #require(found(try find([Self.relative: "/v2/x?y=z"], transport)))
    #expect(keys.accessKeyID == "AKIACANARY")
    #expect(keys.sessionToken == "canary-token")
    #expect(keys.expiration == 4_070_908_800)
    let request = try #require(transport.requests.first)
    #expect(request.url == "http://169.254.170.2/v2/x?y=z")
    #expect(request.isDirect && request.method == "GET")
    #expect(request.limits.headSeconds == 2 && request.limits.bodyBytes == 64 << 10)
    #expect(request.value("authorization") == nil)
  }

  @Test func theRelativeAddressComesFirst() throws {
    let transport = service()
    _ = try find([Self.relative: "/v2/x", Self.full: "http://localhost/y"], transport)
    #expect(transport.requests.map(\.url) == ["http://169.254.170.2/v2/x"])
  }

  @Test(
    arguments: [
      "https://keys.example/x", "http://localhost:8080/x", "http://127.0.0.1/x",
      "http://127.255.0.9:1/", "http://169.254.170.2/x", "http://169.254.170.23/v1/credentials",
      "http://[fd00:ec2::23]/v1", "http://[::1]:99/x", "https://10.0.0.1:8443/x?y=z",
    ])
  func nearOrEncryptedAddressesAreAsked(_ url: String) throws {
    let transport = service()
    #expect(found(try find([Self.full: url], transport)) != nil)
    #expect(transport.requests.map(\.url) == [url])
  }

  @Test(
    arguments: [
      "http://keys.example/x", "http://10.0.0.1/x", "http://169.254.170.3/",
      "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/", "http://127.1/",
      "http://0127.0.0.1/", "http://2130706433/", "http://localhost.evil.example/",
      "http://[fd00:ec2::24]/", "ftp://localhost/", "http://localhost/ x",
      "http://localhost/?a\r\nb",
      "http://localhost/?a#b", "localhost", "http://128.0.0.1/", "http://256.0.0.1",
    ])
  func otherAddressesAreNeverAsked(_ url: String) throws {
    let transport = service()
    #expect(throws: CredentialError.self) { try find([Self.full: url], transport) }
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: ["x", "@evil.example/", ".evil.example/", "/x\r\ny", "/x#y", "/é"])
  func aRelativeAddressIsAPath(_ path: String) throws {
    let transport = service()
    #expect(throws: CredentialError.self) { try find([Self.relative: path], transport) }
    #expect(transport.requests.isEmpty)
  }

  @Test func theTokenIsReadAnewEachTime() throws {
    let machine = try SampleMachine()
    let path = try machine.folder.write("token", Array("one".utf8))
    let transport = service()
    let context = try machine.context(
      [Self.full: "http://localhost/", Self.token: "not this", Self.token + "_FILE": path],
      transport: transport)
    _ = try ContainerRole().find(in: context)
    try machine.folder.write("token", Array("two".utf8))
    _ = try ContainerRole().find(in: context)
    #expect(transport.requests.map { $0.value("authorization") } == ["one", "two"])
    try machine.folder.write("token", Array("two\n".utf8))
    let error = #expect(throws: CredentialError.self) { try ContainerRole().find(in: context) }
    #expect(error?.description.contains("line break") == true)
    machine.folder.remove()
    #expect(throws: CredentialError.self) { try ContainerRole().find(in: context) }
    #expect(transport.requests.count == 2)
  }

  @Test func theTokenOfTheVariableIsSent() throws {
    let transport = service()
    _ = try find([Self.full: "http://localhost/", Self.token: "Bearer x"], transport)
    #expect(transport.requests.first?.value("authorization") == "Bearer x")
  }

  @Test func threeAttemptsAreMadeAndTheTroubleIsSaid() throws {
    let transport = FakeTransport { _ in HTTPAnswer(500, "canary") }
    let error = #expect(throws: CredentialError.self) {
      try find([Self.full: "http://localhost/x"], transport)
    }
    #expect(transport.requests.count == 3)
    #expect(error?.description.contains("status 500") == true)
    let silent = #expect(throws: CredentialError.self) {
      try find([Self.full: "http://localhost/x"], .silent())
    }
    #expect(silent?.description.contains("nobody answers") == true)
    let counter = Mutex(0)
    let flaky = FakeTransport { _ throws(HTTPError) in
      let count = counter.withLock { count in
        count += 1
        return count
      }
      return count < 3 ? HTTPAnswer(503) : HTTPAnswer(200, keysJSON(token: "Token"))
    }
    #expect(found(try find([Self.full: "http://localhost/x"], flaky)) != nil)
  }

  @Test(arguments: ["canary", "{}", "{\"AccessKeyId\": \"canary\"}", "[]"])
  func answersWithoutKeysAreErrors(_ body: String) throws {
    let transport = FakeTransport { _ in HTTPAnswer(200, body) }
    let error = #expect(throws: CredentialError.self) {
      try find([Self.full: "http://localhost/x"], transport)
    }
    #expect(error?.description.contains("canary") == false)
  }

  @Test func withoutVariablesNothingIsAsked() throws {
    let transport = service()
    #expect(reason(try find([Self.full: "", Self.relative: ""], transport)) != nil)
    #expect(transport.requests.isEmpty)
  }
}

@Suite struct InstanceRoleTests {
  private static let credentials = "/latest/meta-data/iam/security-credentials/"

  /// An instance with a role, as its service answers.
  private func instance(
    role: String = "a role/ü", keys: HTTPAnswer = HTTPAnswer(200, keysJSON(token: "Token"))
  ) -> FakeTransport {
    FakeTransport { request throws(HTTPError) in
      if request.url.hasSuffix("/latest/api/token") {
        let isRight =
          request.method == "PUT"
          && request.value("x-aws-ec2-metadata-token-ttl-seconds") == "21600"
        return isRight ? HTTPAnswer(200, "the-token") : HTTPAnswer(400)
      }
      guard request.value("x-aws-ec2-metadata-token") == "the-token" else { return HTTPAnswer(401) }
      return request.url.hasSuffix(Self.credentials) ? HTTPAnswer(200, role) : keys
    }
  }

  private func find(
    _ transport: FakeTransport, _ variables: [String: String] = [:], config: String? = nil
  ) throws -> CredentialFinding {
    try InstanceRole().find(
      in: SampleMachine(config: config).context(variables, transport: transport))
  }

  @Test func theKeysOfTheRoleAreTaken() throws {
    let transport = instance()
    let keys = try #require(found(try find(transport)))
    #expect(keys.accessKeyID == "AKIACANARY")
    #expect(keys.sessionToken == "canary-token")
    #expect(
      transport.requests.map(\.url) == [
        "http://169.254.169.254/latest/api/token",
        "http://169.254.169.254\(Self.credentials)",
        "http://169.254.169.254\(Self.credentials)a%20role%2F%C3%BC",
      ])
    #expect(transport.requests.allSatisfy { $0.isDirect && $0.limits.connectSeconds == 1 })
  }

  @Test func theEndpointCanBeElsewhere() throws {
    let key = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
    let cases: [([String: String], String?, String)] = [
      ([key: "http://127.0.0.1:99/x/"], nil, "http://127.0.0.1:99/x/latest/api/token"),
      ([key + "_MODE": "IPv6"], nil, "http://[fd00:ec2::254]/latest/api/token"),
      (
        [:], "[default]\nec2_metadata_service_endpoint = http://there\n",
        "http://there/latest/api/token"
      ),
    ]
    for (variables, config, url) in cases {
      let transport = instance()
      #expect(found(try find(transport, variables, config: config)) != nil)
      #expect(transport.requests.first?.url == url)
    }
    #expect(throws: CredentialError.self) { try find(instance(), [key: "no url"]) }
  }

  @Test func aServiceThatIsTurnedOffIsNotAsked() throws {
    for value in ["true", "True"] {
      let transport = instance()
      #expect(reason(try find(transport, ["AWS_EC2_METADATA_DISABLED": value])) != nil)
      #expect(transport.requests.isEmpty)
    }
    #expect(found(try find(instance(), ["AWS_EC2_METADATA_DISABLED": "no"])) != nil)
  }

  @Test(arguments: [403, 404, 405, 500])
  func withoutATokenNothingElseIsAsked(_ status: Int) throws {
    let transport = FakeTransport { _ in HTTPAnswer(status) }
    #expect(reason(try find(transport))?.contains("\(status)") == true)
    #expect(transport.requests.count == 1)
  }

  @Test func whereNobodyAnswersThereIsNoRole() throws {
    let silent = FakeTransport.silent()
    #expect(reason(try find(silent))?.contains("nobody answers") == true)
    #expect(silent.requests.count == 1)
    let answers = [
      instance(role: ""), instance(keys: HTTPAnswer(200, "canary")),
      instance(keys: HTTPAnswer(200, "{\"Code\": \"Failed\", \"Message\": \"canary\"}")),
      instance(keys: HTTPAnswer(404)),
      instance(keys: HTTPAnswer(200, keysJSON(token: "Token", expiration: "canary"))),
      FakeTransport { _ in HTTPAnswer(200, "two\r\nlines") },
      FakeTransport { _ in HTTPAnswer(200) },
    ]
    for transport in answers {
      let words = try #require(reason(try find(transport)))
      #expect(!words.contains("canary"))
    }
  }
}
