import PlumbLabels
import PlumbSystem
import Testing

@testable import PlumbS3

/// No description, reflection or dump of any type shows a secret.
@Suite struct SecretTests {
  private static let json = keysJSON(token: "Token")

  /// A machine with a secret in every place that can hold one.
  private static func machine() throws -> SampleMachine {
    let keys = "aws_access_key_id = AKIALASTABCD\naws_secret_access_key = canary-secret\n"
    let machine = try SampleMachine(
      config: "[default]\n\(keys)s3 =\n  x = canary\ncredential_process = p canary\n",
      credentials: "[default]\n\(keys)aws_session_token = canary-token\n")
    try machine.program("p", "echo '\(keysJSON())'")
    return machine
  }

  private static let variables = [
    "AWS_ACCESS_KEY_ID": "AKIALASTABCD", "AWS_SECRET_ACCESS_KEY": "canary-secret",
    "AWS_SESSION_TOKEN": "canary-token", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "canary-token",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/x",
  ]

  private static func values() throws -> [Any] {
    let machine = try machine()
    let context = try machine.context(
      variables, transport: FakeTransport { _ in HTTPAnswer(200, Self.json) })
    let settings = context.settings
    let chain = ChainedCredentials(context)
    let cached = CachedCredentials(chain)
    let authentication = Authentication(context)
    let credentials = try #require(try cached.credentials())
    var anonymous = context.settings.flags
    anonymous.noSignRequest = true
    let request = HTTPRequest(
      url: "https://x",
      fields: [
        HTTPField("Authorization", "canary"), HTTPField("x-amz-security-token", "canary"),
        HTTPField("X-aws-ec2-metadata-token", "canary"), HTTPField("Proxy-Authorization", "canary"),
      ])
    return [
      credentials, CredentialFinding.found(credentials), context, settings, settings.flags,
      settings.environment, settings.profiles, settings.profiles.config,
      settings.profiles.config.sections, settings.profiles.config.sections.flatMap(\.values),
      settings.profile, chain, cached, authentication, try authentication.report(), request,
      request.fields, HTTPAnswer(200, json), JSONObject(Array(json.utf8)) as Any,
      ChildProcess(["p", "canary"], environment: variables, seconds: 1),
      try ChildProcess(["echo", "canary"], environment: ["PATH": "/usr/bin:/bin"], seconds: 9)
        .run(),
      AnonymousCredentials(), anonymous, S3Endpoint(settings), BucketRegions(start: "x"),
      Result<AWSCredentials?, CredentialError>.success(credentials), [credentials: credentials],
    ]
  }

  @Test func nothingShowsASecret() throws {
    for value in try Self.values() {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), dumped] {
        #expect(!text.contains("canary"), "\(type(of: value))")
      }
    }
  }

  @Test func noErrorShowsASecret() throws {
    let machine = try Self.machine()
    let transport = FakeTransport { _ in HTTPAnswer(500, Self.json) }
    try machine.program("p", "echo '\(keysJSON())'; exit 1")
    for source in allCredentialSources {
      for profile in [nil, "default"] {
        let context = try machine.context(Self.variables, profile: profile, transport: transport)
        do throws(CredentialError) {
          let text = "\(try source.find(in: context))"
          #expect(!text.contains("canary"), "\(source.name)")
        } catch {
          #expect(!error.description.contains("canary"), "\(source.name): \(error)")
        }
      }
    }
  }
}

@Suite struct AuthenticationTests {
  @Test func theReportSaysWhereEverythingComesFrom() throws {
    let machine = try SampleMachine(
      config: "[default]\nregion = eu-west-1\nca_bundle = /x.pem\n",
      credentials: "[default]\naws_access_key_id = AKIALASTABCD\naws_secret_access_key = canary\n")
    let context = try machine.context(["AWS_ENDPOINT_URL_S3": "http://localhost:9000"])
    let report = try Authentication(context).report()
    #expect(
      report.lines == [
        "credentials: credentials-file, access key …ABCD, no expiry",
        "profile: default (no profile was set)",
        "region: eu-west-1 (profile 'default'), corrected per bucket by S3's responses",
        "endpoint: http://localhost:9000 (AWS_ENDPOINT_URL_S3), addressing style auto",
        "certificates: /x.pem (profile 'default')",
      ])
    #expect(report.description.hasSuffix("\n"))
  }

  @Test func temporaryKeysHaveTheirEndInTheReport() throws {
    let machine = try SampleMachine(config: "[default]\ncredential_process = p\n")
    try machine.program("p", "echo '\(keysJSON(expiration: "2030-01-01T00:00:00Z"))'")
    let line = try Authentication(machine.context()).report().lines.first
    #expect(line == "credentials: credential-process, access key …NARY, until 2030-01-01T00:00:00Z")
  }

  @Test func withoutASignatureNothingIsAsked() throws {
    let transport = FakeTransport.silent()
    var context = try SampleMachine().context(transport: transport)
    context.settings = try SampleMachine().settings { $0.noSignRequest = true }
    let authentication = Authentication(context)
    #expect(try authentication.provider.credentials() == nil)
    #expect(try authentication.report().lines.first == "credentials: none (--no-sign-request)")
    #expect(transport.requests.isEmpty)
  }

  @Test func oneProviderServesTheRun() throws {
    let machine = try SampleMachine(
      credentials: "[default]\naws_access_key_id = AKIAONE\naws_secret_access_key = canary\n")
    let authentication = Authentication(try machine.context())
    let first = try #require(try authentication.provider.credentials())
    try machine.write(
      credentials: "[default]\naws_access_key_id = AKIATWO\naws_secret_access_key = canary\n")
    #expect(try authentication.provider.credentials() == first)
    authentication.provider.refuse(first)
    #expect(try authentication.provider.credentials()?.accessKeyID == "AKIATWO")
  }
}
