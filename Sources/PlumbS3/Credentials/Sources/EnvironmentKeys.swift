/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
struct EnvironmentKeys: CredentialSource {
  let name = "environment"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    if context.settings.hasProfileFlag {
      return .nothing("--profile takes precedence over environment variables")
    }
    let environment = context.settings.environment
    let secret = environment["AWS_SECRET_ACCESS_KEY"]
    guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else {
      guard secret == nil else { throw Self.half("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID") }
      return .nothing("AWS_ACCESS_KEY_ID is not set")
    }
    guard let secret else { throw Self.half("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY") }
    let credentials = AWSCredentials(
      accessKeyID: accessKeyID, secretAccessKey: secret,
      // The first is an old name, which the AWS CLI asks for first.
      sessionToken: environment["AWS_SECURITY_TOKEN"] ?? environment["AWS_SESSION_TOKEN"],
      expiration: try expiration(environment))
    return .found(
      try CredentialRules.checked(credentials, from: "the keys in the environment"))
  }

  private func expiration(_ environment: Environment) throws(CredentialError) -> Double? {
    guard let text = environment["AWS_CREDENTIAL_EXPIRATION"] else { return nil }
    return try CredentialRules.seconds(text, "AWS_CREDENTIAL_EXPIRATION")
  }

  private static func half(_ present: String, _ missing: String) -> CredentialError {
    CredentialError("\(present) is set but \(missing) is not; set both or neither.")
  }
}
