/// What the command line says about AWS; it comes before variables and files.
public struct AWSFlags: Sendable, Hashable {
  /// `--profile`.
  public var profile: String?
  /// `--region`.
  public var region: String?
  /// `--endpoint-url`.
  public var endpointURL: String?
  /// `--ca-bundle`.
  public var certificateFile: String?
  /// `--no-sign-request`: requests go without keys, for public data.
  public var noSignRequest = false
  /// `--request-payer`: who asks pays for the transfer, where the owner of a bucket wants that.
  public var requestPayer = false

  /// Flags of a command line without any.
  public init() {}
}

/// A setting, and where it comes from.
package struct Setting: Sendable, Hashable, CustomStringConvertible {
  /// The value.
  package var value: String
  /// Where it comes from, in words, such as "AWS_REGION" or "profile 'x'".
  package var origin: String

  init(_ value: String, _ origin: String) {
    self.value = value
    self.origin = origin
  }

  /// The value with its origin.
  package var description: String { "\(value) (\(origin))" }
}
