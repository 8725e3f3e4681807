import PlumbText

/// The range of 16-bit samples that a picture uses.
enum SampleRange {
  /// Pictures that use less than a quarter of 16 bits would be shown almost black, or flat.
  private static let mostBits = 14

  /// The range that is stretched to black and white; nil if the picture is shown as it is.
  ///
  /// It has the bits of the camera or scanner (10 bits are 0 to 1,023), unless the samples fill less
  /// than a quarter of that.
  ///
  /// - Parameters:
  ///   - lowest: The lowest sample that can be seen.
  ///   - highest: The highest; below the lowest if there are no samples of 16 bits.
  static func stretched(_ lowest: UInt16, _ highest: UInt16) -> ClosedRange<UInt16>? {
    guard highest > lowest else { return nil }
    let bits = UInt16.bitWidth - highest.leadingZeroBitCount
    let top = UInt16(truncatingIfNeeded: (1 << bits) - 1)
    let span = highest - lowest
    if bits <= mostBits { return span >= top / 4 ? 0...top : lowest...highest }
    return span < 1 << UInt16(mostBits) ? lowest...highest : nil
  }

  /// What is said of a stretched picture.
  static func words(_ range: ClosedRange<UInt16>) -> String {
    let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
    return
      "16 bits, of which \(NumberText.whole(low))–\(NumberText.whole(high)) are used: stretched"
  }
}
