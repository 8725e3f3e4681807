/// Requests without a signature, as `--no-sign-request` asks for.
public struct AnonymousCredentials: CredentialProvider {
  /// Makes a provider that has nothing to ask.
  public init() {}

  /// No credentials.
  public func credentials() -> AWSCredentials? { nil }

  /// Nothing: there is nothing to ask again.
  public func refuse(_ credentials: AWSCredentials) {}
}
