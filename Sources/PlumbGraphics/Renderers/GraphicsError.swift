/// A drawing could not be rendered.
package struct GraphicsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What failed, such as "cannot write page 3 of the PDF".
  package let what: String
  /// The cause, in the words of the library.
  package let cause: String

  /// Makes an error.
  package init(what: String, cause: String) {
    self.what = what
    self.cause = cause
  }

  /// One sentence for the user.
  package var description: String { "\(what): \(cause)" }
}
