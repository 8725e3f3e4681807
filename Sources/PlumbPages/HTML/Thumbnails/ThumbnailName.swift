import PlumbReports

/// How the file of a thumbnail is called.
enum ThumbnailName {
  /// The folder beside the page.
  static let folder = "thumbs"

  /// With more thumbnails than this each goes into a folder of its first two digits: file managers
  /// get slow beyond some thousands of files in one.
  static let mostUnsharded = 4_096

  /// Sixteen lower-case hexadecimal digits, which every file system distinguishes.
  static func digits(_ name: UInt64) -> String {
    let digits = String(name, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The path from the page.
  static func path(_ name: UInt64, isSharded: Bool) -> String {
    let digits = digits(name)
    return isSharded
      ? "\(folder)/\(digits.prefix(2))/\(digits).jpg" : "\(folder)/\(digits).jpg"
  }
}
