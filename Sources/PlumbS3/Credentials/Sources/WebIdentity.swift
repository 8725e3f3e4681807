/// A role that is assumed with a token in a file, as in EKS and in pipelines; left to the AWS CLI.
struct WebIdentity: CredentialSource {
  let name = "web-identity"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    guard value("AWS_WEB_IDENTITY_TOKEN_FILE", orKey: "web_identity_token_file", in: context) != nil
    else {
      return .nothing("neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set")
    }
    guard value("AWS_ROLE_ARN", orKey: "role_arn", in: context) != nil else {
      throw CredentialError(
        "a web identity token file is set, but no role; set AWS_ROLE_ARN, or role_arn in the "
          + "profile.")
    }
    // Without a name the AWS CLI looks at the variables first, as was done here.
    let settings = context.settings
    let delegate = CommandLineDelegate(
      situation: "the credentials come from a web identity",
      profile: settings.hasProfileFlag ? settings.profile.value : nil)
    return .found(try delegate.credentials(in: context))
  }

  private func value(_ variable: String, orKey key: String, in context: CredentialContext)
    -> String?
  {
    let settings = context.settings
    let inEnvironment = settings.hasProfileFlag ? nil : settings.environment[variable]
    return inEnvironment ?? settings.profileText(key)
  }
}
