/// Recognises by its first bytes that a file is not a manifest, so that there is one message about
/// the file instead of one per line.
///
/// - Parameter prefix: Up to 4,096 bytes from the start of the file.
/// - Returns: What the file is, or nil if it may be a manifest.
func foreignFile(_ prefix: [UInt8]) -> ManifestError? {
  wideText(prefix) ?? knownBinary(prefix) ?? markup(prefix)
}

private func wideText(_ prefix: [UInt8]) -> ManifestError? {
  guard let encoding = wideEncoding(prefix) else { return nil }
  return ManifestError(
    code: .utf16, message: "the file is \(encoding.prefix(6)); a manifest is UTF-8.",
    nextStep: "Convert it with: iconv -f \(encoding) -t UTF-8 MANIFEST > utf8.manifest")
}

/// UTF-16 or UTF-32; with its byte order if no mark at the start of the file tells it.
private func wideEncoding(_ prefix: [UInt8]) -> String? {
  let marks: [[UInt8]] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]
  if marks.contains(where: { prefix.starts(with: $0) }) { return "UTF-32" }
  if prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
  let head = prefix.prefix(64)
  let isText = head.contains { $0 != 0 }
  func nullsAt(_ parity: Int) -> Bool {
    head.count >= 4 && head.enumerated().allSatisfy { $0.offset % 2 != parity || $0.element == 0 }
  }
  guard isText else { return nil }
  return nullsAt(0) ? "UTF-16BE" : nullsAt(1) ? "UTF-16LE" : nil
}

/// Files that are passed by mistake, by their first bytes.
private let magicNumbers: [(String, [UInt8])] = [
  ("a PDF document", Array("%PDF-".utf8)), ("a ZIP archive", [0x50, 0x4B, 0x03, 0x04]),
  ("a PNG image", [0x89, 0x50, 0x4E, 0x47]), ("a JPEG image", [0xFF, 0xD8, 0xFF]),
  ("an SQLite database", Array("SQLite format 3".utf8)), ("a Parquet file", Array("PAR1".utf8)),
  ("a program", [0x7F, 0x45, 0x4C, 0x46]), ("a Zstandard file", [0x28, 0xB5, 0x2F, 0xFD]),
  ("an xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("a bzip2 file", Array("BZh".utf8)),
]

private func knownBinary(_ prefix: [UInt8]) -> ManifestError? {
  if let (name, _) = magicNumbers.first(where: { prefix.starts(with: $0.1) }) {
    return ManifestError(code: .binary, message: "the file is \(name), not a manifest.")
  }
  guard let first = prefix.first, first < 0x09 else { return nil }
  return ManifestError(
    code: .binary, message: "the file is binary data, not a manifest.",
    nextStep: "If it contains only zero bytes, a write was interrupted: download the file again.")
}

private func markup(_ prefix: [UInt8]) -> ManifestError? {
  let text = String(decoding: prefix, as: UTF8.self)
  guard let start = text.firstIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }),
    text[start] == "<"
  else { return nil }
  let head = text[start...].prefix(200).lowercased()
  if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") {
    return ManifestError(
      code: .html, message: "the file is a web page, not a manifest.",
      nextStep: "A login or error page was saved instead; download the file again.")
  }
  return xml(text)
}

private func xml(_ text: String) -> ManifestError {
  let code = element("Code", in: text)
  let message = element("Message", in: text).map { ": \($0)" } ?? ""
  return ManifestError(
    code: .xml,
    message: code.map { "the file is an S3 error response, \($0)\(message), not a manifest." }
      ?? "the file is XML, not a manifest.",
    nextStep: code == nil
      ? "" : "The download failed: check your access and download the file again.")
}

/// The text of the first `<name>…</name>`, cut at 100 characters.
private func element(_ name: String, in text: String) -> String? {
  let pieces = text.split(separator: "<\(name)>", maxSplits: 1, omittingEmptySubsequences: false)
  guard pieces.count == 2 else { return nil }
  let value = pieces[1].split(separator: "<", omittingEmptySubsequences: false).first ?? ""
  return String(value.prefix(100))
}
