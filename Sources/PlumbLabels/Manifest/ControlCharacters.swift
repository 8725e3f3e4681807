/// Whether a text contains invisible characters that can change how the surrounding text is
/// displayed: C0 and C1 controls, DEL, bidirectional and zero-width marks.
///
/// Line ends and tabs are not counted: they are white space, if odd in a name.
///
/// Joiners (U+200C, U+200D) are not counted: emoji and several scripts need them.
///
/// - Parameter bytes: Valid UTF-8.
func hasControlCharacters(_ bytes: UnsafeRawBufferPointer) -> Bool {
  if isPrintableASCII(bytes) { return false }
  return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: isControl)
}

/// Whether one character is a control or invisible mark, see ``hasControlCharacters(_:)``.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x202A...0x202E,
    0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
    true
  default: false
  }
}
