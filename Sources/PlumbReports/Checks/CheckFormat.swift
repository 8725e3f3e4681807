/// A format that the outcome of `plumb check` can be written in.
///
/// To add one, add a file with a member and name it in ``allCheckFormats``. All are made of the same
/// ``CheckReport``; each escapes what comes from the manifest in its own way.
package protocol CheckFormat: Sendable {
  /// What it is called on the command line.
  var name: String { get }
  /// The whole text, with its last line end.
  func text(_ report: CheckReport) -> String
}

/// Every format of the findings.
package let allCheckFormats: [any CheckFormat] = [
  CheckText(), CheckJSON(), CheckJUnit(), CheckSARIF(), CheckMarkdown(),
]
