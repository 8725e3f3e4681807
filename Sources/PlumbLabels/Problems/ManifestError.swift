/// Why a manifest as a whole cannot be used.
public struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of problem.
  public var code: ProblemCode
  /// What is wrong with the file, as a sentence without its name.
  public var message: String
  /// What to do about it; empty if nothing is known.
  public var nextStep: String
  /// The problems found before reading was given up, for the machine-readable output.
  public var problems: [Problem]

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: The kind of problem.
  ///   - message: What is wrong with the file.
  ///   - nextStep: What to do about it.
  ///   - problems: The problems of the lines; nil for this one alone.
  public init(
    code: ProblemCode, message: String, nextStep: String = "", problems: [Problem]? = nil
  ) {
    self.code = code
    self.message = message
    self.nextStep = nextStep
    self.problems = problems ?? [Problem(line: 0, code: code, message: message)]
  }

  /// The message and the next step, as one line.
  public var description: String { nextStep.isEmpty ? message : "\(message) \(nextStep)" }
}
