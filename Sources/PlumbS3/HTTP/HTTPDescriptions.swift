/// What requests and answers show of themselves: never a key, a token or a body, which may be keys.
extension HTTPField: CustomStringConvertible, CustomReflectable {
  private static let secret: Set<String> = [
    "authorization", "proxy-authorization", "x-amz-security-token", "x-aws-ec2-metadata-token",
  ]

  /// The name and the value, unless it is a secret.
  package var description: String {
    "\(name): \(Self.secret.contains(name.lowercased()) ? "…" : value)"
  }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["field": description]) }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// The method, the URL and the fields.
  package var description: String { "\(method) \(url) \(fields)" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

extension HTTPAnswer: CustomStringConvertible, CustomReflectable {
  /// The status, the fields and the size of the body.
  package var description: String { "\(status) \(fields), \(body.count) bytes" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["answer": description]) }
}
