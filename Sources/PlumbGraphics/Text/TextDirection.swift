/// The direction that a line of text is read in, by its first letter (rule P2 of UAX #9).
enum TextDirection {
  static func isRightToLeft(_ text: String) -> Bool {
    let firstLetter = text.unicodeScalars.first { $0.properties.isAlphabetic }
    guard let value = firstLetter?.value else { return false }
    return (0x0590...0x08FF).contains(value) || (0xFB1D...0xFDFF).contains(value)
      || (0xFE70...0xFEFC).contains(value) || (0x10800...0x10FFF).contains(value)
      || (0x1E800...0x1EFFF).contains(value)
  }
}
