/// Single sign-on (IAM Identity Center) of a profile; left to the AWS CLI.
struct SingleSignOn: CredentialSource {
  let name = "single-sign-on"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let profile = context.settings.profile.value
    guard let section = context.settings.profileSection,
      section.has("sso_role_name") || section.has("sso_account_id")
    else { return .nothing("profile '\(profile)' has no sso_role_name") }
    let delegate = CommandLineDelegate(
      situation: "profile '\(profile)' uses single sign-on", profile: profile)
    return .found(try delegate.credentials(in: context))
  }
}
