/// A drawing could not be made into bytes.
public struct GraphicsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was to be done, such as "cannot write page 3 of the PDF".
  public let what: String
  /// Why it failed, in the words of the library that refused.
  public let cause: String

  /// Makes an error.
  public init(what: String, cause: String) {
    self.what = what
    self.cause = cause
  }

  /// One sentence for the user.
  public var description: String { "\(what): \(cause)" }
}
