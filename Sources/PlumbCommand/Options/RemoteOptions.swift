import ArgumentParser
import Plumb
import PlumbReports
import PlumbS3
import PlumbSystem
import PlumbText

/// How AWS, or a service like it, is reached; named as the AWS CLI names it.
struct RemoteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The AWS profile to use.", valueName: "name"))
  var profile: String?

  @OptionGroup(title: "S3 options") var connection: ConnectionOptions

  func validate() throws {
    if profile?.isEmpty ?? false {
      throw ValidationError("--profile is empty; pass a value or leave the option out.")
    }
  }

  /// Prepares access to S3; prints where settings come from, if requested.
  ///
  /// - Throws: what is wrong with the settings; if the user wants to know them, also what is wrong
  ///   with the credentials.
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
  @Option(help: ArgumentHelp("The AWS region to try first.", valueName: "name"))
  var region: String?

  @Option(
    help: ArgumentHelp("The endpoint of an S3-compatible service.", valueName: "url"))
  var endpointURL: String?

  @Option(
    help: ArgumentHelp("A PEM file with the CA certificates to trust.", valueName: "file"))
  var caBundle: String?

  @Flag(help: "Send unsigned requests, for public data.")
  var noSignRequest = false

  @Flag(help: "Pay for the transfer if the bucket is requester-pays.")
  var requestPayer = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long to wait for a response before retrying a request.",
      valueName: "seconds"))
  var timeout = 10.0

  @Flag(help: "Print where the credentials, region and endpoint come from, without secrets.")
  var debugAuth = false

  func validate() throws {
    let named = [
      ("--region", region), ("--endpoint-url", endpointURL), ("--ca-bundle", caBundle),
    ]
    for (name, value) in named where value?.isEmpty ?? false {
      throw ValidationError("\(name) is empty; pass a value or leave the option out.")
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
