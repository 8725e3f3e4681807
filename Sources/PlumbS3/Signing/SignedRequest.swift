/// What goes on the wire: the target that was signed and every header field.
///
/// Its description and reflection show no value of a field: the fields hold the signature and the
/// session token.
package struct SignedRequest: Sendable, CustomStringConvertible, CustomReflectable {
  /// The request target, exactly as it was signed: the path, and the sorted query behind a `?`
  /// where there is one.
  package let target: String
  /// The fields to send, but for `Host`: those that were given, then those of the signature.
  package let fields: [(name: String, value: String)]

  /// The value of the `authorization` field.
  package var authorization: String { fields.last?.value ?? "" }

  /// The target and the names of the fields.
  package var description: String { "\(target) [\(fields.map(\.name).joined(separator: ", "))]" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
