/// Requests without a signature, as `--no-sign-request` asks for.
package struct AnonymousCredentials: CredentialProvider {
  /// Makes a provider that has nothing to ask.
  package init() {}

  /// No credentials.
  package func credentials() -> AWSCredentials? { nil }

  /// Nothing: there is nothing to ask again.
  package func refuse(_ credentials: AWSCredentials) {}
}
