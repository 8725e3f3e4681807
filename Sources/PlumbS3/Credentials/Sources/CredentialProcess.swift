import PlumbLabels
import PlumbSystem

/// The program that `credential_process` names in a profile.
///
/// What it writes has the form that the AWS CLI User Guide gives, "Sourcing credentials with an
/// external process".
struct CredentialProcess: CredentialSource {
  let name = "credential-process"

  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding {
    let profile = context.settings.profile.value
    guard let command = context.settings.profileSection?.text(Self.key) else {
      return .nothing("profile '\(profile)' has no \(Self.key)")
    }
    guard let words = ShellWords.split(command), let program = words.first else {
      throw CredentialError(
        "the \(Self.key) of profile '\(profile)' is not a command: it is empty or has an unclosed "
          + "quote.")
    }
    let output = try Self.output(
      ChildProcess(
        words, environment: context.settings.environment.variables,
        seconds: context.processSeconds),
      "'\(program)', the \(Self.key) of profile '\(profile)',")
    guard output.status == 0 else {
      throw CredentialError(
        "'\(program)', the \(Self.key) of profile '\(profile)', failed with exit code "
          + "\(output.status); run it by hand to see why.")
    }
    return .found(
      try Self.credentials(output.bytes, from: "'\(program)', the \(Self.key) of '\(profile)'"))
  }

  private static let key = "credential_process"

  /// Runs a program that writes credentials.
  ///
  /// - Parameter subject: The beginning of a sentence about the program.
  static func output(
    _ process: ChildProcess, _ subject: String
  ) throws(CredentialError) -> ChildOutput {
    do throws(ChildFailure) {
      return try process.run()
    } catch .notFound {
      throw CredentialError("\(subject) was not found; check the path.")
    } catch .notStarted(let cause) {
      throw CredentialError("\(subject) could not be run: \(cause).")
    } catch .tooLong {
      throw CredentialError(
        "\(subject) returned no keys within \(Int(process.seconds)) seconds and was stopped.")
    } catch {
      throw CredentialError("\(subject) wrote more than 64 KB, so its output cannot be keys.")
    }
  }

  /// The credentials that a program wrote.
  static func credentials(
    _ output: [UInt8], from origin: String
  ) throws(CredentialError) -> AWSCredentials {
    guard let document = JSONObject(output) else {
      throw CredentialError("\(origin): the output is not a JSON object.")
    }
    guard document.number("Version") == 1 else {
      throw CredentialError("\(origin): the output has no \"Version\": 1.")
    }
    return try CredentialRules.credentials(document, token: "SessionToken", from: origin)
  }
}
