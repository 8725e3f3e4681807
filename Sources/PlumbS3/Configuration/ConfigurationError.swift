/// What the AWS settings of this machine say wrongly, and where.
package struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the error is about, as far as callers need to know.
  package enum Kind: Sendable, Hashable {
    /// A file that is no configuration file.
    case file
    /// A profile that is named and in no file.
    case profile
    /// A value that cannot be used.
    case value
  }

  /// What the trouble is with.
  package var kind: Kind
  /// A sentence for people, with the file or the variable, and the next step.
  package var description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
