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
        "the \(Self.key) of profile '\(profile)' is no command: it is empty or a quote is not "
          + "closed.")
    }
    let output = try Self.output(
      ChildProcess(
        words, environment: context.settings.environment.variables,
        seconds: context.processSeconds),
      "'\(program)', the \(Self.key) of profile '\(profile)',")
    guard output.status == 0 else {
      throw CredentialError(
        "'\(program)', the \(Self.key) of profile '\(profile)', ended with exit code "
          + "\(output.status); run it by hand.")
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
        "\(subject) gave no keys within \(Int(process.seconds)) seconds and was ended.")
    } catch {
      throw CredentialError("\(subject) wrote more than 64 KB, so these are no keys.")
    }
  }

  /// The credentials that a program wrote.
  static func credentials(
    _ output: [UInt8], from origin: String
  ) throws(CredentialError) -> AWSCredentials {
    guard let document = JSONObject(output) else {
      throw CredentialError("what \(origin), wrote is no JSON object.")
    }
    guard document.number("Version") == 1 else {
      throw CredentialError("what \(origin), wrote has no \"Version\": 1 in it.")
    }
    return try CredentialRules.credentials(document, token: "SessionToken", from: origin)
  }
}
