import ArgumentParser
import PlumbReports
import PlumbStores

/// How S3 is reached; the environment and AWS's configuration files are read as the AWS CLI does.
struct RemoteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The profile of AWS's configuration files.", valueName: "name"))
  var profile: String?

  @Option(help: "The AWS region to begin with; that of each bucket is found by itself.")
  var region: String?

  @Option(
    name: .customLong("endpoint-url"),
    help: ArgumentHelp("A service like S3 in place of AWS.", valueName: "url"))
  var endpointURL: String?

  @Flag(help: "Sign no requests: for public data.")
  var noSignRequest = false

  @Flag(help: "Pay for the transfer, where the bucket's owner wants that.")
  var requestPayer = false

  /// Everything that reading from S3 takes; nothing is asked for yet.
  func access() throws -> S3Access {
    var flags = AWSFlags()
    flags.profile = profile
    flags.region = region
    flags.endpointURL = endpointURL
    flags.noSignRequest = noSignRequest
    flags.requestPayer = requestPayer
    return S3Access(
      settings: try AWSSettings(flags: flags), userAgent: "plumb/\(Plumb.version)")
  }
}
