/// What the names of AWS's regions say.
package enum AWSRegion {
  /// Whether a text may be a region's name and so become part of a host name.
  ///
  /// One label of a host name that is not all digits, in small letters; whatever an answer or a
  /// file calls a region is held against this first.
  package static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(bytes.count) && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy { isSmallLetter($0) || isDigit($0) || $0 == hyphen }
      && !bytes.allSatisfy(isDigit)
  }

  /// What the host names of a region end in.
  ///
  /// By partition, as AWS's partition metadata lists them; a region that no partition claims is
  /// taken for one of the largest, as new regions mostly are.
  static func domain(_ region: String) -> String {
    partitions.first { region.utf8.starts(with: $0.prefix.utf8) }?.domain ?? "amazonaws.com"
  }

  private static let partitions: [(prefix: String, domain: String)] = [
    ("cn-", "amazonaws.com.cn"),
    ("us-gov-", "amazonaws.com"),
    ("us-iso-", "c2s.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov"),
    ("us-isof-", "csp.hci.ic.gov"),
    ("eu-isoe-", "cloud.adc-e.uk"),
    ("eusc-", "amazonaws.eu"),
  ]
}

func isSmallLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
