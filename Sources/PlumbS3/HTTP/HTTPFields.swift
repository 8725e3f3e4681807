extension HTTPAnswer {
  /// The values of every field of a name, in their order.
  ///
  /// - Parameter name: In small letters; the answer's own names are compared without regard to
  ///   the case of ASCII letters.
  package func values(_ name: String) -> [String] {
    fields.filter { equalNames($0.name.utf8, name.utf8) }.map(\.value)
  }

  /// The value of the first field of a name, see ``values(_:)``.
  package func value(_ name: String) -> String? {
    fields.first { equalNames($0.name.utf8, name.utf8) }?.value
  }

  /// The size of the body, where it is stated once, in digits, and nothing else frames the body.
  ///
  /// An answer that has no length, two lengths, or chunks may have been cut off without a trace.
  package var statedLength: Int? {
    let lengths = values("content-length")
    guard lengths.count == 1, values("transfer-encoding").isEmpty else { return nil }
    return decimal(lengths[0])
  }
}

/// A number of digits only, as HTTP writes lengths; `Int` alone would take a sign as well.
package func decimal(_ text: some StringProtocol) -> Int? {
  guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int(text)
}

private func equalNames(_ left: String.UTF8View, _ right: String.UTF8View) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { smallLetter($0) == smallLetter($1) }
}

private func smallLetter(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}
