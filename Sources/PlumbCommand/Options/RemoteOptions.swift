import ArgumentParser
import Plumb
import PlumbReports
import PlumbStores
import PlumbSystem
import PlumbText

/// How AWS, or a service like it, is reached; named as the AWS CLI names it.
struct RemoteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The profile of the AWS configuration files.", valueName: "name"))
  var profile: String?

  @OptionGroup(title: "S3 options") var connection: ConnectionOptions

  func validate() throws {
    if profile?.isEmpty ?? false {
      throw ValidationError("--profile is empty; leave it out or give it a value.")
    }
  }

  /// Prepares access to S3; says where things come from, where that is asked for.
  ///
  /// - Throws: what is wrong with the settings; where the user wants to know them, also what is
  ///   wrong with the credentials.
  func access(stop: CancellationFlag = CancellationFlag()) throws -> S3Access {
    var options = options
    options.cancellation = stop
    return try options.access()
  }

  /// How a job is opened with these.
  var options: Job.Options { connection.options(profile: profile) }
}

/// The same without the profile: in `plumb check` that word means something else.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The region to ask first.", valueName: "name"))
  var region: String?

  @Option(
    help: ArgumentHelp("A service like S3, in place of AWS.", valueName: "url"))
  var endpointURL: String?

  @Option(
    help: ArgumentHelp("Certificates to trust, in PEM form.", valueName: "file"))
  var caBundle: String?

  @Flag(help: "Send requests without a signature, for public data.")
  var noSignRequest = false

  @Flag(help: "Pay for the transfer where the owner of the bucket wants that.")
  var requestPayer = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long a silent server is waited for before a request is sent again.",
      valueName: "seconds"))
  var timeout = 10.0

  @Flag(help: "Say where the credentials, the region and the endpoint come from; no secret.")
  var debugAuth = false

  func validate() throws {
    let named = [
      ("--region", region), ("--endpoint-url", endpointURL), ("--ca-bundle", caBundle),
    ]
    for (name, value) in named where value?.isEmpty ?? false {
      throw ValidationError("\(name) is empty; leave it out or give it a value.")
    }
    if !(0.1...3_600).contains(timeout) {
      throw ValidationError("--timeout is \(timeout); it must be from 0.1 to 3600 seconds.")
    }
  }

  /// How a job is opened with the keys of a profile; nil for the usual one.
  func options(profile: String?) -> Job.Options {
    var flags = AWSFlags()
    flags.profile = profile
    flags.region = region
    flags.endpointURL = endpointURL
    flags.certificateFile = caBundle
    flags.noSignRequest = noSignRequest
    flags.requestPayer = requestPayer
    var options = Job.Options(aws: flags)
    options.limits = limits
    if debugAuth {
      options.willConnect = { access in
        for line in try access.authentication.report().lines { Terminal.say(displayText(line)) }
      }
    }
    return options
  }

  private var limits: HTTPLimits {
    var limits = HTTPLimits()
    limits.connectSeconds = min(limits.connectSeconds, timeout)
    (limits.headSeconds, limits.idleSeconds) = (timeout, timeout)
    // The whole may take three times as long, and longer where there is much to send.
    limits.wholeSeconds = 3 * timeout
    return limits
  }
}
