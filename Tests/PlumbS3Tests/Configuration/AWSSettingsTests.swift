import TestSupport
import Testing

@testable import PlumbS3

@Suite struct AWSSettingsTests {
  private static let config = """
    [default]
    region = of-default-1
    [profile work]
    region = of-work-1
    endpoint_url = https://profile.example
    services = local
    ca_bundle = ~/profile.pem
    s3 =
      addressing_style = path
    [profile plain]
    output = json
    [services local]
    s3 =
      endpoint_url = https://services.example
    """

  private func machine() throws -> SampleMachine { try SampleMachine(config: Self.config) }

  // MARK: Profile

  @Test func theProfileIsThatOfTheFlagThenOfTheVariables() throws {
    let machine = try machine()
    let both = ["AWS_DEFAULT_PROFILE": "plain", "AWS_PROFILE": "default"]
    #expect(try machine.settings(both, profile: "work").profile.description == "work (--profile)")
    #expect(try machine.settings(both).profile.description == "plain (AWS_DEFAULT_PROFILE)")
    #expect(try machine.settings(["AWS_PROFILE": "work"]).profile.value == "work")
    #expect(try machine.settings(["AWS_PROFILE": ""]).profile.value == "default")
    #expect(try machine.settings(profile: "").hasProfileFlag == false)
  }

  @Test func aProfileThatIsNowhereIsAnErrorThatListsThem() throws {
    let machine = try machine()
    let error = #expect(throws: ConfigurationError.self) {
      try machine.settings(["AWS_PROFILE": "wrok"])
    }
    #expect(error?.kind == .profile)
    #expect(error?.description.contains("'wrok' from AWS_PROFILE was not found") == true)
    #expect(error?.description.contains("'default', 'work', 'plain'") == true)
    let nothing = try SampleMachine()
    #expect(try nothing.settings().profile.value == "default")
    let named = #expect(throws: ConfigurationError.self) {
      try nothing.settings(profile: "default")
    }
    #expect(named?.description.contains("these files have no profiles") == true)
  }

  // MARK: Region

  @Test func theRegionComesFromTheFirstThatHasOne() throws {
    let machine = try machine()
    let all = [
      "AWS_PROFILE": "work", "AWS_REGION": "of-variable-1", "AWS_DEFAULT_REGION": "of-default-2",
    ]
    var left = all
    #expect(
      try machine.settings(left) { $0.region = "of-flag-1" }.region?.description
        == "of-flag-1 (--region)")
    #expect(try machine.settings(left).region?.description == "of-variable-1 (AWS_REGION)")
    left["AWS_REGION"] = ""
    #expect(try machine.settings(left).region?.description == "of-default-2 (AWS_DEFAULT_REGION)")
    left["AWS_DEFAULT_REGION"] = nil
    #expect(try machine.settings(left).region?.description == "of-work-1 (profile 'work')")
    let plain = try machine.settings(profile: "plain")
    #expect(plain.region == nil)
    #expect(plain.startRegion == "us-east-1")
    #expect(try machine.settings(["AWS_REGION": "aws-global"]).startRegion == "us-east-1")
  }

  @Test(arguments: ["evil.example/", "a b", "123", "-a", "EU", "é"])
  func whatIsNoRegionIsRefused(_ region: String) throws {
    let machine = try machine()
    let error = #expect(throws: ConfigurationError.self) {
      try machine.settings(["AWS_REGION": region])
    }
    #expect(error?.kind == .value)
    #expect(error?.description.hasPrefix("'\(region)' from AWS_REGION") == true)
  }

  // MARK: Endpoint

  @Test func theEndpointComesFromTheFirstThatHasOne() throws {
    let machine = try machine()
    var variables = [
      "AWS_PROFILE": "work", "AWS_ENDPOINT_URL_S3": "https://s3.example",
      "AWS_ENDPOINT_URL": "https://all.example",
    ]
    #expect(
      try machine.settings(variables) { $0.endpointURL = "http://flag.example" }
        .endpointURL?.description == "http://flag.example (--endpoint-url)")
    let wanted = [
      ("AWS_ENDPOINT_URL_S3", "https://s3.example (AWS_ENDPOINT_URL_S3)"),
      ("AWS_ENDPOINT_URL", "https://all.example (AWS_ENDPOINT_URL)"),
      ("", "https://services.example ([services local])"),
    ]
    for (name, description) in wanted {
      #expect(try machine.settings(variables).endpointURL?.description == description)
      variables[name] = ""
    }
    try machine.write(config: "[default]\nendpoint_url = https://profile.example\n")
    #expect(
      try machine.settings().endpointURL?.description
        == "https://profile.example (profile 'default')")
    #expect(try SampleMachine().settings().endpointURL == nil)
  }

  @Test func configuredEndpointsCanBeIgnored() throws {
    let machine = try machine()
    var variables = [
      "AWS_PROFILE": "work", "AWS_ENDPOINT_URL_S3": "https://s3.example",
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True",
    ]
    #expect(try machine.settings(variables).endpointURL == nil)
    #expect(
      try machine.settings(variables) { $0.endpointURL = "https://x" }.endpointURL?.value
        == "https://x")
    variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "no"
    #expect(try machine.settings(variables).endpointURL != nil)
    try machine.write(
      config: "[default]\nendpoint_url = https://x\nignore_configured_endpoint_urls = true\n")
    #expect(try machine.settings().endpointURL == nil)
  }

  @Test func endpointsThatCannotBeAskedAreRefused() throws {
    let machine = try machine()
    let error = #expect(throws: ConfigurationError.self) {
      try machine.settings(["AWS_ENDPOINT_URL": "https://user:canary@x"])
    }
    #expect(error?.description.contains("AWS_ENDPOINT_URL") == true)
    #expect(error?.description.contains("canary") == false)
    try machine.write(config: "[default]\nservices = none\n")
    let missing = #expect(throws: ConfigurationError.self) { try machine.settings() }
    #expect(missing?.description.contains("[services none]") == true)
    #expect(
      try machine.settings(["AWS_ENDPOINT_URL": "https://x"]).endpointURL?.value == "https://x")
  }

  @Test func theVariantOfTheEndpointIsFound() throws {
    let machine = try machine()
    #expect(try machine.settings().endpointVariant == EndpointVariant())
    let both = ["AWS_USE_FIPS_ENDPOINT": "true", "AWS_USE_DUALSTACK_ENDPOINT": "TRUE"]
    #expect(
      try machine.settings(both).endpointVariant
        == EndpointVariant(isDualStack: true, isFIPS: true))
    #expect(
      try machine.settings(["AWS_USE_FIPS_ENDPOINT": "false"]).endpointVariant.isFIPS == false)
    try machine.write(
      config: "[default]\nuse_dualstack_endpoint = true\nuse_fips_endpoint = true\n")
    #expect(
      try machine.settings().endpointVariant == EndpointVariant(isDualStack: true, isFIPS: true))
    #expect(
      try machine.settings(["AWS_USE_DUALSTACK_ENDPOINT": "false"]).endpointVariant
        == EndpointVariant(isDualStack: false, isFIPS: true))
    // The section of the service comes before everything else.
    try machine.write(config: "[default]\ns3 =\n  use_dualstack_endpoint = true\n")
    #expect(
      try machine.settings(["AWS_USE_DUALSTACK_ENDPOINT": "false"]).endpointVariant.isDualStack)
  }

  // MARK: The rest

  @Test func certificatesComeFromTheFirstThatNamesThem() throws {
    let machine = try machine()
    var variables = [
      "AWS_PROFILE": "work", "AWS_CA_BUNDLE": "/aws.pem", "SSL_CERT_FILE": "/ssl.pem",
    ]
    #expect(
      try machine.settings(variables) { $0.certificateFile = "flag.pem" }
        .certificateFile?.description == "flag.pem (--ca-bundle)")
    #expect(try machine.settings(variables).certificateFile?.value == "/aws.pem")
    variables["AWS_CA_BUNDLE"] = nil
    #expect(
      try machine.settings(variables).certificateFile?.value
        == machine.folder.path + "/profile.pem")
    variables["AWS_PROFILE"] = "plain"
    #expect(
      try machine.settings(variables).certificateFile?.description
        == "/ssl.pem (SSL_CERT_FILE)")
    #expect(try machine.settings(profile: "plain").certificateFile == nil)
  }

  @Test func theAddressingStyleIsThatOfTheProfile() throws {
    let machine = try machine()
    #expect(try machine.settings(profile: "work").addressingStyle == .path)
    #expect(try machine.settings(profile: "plain").addressingStyle == .auto)
    try machine.write(config: "[default]\ns3 =\n  addressing_style = dotted\n")
    let error = #expect(throws: ConfigurationError.self) { try machine.settings() }
    #expect(error?.description.contains("'dotted'") == true)
  }

  @Test func filesAreWhereTheVariablesSay() throws {
    let machine = try SampleMachine()
    let environment = machine.environment([
      "FOLDER": "f", "AWS_CONFIG_FILE": "~/$FOLDER/${FOLDER}x",
    ])
    #expect(ConfigurationPath.config(environment) == machine.folder.path + "/f/fx")
    #expect(ConfigurationPath.credentials(environment) == machine.folder.path + "/.aws/credentials")
    let expansions = [
      ("$NONE/${NONE}/$", "$NONE/${NONE}/$"), ("~x/~", "~x/~"), ("~", machine.folder.path),
      ("${FOLDER", "${FOLDER"), ("a$FOLDER-b", "af-b"), ("$FOLDERS", "$FOLDERS"),
    ]
    for (path, expanded) in expansions {
      #expect(ConfigurationPath.expanded(path, environment) == expanded)
    }
    try machine.folder.write("f/fx", Array("[default]\nregion = there-1\n".utf8))
    #expect(try AWSSettings(environment: environment).region?.value == "there-1")
  }

  @Test func theEnvironmentOfThisProcessCanBeRead() {
    let environment = Environment.current()
    #expect(environment["PATH"] != nil)
    #expect(environment["PLUMB_NO_SUCH_VARIABLE"] == nil)
  }
}
