/// How AWS is to be reached, by the flags, the environment and the configuration files, with where
/// each answer comes from.
///
/// Proxies are no part of this: libcurl reads their variables itself. Neither its description nor
/// its reflection shows a secret.
package struct AWSSettings: Sendable, CustomStringConvertible, CustomReflectable {
  /// How a bucket is named in requests.
  package enum AddressingStyle: String, Sendable, CaseIterable {
    /// In the host name with AWS, in the path with any other endpoint.
    case auto
    /// Always in the path.
    case path
    /// In the host name wherever the bucket's name can be part of one.
    case virtual
  }

  /// What the command line says.
  package let flags: AWSFlags
  /// The variables, which child processes get as well.
  package let environment: Environment
  /// The profile in use; `default` where none is named.
  package let profile: Setting
  /// The region to begin with; nil if nothing names one, see ``startRegion``.
  package let region: Setting?
  /// The endpoint that replaces AWS.
  package let endpointURL: Setting?
  /// Which of AWS's endpoints is asked, where ``endpointURL`` names no other.
  package let endpointVariant: EndpointVariant
  /// A file of certificates to trust in place of the system's, in PEM form.
  package let certificateFile: Setting?
  /// How a bucket is named in requests.
  package let addressingStyle: AddressingStyle
  let profiles: Profiles

  /// The region that the first request to a bucket is signed for.
  package var startRegion: String { region?.value ?? "us-east-1" }

  /// Reads the configuration files and decides.
  ///
  /// - Throws: ``ConfigurationError`` if a file cannot be understood, a profile that is named is in
  ///   no file, or a value cannot be used.
  package init(
    flags: AWSFlags = AWSFlags(), environment: Environment = .current()
  ) throws(ConfigurationError) {
    let profiles = try Profiles(environment)
    let profile = try SettingRules.profile(flags, environment: environment, profiles: profiles)
    let rules = SettingRules(
      flags: flags, environment: environment, profiles: profiles, profile: profile)
    self.flags = flags
    self.environment = environment
    self.profile = profile
    self.profiles = profiles
    region = try rules.region()
    endpointURL = try rules.endpointURL()
    endpointVariant = rules.endpointVariant()
    certificateFile = rules.certificateFile()
    addressingStyle = try rules.addressingStyle()
  }

  /// The same with what the files say now.
  func readAgain() throws(ConfigurationError) -> AWSSettings {
    try AWSSettings(flags: flags, environment: environment)
  }

  /// Whether the profile is named on the command line, so that it comes before keys in variables.
  var hasProfileFlag: Bool { flags.profile?.isEmpty == false }

  /// All that the files say about the profile in use.
  var profileSection: ConfigurationSection? { profiles.profile(profile.value) }

  /// A value of the profile in use; nil if it is not there or empty.
  func profileText(_ name: String) -> String? { profileSection?.nonEmptyText(name) }

  /// The profile and the region.
  package var description: String { "AWS settings of profile \(profile), region \(startRegion)" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["settings": description]) }
}
