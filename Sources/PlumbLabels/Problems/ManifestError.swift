/// Why a manifest as a whole cannot be used.
public struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of trouble.
  public var code: ProblemCode
  /// What is wrong with the file, as a sentence without its name.
  public var message: String
  /// What to do about it; empty where nothing is known.
  public var nextStep: String
  /// What was found on the lines before it was given up, for the machine-readable output.
  public var problems: [Problem]

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: The kind of trouble.
  ///   - message: What is wrong with the file.
  ///   - nextStep: What to do about it.
  ///   - problems: The problems of the lines; nil stands for this one alone.
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
