import PlumbLabels

/// A valid bucket name.
struct BucketName {
  /// Whether the name can be one label of a host name, under a certificate for `*.s3…`.
  let canBeHost: Bool

  /// Checks a name.
  ///
  /// Names with dots are not a single label; names from before 2018 may be longer and contain
  /// capitals and underscores. Both can only be in the path.
  init(_ name: String) throws(EndpointError) {
    let bytes = Array(name.utf8)
    if bytes.starts(with: "arn:".utf8) {
      throw EndpointError(
        "'\(name)' is an access point ARN; use the access point alias, which looks like a bucket name."
      )
    }
    if name.hasSuffix("--x-s3") {
      throw EndpointError(
        "'\(name)' is a directory bucket (S3 Express One Zone), which is not supported; "
          + "copy the objects to a general purpose bucket.")
    }
    if bytes.withUnsafeBytes(isBucketName) {
      canBeHost = !bytes.contains(UInt8(ascii: "."))
    } else if Self.isOldName(bytes) {
      canBeHost = false
    } else {
      throw EndpointError("'\(name)' is not a valid bucket name; check the S3 URI.")
    }
  }

  /// The rules for buckets made in us-east-1 before 1 March 2018 (Amazon S3 User Guide, "Bucket
  /// naming rules").
  private static func isOldName(_ bytes: [UInt8]) -> Bool {
    (3...255).contains(bytes.count)
      && bytes.allSatisfy {
        isSmallLetter($0) || (0x41...0x5A).contains($0) || isDigit($0)
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }
}
