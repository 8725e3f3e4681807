/// A role that a profile assumes with the keys of another (`role_arn`), with a one-time password
/// where it wants one; left to the AWS CLI.
struct AssumedRole: CredentialSource {
  let name = "assumed-role"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let profile = context.settings.profile.value
    guard let section = context.settings.profileSection, section.has("role_arn") else {
      return .nothing("profile '\(profile)' has no role_arn")
    }
    if section.has("web_identity_token_file") {
      return .nothing("the role of profile '\(profile)' is for a web identity")
    }
    guard section.has("source_profile") != section.has("credential_source") else {
      throw CredentialError(
        "profile '\(profile)' has a role_arn, and also needs either a source_profile or a "
          + "credential_source.")
    }
    let delegate = CommandLineDelegate(
      situation: "profile '\(profile)' assumes a role", profile: profile)
    return .found(try delegate.credentials(in: context))
  }
}
