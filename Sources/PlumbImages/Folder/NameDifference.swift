import PlumbText

/// A file name as it is compared when no file has exactly the wanted name.
///
/// Equal if the names differ only in letter case or in Unicode form (NFC and NFD), as on the file
/// systems of macOS and Windows. `String` compares by canonical equivalence, which is what is wanted
/// here and nowhere else.
struct FoldedName: Hashable {
  private let text: String

  init(_ name: String) { text = name.lowercased() }
}

/// In what a file's path differs from the one that was looked for.
enum NameDifference {
  /// In what two names differ that fold to the same.
  static func words(_ wanted: String, _ found: String) -> String {
    if ByteString(wanted) == ByteString(found) { return "nothing" }
    if wanted == found { return "Unicode form (NFC or NFD)" }
    return ByteString(wanted.lowercased()) == ByteString(found.lowercased())
      ? "letter case" : "letter case and Unicode form (NFC or NFD)"
  }

  /// A name as people would take it for another: without escapes, outer spaces and the spelling of
  /// its extension.
  static func loose(_ name: String) -> FoldedName {
    var text = decoded(name).filter { !$0.isWhitespace }.lowercased()
    for (long, short) in [(".jpeg", ".jpg"), (".jpe", ".jpg"), (".tiff", ".tif")]
    where text.hasSuffix(long) { text = text.dropLast(long.count) + short }
    return FoldedName(text)
  }

  /// In what two names differ that only look alike.
  static func looseWords(_ wanted: String, _ found: String) -> String {
    func folded(_ name: String) -> FoldedName { FoldedName(name) }
    if folded(decoded(wanted)) == folded(found) || folded(wanted) == folded(decoded(found)) {
      return "URL encoding"
    }
    if folded(wanted.filter { !$0.isWhitespace }) == folded(found.filter { !$0.isWhitespace }) {
      return "spaces"
    }
    return "its extension"
  }

  /// Without the escapes of addresses: `%20`, and `+` for a space.
  private static func decoded(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
        continue
      }
      result.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
      index += 1
    }
    return String(validating: result, as: UTF8.self) ?? name
  }
}
