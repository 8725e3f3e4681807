/// Bytes and numbers in hexadecimal digits.
package enum Hexadecimal {
  private static let small: StaticString = "0123456789abcdef"
  private static let large: StaticString = "0123456789ABCDEF"

  /// Bytes as small digits, two each.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = small.utf8Start[Int(byte >> 4)]
        text[2 * index + 1] = small.utf8Start[Int(byte & 15)]
      }
      return 2 * bytes.count
    }
  }

  /// The two capital digits of a byte.
  package static func capitals(of byte: UInt8) -> [UInt8] {
    [large.utf8Start[Int(byte >> 4)], large.utf8Start[Int(byte & 15)]]
  }

  /// The four small digits of a UTF-16 code unit.
  package static func digits(of unit: UInt16) -> [UInt8] {
    [12, 8, 4, 0].map { small.utf8Start[Int(unit >> $0 & 15)] }
  }
}
