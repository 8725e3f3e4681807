/// A session of `aws login`; left to the AWS CLI.
struct LoginSession: CredentialSource {
  let name = "login"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let profile = context.settings.profile.value
    guard let section = context.settings.profileSection, section.has("login_session") else {
      return .nothing("profile '\(profile)' has no login_session")
    }
    let delegate = CommandLineDelegate(
      situation: "profile '\(profile)' uses a session of 'aws login'", profile: profile)
    return .found(try delegate.credentials(in: context))
  }
}
