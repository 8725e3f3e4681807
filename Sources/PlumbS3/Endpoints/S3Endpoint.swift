import PlumbLabels

/// Why a bucket cannot be addressed.
package struct EndpointError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence for people, with the next step.
  package var description: String

  init(_ description: String) { self.description = description }
}

/// Where S3 is, and how its buckets are named in requests.
package struct S3Endpoint: Sendable, Hashable {
  /// The endpoint that replaces AWS.
  private let custom: EndpointURL?
  private let style: AWSSettings.AddressingStyle
  /// Which endpoint of AWS, where there is none in its place.
  private let variant: EndpointVariant

  /// The endpoint that the settings ask for.
  package init(_ settings: AWSSettings) {
    self.init(
      custom: settings.endpointURL.flatMap { EndpointURL($0.value) },
      style: settings.addressingStyle, variant: settings.endpointVariant)
  }

  init(
    custom: EndpointURL?, style: AWSSettings.AddressingStyle,
    variant: EndpointVariant = EndpointVariant()
  ) {
    self.custom = custom
    self.style = style
    self.variant = variant
  }

  /// Where a bucket is.
  ///
  /// - Parameters:
  ///   - bucket: Its name; checked, since it may become part of a host name.
  ///   - region: The region to ask; checked as well. Other endpoints than AWS do not need it.
  /// - Throws: ``EndpointError`` if the name is none of a bucket, or the region none of a region.
  package func address(
    bucket: String, region: String
  ) throws(EndpointError) -> S3Address {
    let name = try BucketName(bucket)
    let base = try base(region)
    let isInPath =
      switch style {
      case .path: true
      case .virtual: !name.canBeHost || base.isAddress
      case .auto: custom != nil || !name.canBeHost
      }
    return S3Address(base: base, bucket: bucket, isInPath: isInPath)
  }

  private func base(_ region: String) throws(EndpointError) -> EndpointURL {
    if let custom { return custom }
    if variant.isFIPS, region.utf8.starts(with: "cn-".utf8) {
      throw EndpointError(
        "FIPS endpoints are enabled, but '\(region)' has none; set AWS_USE_FIPS_ENDPOINT to false.")
    }
    guard AWSRegion.isName(region),
      let url = EndpointURL("https://\(variant.hostPrefix).\(region).\(AWSRegion.domain(region))")
    else { throw EndpointError("'\(region)' is not a region name; set one with --region.") }
    return url
  }
}

/// Where the objects of a bucket are.
package struct S3Address: Sendable, Hashable {
  /// `http` or `https`.
  package let scheme: String
  /// The `Host` field, which is signed: with the port, unless it is the scheme's usual one.
  package let host: String
  private let prefix: String
  private let bucketInPath: String?

  init(base: EndpointURL, bucket: String, isInPath: Bool) {
    scheme = base.scheme
    host = isInPath ? base.authority : "\(bucket).\(base.authority)"
    prefix = base.path
    bucketInPath = isInPath ? bucket : nil
  }

  /// The path of an object, encoded as it is signed and sent; that of the bucket for an empty key.
  package func path(key: some Sequence<UInt8>) -> String {
    prefix + S3Path.encoded(bucket: bucketInPath, key: key)
  }

  /// The URL of a target that was signed.
  package func url(target: String) -> String { "\(scheme)://\(host)\(target)" }
}
