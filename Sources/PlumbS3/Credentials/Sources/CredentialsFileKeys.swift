/// `aws_access_key_id` and its secret in `~/.aws/credentials`.
struct CredentialsFileKeys: CredentialSource {
  let name = "credentials-file"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let settings = context.settings
    return try StaticKeys.find(
      in: settings.profiles.credentials.section(settings.profile.value),
      file: settings.profiles.credentials, profile: settings.profile.value)
  }
}

/// Keys from a file.
enum StaticKeys {
  /// The keys of a section; nil if there is no such section.
  static func find(
    in section: ConfigurationSection?, file: ConfigurationFile, profile: String
  ) throws(CredentialError) -> CredentialFinding {
    if let trouble = file.trouble { return .nothing("\(file.path): \(trouble)") }
    guard let section else { return .nothing("\(file.path) has no profile '\(profile)'") }
    guard let accessKeyID = section.text("aws_access_key_id") else {
      return .nothing("profile '\(profile)' in \(file.path) has no aws_access_key_id")
    }
    guard let secret = section.text("aws_secret_access_key") else {
      throw CredentialError(
        "profile '\(profile)' in \(file.path) has aws_access_key_id but no "
          + "aws_secret_access_key; set both.")
    }
    let credentials = AWSCredentials(
      accessKeyID: accessKeyID, secretAccessKey: secret,
      sessionToken: section.nonEmptyText("aws_security_token")
        ?? section.nonEmptyText("aws_session_token"))
    return .found(
      try CredentialRules.checked(
        credentials, from: "the keys for profile '\(profile)' in \(file.path)"))
  }
}
