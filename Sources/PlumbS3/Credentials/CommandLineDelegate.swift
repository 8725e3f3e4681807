import PlumbSystem

/// Has the AWS CLI, version 2, get credentials in the ways that Plumb does not know itself.
///
/// `aws configure export-credentials` writes what a `credential_process` writes. What the arguments
/// hold comes from the user's flags and files, never from a manifest.
struct CommandLineDelegate {
  /// Which way it is, as in "profile 'x' assumes a role".
  let situation: String
  /// The profile to name; nil leaves the choice to the variables, as they are.
  let profile: String?

  /// The exit codes by which version 1, and early versions 2, refuse the command.
  private static let unknownCommand: Set<Int32> = [2, 252]

  func credentials(
    in context: CredentialContext
  ) throws(CredentialError) -> AWSCredentials {
    let arguments =
      ["aws", "configure", "export-credentials"] + (profile.map { ["--profile", $0] } ?? [])
      + ["--format", "process"]
    let output = try output(
      ChildProcess(
        arguments, environment: context.settings.environment.variables,
        seconds: context.commandLineSeconds))
    switch output.status {
    case 0:
      return try CredentialProcess.credentials(output.bytes, from: "the AWS CLI")
    case let status where Self.unknownCommand.contains(status):
      throw CredentialError(
        "\(situation), which needs 'aws configure export-credentials', and this AWS CLI does not "
          + "support that command: install version 2 of the AWS CLI.")
    case let status:
      throw CredentialError(
        "\(situation), and 'aws configure export-credentials' failed with exit code \(status); "
          + "sign in with the AWS CLI\(signInCommand), then try again.")
    }
  }

  private var signInCommand: String {
    profile.map { ", such as 'aws sso login --profile \($0)'" } ?? ""
  }

  private func output(_ process: ChildProcess) throws(CredentialError) -> ChildOutput {
    do throws(ChildFailure) {
      return try process.run()
    } catch .notFound {
      throw CredentialError(
        "\(situation), which needs the AWS CLI, and 'aws' is not on the PATH: install version 2 of "
          + "the AWS CLI.")
    } catch .tooLong {
      throw CredentialError(
        "\(situation), and the AWS CLI returned no keys within \(Int(process.seconds)) seconds; "
          + "sign in with it\(signInCommand), then try again.")
    } catch .notStarted(let cause) {
      throw CredentialError("\(situation), and the AWS CLI could not be run: \(cause).")
    } catch {
      throw CredentialError("\(situation), and the AWS CLI wrote more than 64 KB.")
    }
  }
}
