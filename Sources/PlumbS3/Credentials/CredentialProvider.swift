/// Keys that requests are signed with.
///
/// Neither its description nor its reflection ever shows a secret.
package struct AWSCredentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// The access key id; not secret, but only its end is shown.
  package let accessKeyID: String
  /// The secret access key.
  package let secretAccessKey: String
  /// The token of temporary keys.
  package let sessionToken: String?
  /// When temporary keys end, in seconds since 1970; nil if they do not, or it is not known.
  package let expiration: Double?

  /// Makes credentials.
  package init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil,
    expiration: Double? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
  }

  /// The last four letters of the key id.
  package var description: String { "access key …\(accessKeyID.suffix(4))" }

  /// Shows what ``description`` shows, so that no dump can print a secret.
  package var customMirror: Mirror { Mirror(self, children: ["accessKeyID": description]) }
}

/// Why there are no credentials: every source that was tried, and why each gave nothing.
package struct CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Sentences for people, with the next step; without anything secret.
  package var description: String

  /// Makes an error.
  package init(_ description: String) { self.description = description }
}

/// Gives the credentials that requests are signed with; shared by all threads of a run.
package protocol CredentialProvider: Sendable {
  /// The current credentials, renewed if they are about to expire; nil for unsigned requests.
  ///
  /// Blocking. One refresh serves all callers.
  func credentials() throws(CredentialError) -> AWSCredentials?

  /// Says that the service refused these as expired: the next call asks the source again, once for
  /// each set of credentials however many callers say so.
  func refuse(_ credentials: AWSCredentials)
}
