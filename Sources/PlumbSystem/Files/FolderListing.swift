/// What is directly in a folder.
package enum FolderListing {
  /// What the folder itself says an entry is; a link counts as ``other``.
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A link, a device, or something whose kind the file system keeps to itself.
    case other
  }

  /// One entry.
  package struct Entry: Sendable, Hashable {
    /// Its name in the folder, as the file system has it: any bytes but 0 and "/".
    package var bytes: [UInt8]
    /// What it is.
    package var kind: Kind

    /// The name as text; sequences that are not UTF-8 show as U+FFFD.
    package var name: String { String(decoding: bytes, as: UTF8.self) }

    /// The name where it is valid UTF-8.
    package var validName: String? { String(validating: bytes, as: UTF8.self) }

    /// Whether the name starts with a dot.
    package var isHidden: Bool { bytes.first == UInt8(ascii: ".") }
  }

  /// The entries of a folder without "." and "..", in the order of the file system.
  ///
  /// - Returns: nil with the cause in `errno` where the folder cannot be read.
  package static func entries(of folder: String) -> [Entry]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = bytes(of: entry)
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      entries.append(Entry(bytes: name, kind: Kind(Int(entry.pointee.d_type))))
    }
    return entries
  }

  /// The names in a folder, in the order of the file system; none where it cannot be read.
  package static func names(of folder: String) -> [String] {
    (entries(of: folder) ?? []).map(\.name)
  }

  /// The name's bytes, which are read where they lie: copying `d_name` would take its whole room.
  private static func bytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let start = UnsafeRawPointer(entry).advanced(by: nameOffset)
      .assumingMemoryBound(to: CChar.self)
    return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }

  private static let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
}

extension FolderListing.Kind {
  fileprivate init(_ type: Int) {
    switch type {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    default: self = .other
    }
  }
}
