import PlumbS3

/// Asks a service for one object and prints the status and the body, as `scripts/check-s3` reads them.
///
/// - Returns: the exit code: 0 also where the service refuses, 2 for wrong arguments.
func getObject(_ arguments: [String]) -> Int32 {
  guard arguments.count == 6 else {
    return complain("usage: signing-client s3get ENDPOINT BUCKET KEY REGION ACCESS-KEY SECRET")
  }
  var flags = AWSFlags()
  (flags.endpointURL, flags.region) = (arguments[0], arguments[3])
  let keys = ["AWS_ACCESS_KEY_ID": arguments[4], "AWS_SECRET_ACCESS_KEY": arguments[5]]
  let settings: AWSSettings
  do throws(ConfigurationError) {
    settings = try AWSSettings(flags: flags, environment: Environment(keys))
  } catch {
    return complain(error.description)
  }
  let store = S3Store(client: S3Access(settings: settings, userAgent: "signing-client").client)
  do throws(StoreError) {
    let bytes = try store.read("s3://\(arguments[1])/\(arguments[2])", limit: 1 << 20)
    print("200 \(String(decoding: bytes, as: UTF8.self))", terminator: "")
  } catch {
    print("\(error.status ?? 0) \(error)")
  }
  return 0
}
