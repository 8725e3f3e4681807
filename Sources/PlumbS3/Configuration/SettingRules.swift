/// In which order the places are asked that may hold a setting.
///
/// The order is that of the AWS CLI: flag, variable, profile (AWS SDKs and Tools Reference Guide,
/// "Settings reference").
struct SettingRules {
  let flags: AWSFlags
  let environment: Environment
  let profiles: Profiles
  let profile: Setting

  /// The profile that is named, or `default`.
  static func profile(
    _ flags: AWSFlags, environment: Environment, profiles: Profiles
  ) throws(ConfigurationError) -> Setting {
    // Of both variables the AWS CLI takes this one first.
    let names = [
      setting(flags.profile, "--profile"),
      setting(environment["AWS_DEFAULT_PROFILE"], "AWS_DEFAULT_PROFILE"),
      setting(environment["AWS_PROFILE"], "AWS_PROFILE"),
    ]
    guard let named = names.compactMap({ $0 }).first else {
      return Setting("default", "no profile was set")
    }
    guard profiles.profile(named.value) != nil else { throw unknownProfile(named, profiles) }
    return named
  }

  func region() throws(ConfigurationError) -> Setting? {
    let found =
      Self.setting(flags.region, "--region") ?? variable("AWS_REGION")
      ?? variable("AWS_DEFAULT_REGION") ?? inProfile("region")
    guard let found else { return nil }
    // What older tools call the first region of all.
    if found.value == "aws-global" { return Setting("us-east-1", found.origin) }
    guard AWSRegion.isName(found.value) else {
      throw ConfigurationError(
        .value,
        "'\(found.value)' from \(found.origin) is not a region name; "
          + "regions look like 'eu-west-1'.")
    }
    return found
  }

  func endpointURL() throws(ConfigurationError) -> Setting? {
    var found = Self.setting(flags.endpointURL, "--endpoint-url")
    if found == nil { found = try configuredEndpointURL() }
    if let found, EndpointURL(found.value) == nil {
      throw ConfigurationError(
        .value,
        "the endpoint from \(found.origin) is not a valid S3 endpoint URL; "
          + "endpoints look like 'https://s3.example.com:9000'.")
    }
    return found
  }

  /// The variant of AWS's endpoint; the setting in the section `s3` comes first, as in the AWS CLI.
  func endpointVariant() -> EndpointVariant {
    let dualStack =
      Self.setting(
        profiles.profile(profile.value)?.text("use_dualstack_endpoint", in: "s3"), "section s3")
      ?? variable("AWS_USE_DUALSTACK_ENDPOINT") ?? inProfile("use_dualstack_endpoint")
    let fips = variable("AWS_USE_FIPS_ENDPOINT") ?? inProfile("use_fips_endpoint")
    return EndpointVariant(isDualStack: isTrue(dualStack), isFIPS: isTrue(fips))
  }

  private func isTrue(_ setting: Setting?) -> Bool { setting?.value.lowercased() == "true" }

  private func configuredEndpointURL() throws(ConfigurationError) -> Setting? {
    if let ignored = variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
      ?? inProfile("ignore_configured_endpoint_urls"), isTrue(ignored)
    {
      return nil
    }
    if let found = variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL") { return found }
    if let found = try serviceEndpointURL() { return found }
    return inProfile("endpoint_url")
  }

  /// The endpoint in the section `[services x]` that the profile names.
  private func serviceEndpointURL() throws(ConfigurationError) -> Setting? {
    guard let name = inProfile("services")?.value else { return nil }
    guard let section = profiles.services(name) else {
      throw ConfigurationError(
        .value,
        "profile '\(profile.value)' refers to the section [services \(name)], which is missing from "
          + "\(profiles.config.path); add it.")
    }
    return Self.setting(section.text("endpoint_url", in: "s3"), "[services \(name)]")
  }

  func certificateFile() -> Setting? {
    let found =
      Self.setting(flags.certificateFile, "--ca-bundle") ?? variable("AWS_CA_BUNDLE")
      ?? inProfile("ca_bundle") ?? variable("SSL_CERT_FILE")
    return found.map {
      Setting(ConfigurationPath.expanded($0.value, environment), $0.origin)
    }
  }

  func addressingStyle() throws(ConfigurationError) -> AWSSettings.AddressingStyle {
    guard let text = profiles.profile(profile.value)?.text("addressing_style", in: "s3") else {
      return .auto
    }
    guard let style = AWSSettings.AddressingStyle(rawValue: text) else {
      throw ConfigurationError(
        .value,
        "profile '\(profile.value)' has the addressing_style '\(text)'; "
          + "use 'auto', 'path' or 'virtual'.")
    }
    return style
  }

  private func variable(_ name: String) -> Setting? { Self.setting(environment[name], name) }

  private func inProfile(_ name: String) -> Setting? {
    Self.setting(profiles.profile(profile.value)?.text(name), "profile '\(profile.value)'")
  }

  private static func setting(_ value: String?, _ origin: String) -> Setting? {
    value.flatMap { $0.isEmpty ? nil : Setting($0, origin) }
  }

  private static func unknownProfile(
    _ profile: Setting, _ profiles: Profiles
  ) -> ConfigurationError {
    let names = profiles.names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return ConfigurationError(
      .profile,
      "profile '\(profile.value)' from \(profile.origin) was not found in "
        + "\(profiles.config.path) or \(profiles.credentials.path); "
        + (names.isEmpty ? "these files have no profiles." : "available profiles: \(names)."))
  }
}
