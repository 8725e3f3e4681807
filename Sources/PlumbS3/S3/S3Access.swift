import PlumbLabels
import PlumbSystem

/// Everything needed to read from S3 and the web, made from the settings once per run.
///
/// Nothing is requested before it is needed, neither credentials nor data.
package struct S3Access: Sendable {
  /// How requests are signed, and where the keys are from.
  package let authentication: Authentication
  /// Asks S3.
  package let client: S3Client
  /// Reads what a location names: a path, an S3 URI, a URL.
  package let stores: Stores
  /// Ends everything that waits.
  package let stop: CancellationFlag

  /// Prepares access as the settings say.
  ///
  /// - Parameters:
  ///   - settings: What flags, variables and files say.
  ///   - userAgent: How the program presents itself.
  ///   - pace: How long is waited between attempts.
  ///   - stop: Ends everything that waits.
  package init(
    settings: AWSSettings, userAgent: String, policy: RetryPolicy = RetryPolicy(),
    stop: CancellationFlag = CancellationFlag()
  ) {
    var options = CurlTransport.Options()
    options.userAgent = userAgent
    options.certificateFile = settings.certificateFile?.value
    let transport = CurlTransport(options, stop: stop)
    authentication = Authentication(CredentialContext(settings: settings, transport: transport))
    client = S3Client(
      settings: settings, credentials: authentication.provider, transport: transport)
    stores = Stores(client: client, transport: transport, policy: policy, stop: stop)
    self.stop = stop
  }

  /// Prepares downloads, see ``Fetcher``.
  ///
  /// - Parameters:
  ///   - folder: Where files are kept; nil to write none.
  ///   - references: Every image that may be requested.
  package func fetcher(
    folder: FetchFolder?, references: some Sequence<ImageReference>,
    options: FetchOptions = FetchOptions()
  ) -> Fetcher {
    Fetcher(client: client, folder: folder, references: references, options: options, stop: stop)
  }
}
