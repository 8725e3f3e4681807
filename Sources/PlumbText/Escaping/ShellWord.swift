/// A text as one word of a POSIX shell, so that a command that holds it can be pasted; characters that
/// cannot be seen are escaped.
package func shellWord(_ text: String) -> String {
  let shown = displayText(text, limit: 4_096)
  if !shown.isEmpty, shown.utf8.allSatisfy(isPlain) { return shown }
  let parts = shown.split(separator: "'", omittingEmptySubsequences: false)
  return "'" + parts.joined(separator: "'\\''") + "'"
}

/// Whether a byte means nothing to a shell.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: "_-./:=+,@%".utf8.contains(byte)
  }
}
