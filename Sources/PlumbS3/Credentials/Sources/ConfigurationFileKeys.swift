/// `aws_access_key_id` and its secret in `~/.aws/config`.
struct ConfigurationFileKeys: CredentialSource {
  let name = "config-file"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let settings = context.settings
    return try StaticKeys.find(
      in: settings.profiles.configuredProfile(settings.profile.value),
      file: settings.profiles.config, profile: settings.profile.value)
  }
}
