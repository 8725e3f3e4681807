/// A drawing could not be made into bytes.
package struct GraphicsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was to be done, such as "cannot write page 3 of the PDF".
  package let what: String
  /// Why it failed, in the words of the library that refused.
  package let cause: String

  /// Makes an error.
  package init(what: String, cause: String) {
    self.what = what
    self.cause = cause
  }

  /// One sentence for the user.
  package var description: String { "\(what): \(cause)" }
}
