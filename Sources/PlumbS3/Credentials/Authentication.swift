import PlumbLabels

/// How the requests of a run are signed: one provider for all threads, and where its keys are from.
package final class Authentication: Sendable {
  /// What the flags, variables and files say.
  package let settings: AWSSettings
  /// Gives the keys; none at all where requests are not signed.
  package let provider: any CredentialProvider
  private let chain: ChainedCredentials?

  /// Decides between the sources and no signature; nothing is asked yet.
  package init(_ context: CredentialContext) {
    settings = context.settings
    if context.settings.flags.noSignRequest {
      chain = nil
      provider = AnonymousCredentials()
    } else {
      let chain = ChainedCredentials(context)
      self.chain = chain
      provider = CachedCredentials(chain, now: context.now)
    }
  }

  /// What `--debug-auth` says; asks for credentials where none are there yet.
  package func report() throws(CredentialError) -> AuthenticationReport {
    let credentials = try provider.credentials()
    return AuthenticationReport(
      source: chain?.sourceName ?? "none (--no-sign-request)", credentials: credentials,
      settings: settings)
  }
}

/// Which keys, region and endpoint are used, and where each comes from; without a secret.
package struct AuthenticationReport: Sendable, Hashable, CustomStringConvertible {
  /// One line each, in a fixed order, without line ends.
  package let lines: [String]

  init(source: String, credentials: AWSCredentials?, settings: AWSSettings) {
    let region = settings.region?.description ?? "us-east-1 (default, no region was set)"
    let endpoint = settings.endpointURL?.description ?? "AWS (default, no endpoint was set)"
    let certificates = settings.certificateFile?.description ?? "system certificates"
    lines = [
      "credentials: \(source)" + (credentials.map { ", \($0), \(Self.end($0))" } ?? ""),
      "profile: \(settings.profile)",
      "region: \(region), corrected per bucket by S3's responses",
      "endpoint: \(endpoint), addressing style \(settings.addressingStyle.rawValue)",
      "certificates: \(certificates)",
    ]
  }

  private static func end(_ credentials: AWSCredentials) -> String {
    guard let seconds = credentials.expiration, abs(seconds) < 1e12 else {
      return credentials.sessionToken == nil ? "no expiry" : "temporary, expiry unknown"
    }
    return "until \(CreationDate(microseconds: Int64(seconds * 1e6)))"
  }

  /// The lines, each with its line end.
  package var description: String { lines.map { $0 + "\n" }.joined() }
}
