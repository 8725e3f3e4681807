import PlumbSystem

/// What a source of credentials has to do with.
///
/// Its description and reflection show no secret.
package struct CredentialContext: Sendable, CustomStringConvertible, CustomReflectable {
  /// Flags, variables and files.
  package var settings: AWSSettings
  /// Asks the metadata services of containers and machines.
  package var transport: any HTTPTransport
  /// The clock, in seconds since 1970.
  package var now: @Sendable () -> Double = secondsSince1970
  /// Makes a thread wait for a number of seconds.
  var pause: @Sendable (Double) -> Void = { wait(seconds: $0) }
  /// When a `credential_process` is ended, in seconds.
  var processSeconds = 60.0
  /// When the AWS CLI is ended, in seconds: people may have to sign in.
  var commandLineSeconds = 120.0

  /// Makes a context with the clock of this machine.
  package init(settings: AWSSettings, transport: any HTTPTransport) {
    self.settings = settings
    self.transport = transport
  }

  /// The same with what the files say now.
  func readAgain() throws(CredentialError) -> CredentialContext {
    var context = self
    do throws(ConfigurationError) {
      context.settings = try settings.readAgain()
    } catch {
      throw CredentialError(error.description)
    }
    return context
  }

  /// What the settings show.
  package var description: String { settings.description }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["context": description]) }
}

/// What a source of credentials has.
package enum CredentialFinding: Sendable, Hashable {
  /// Credentials.
  case found(AWSCredentials)
  /// None, and why, as a clause without a capital and a full stop.
  case nothing(String)
}

/// One place that credentials can come from.
package protocol CredentialSource: Sendable {
  /// The name in outputs, such as `credentials-file`.
  var name: String { get }

  /// Looks whether the place has credentials, and gets them.
  ///
  /// Blocking where a program or a service has to be asked.
  ///
  /// - Throws: ``CredentialError`` if the place is meant to be used and is broken, so that no other
  ///   may be taken in silence.
  func find(in context: CredentialContext) throws(CredentialError) -> CredentialFinding
}

/// Every source, in the order in which they are asked.
///
/// The order is botocore's (`create_credential_resolver`), so that Plumb takes the keys that the AWS
/// CLI takes.
package let allCredentialSources: [any CredentialSource] = [
  EnvironmentKeys(),
  AssumedRole(),
  WebIdentity(),
  SingleSignOn(),
  CredentialsFileKeys(),
  LoginSession(),
  CredentialProcess(),
  ConfigurationFileKeys(),
  ContainerRole(),
  InstanceRole(),
]
