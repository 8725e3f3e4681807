import PlumbLabels

/// Checks keys before they are used.
enum CredentialRules {
  /// Keys as a source gives them.
  ///
  /// The id and the token go into header fields, where a line break that came with a copied key
  /// would begin a second field. The secret does not, and other stores than AWS let people choose
  /// it; a line break at its end would still make an invalid signature.
  ///
  /// - Parameter origin: Where the keys come from, as the subject of a sentence in the plural.
  static func checked(
    _ credentials: AWSCredentials, from origin: String
  ) throws(CredentialError) -> AWSCredentials {
    let parts = [
      ("access key id", credentials.accessKeyID, isVisible),
      ("secret access key", credentials.secretAccessKey, isNoControl),
      ("session token", credentials.sessionToken ?? "-", isVisible),
    ]
    for (name, value, isAllowed) in parts {
      if value.isEmpty { throw CredentialError("\(origin) have an empty \(name); set it.") }
      guard value.utf8.allSatisfy(isAllowed) else {
        throw CredentialError(
          "\(origin) have a line break, a space or another invalid character in the \(name); copy "
            + "it again.")
      }
    }
    return credentials
  }

  private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  private static func isNoControl(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

  /// The credentials in the JSON of a program or a metadata service.
  ///
  /// - Parameters:
  ///   - token: The name that the token has there.
  ///   - origin: Whose JSON it is, for errors.
  static func credentials(
    _ document: JSONObject, token: StaticString, from origin: String
  ) throws(CredentialError) -> AWSCredentials {
    guard let accessKeyID = document.text("AccessKeyId"),
      let secretAccessKey = document.text("SecretAccessKey")
    else {
      throw CredentialError(
        "the response from \(origin) has no AccessKeyId and SecretAccessKey.")
    }
    var expiration: Double?
    if let text = document.text("Expiration") {
      expiration = try seconds(text, "the Expiration in the response from \(origin)")
    }
    return try checked(
      AWSCredentials(
        accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
        sessionToken: document.text(token).flatMap { $0.isEmpty ? nil : $0 },
        expiration: expiration),
      from: "the keys from \(origin)")
  }

  /// Reads a date in ISO 8601.
  ///
  /// - Returns: seconds since 1970.
  static func seconds(_ text: String, _ origin: String) throws(CredentialError) -> Double {
    guard let date = CreationDate(text) else {
      throw CredentialError("\(origin) is not a date such as 2030-01-01T00:00:00Z.")
    }
    return Double(date.microseconds) / 1e6
  }
}
