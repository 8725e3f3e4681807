/// Copies a manifest and changes some of its lines; all others are copied byte by byte.
package struct ManifestEditor {
  /// What to do with a line.
  package enum Edit: Sendable, Hashable {
    /// Leave it out.
    case drop
    /// Copy it unchanged.
    case keep
    /// Remove the members with these names.
    case remove([String])
    /// Append members to its object: names and values as JSON.
    case add([Addition])
  }

  /// A member that is added.
  package struct Addition: Sendable, Hashable {
    /// The key, as JSON: with quotation marks and escapes.
    package var name: String
    /// The value, as JSON.
    package var value: String

    /// Makes an addition.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  private let edits: [Int: Edit]
  private let others: Edit
  private let forbidden: [String]

  /// Prepares the editing.
  ///
  /// - Parameters:
  ///   - edits: What to do with lines, by physical number from 1.
  ///   - others: What to do with all other lines: keep or drop.
  ///   - forbidden: Names that a line must not have if members are added.
  package init(edits: [Int: Edit], others: Edit = .keep, forbidden: [String] = []) {
    self.edits = edits
    self.others = others
    self.forbidden = forbidden
  }

  /// Copies a manifest.
  ///
  /// - Parameters:
  ///   - read: Fills a buffer with the next bytes and returns their number, 0 at the end.
  ///   - write: Receives the bytes of the new manifest, piece by piece.
  /// - Throws: ``ManifestEditError`` if a line cannot be changed, and what the two throw.
  package func copy(
    from read: (UnsafeMutableRawBufferPointer) throws -> Int,
    to write: @escaping ([UInt8]) throws -> Void
  ) throws {
    var output = EditedLines(self, write: write)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try read(buffer), count > 0 {
      var rest = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      while let newline = indexOfNewline(rest) {
        try output.add(UnsafeRawBufferPointer(rebasing: rest[...newline]))
        try output.endLine()
        rest = UnsafeRawBufferPointer(rebasing: rest[(newline + 1)...])
      }
      try output.add(rest)
    }
    try output.endLine()
    try output.finish()
  }

  fileprivate func edit(of line: Int) -> Edit { edits[line] ?? others }

  /// A changed line.
  fileprivate func edited(_ bytes: [UInt8], number: Int, by edit: Edit) throws -> [UInt8] {
    switch edit {
    case .drop: return []
    case .keep: return bytes
    case .remove(let names): return try editor(bytes, number).removing(names)
    case .add(let additions):
      let editor = try editor(bytes, number)
      if let name = forbidden.first(where: { editor.has($0) }) {
        throw ManifestEditError("line \(number) already has a key '\(shortened(name))'.")
      }
      return editor.adding(additions.map { ($0.name, $0.value) })
    }
  }

  private func editor(_ bytes: [UInt8], _ number: Int) throws(ManifestEditError) -> LineEditor {
    guard let editor = LineEditor(bytes) else {
      throw ManifestEditError("line \(number) is not a JSON object, so it cannot be changed.")
    }
    return editor
  }
}

/// Why a line cannot be changed: a sentence about the manifest, without its name.
package struct ManifestEditError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence.
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Collects lines to be changed, and passes the others on at once.
private struct EditedLines {
  private let editor: ManifestEditor
  private let write: ([UInt8]) throws -> Void
  private var number = 1
  /// The line so far, if it is to be changed.
  private var line: [UInt8] = []
  private var output: [UInt8] = []
  private var edit: ManifestEditor.Edit

  private static let pieceLength = 1 << 18

  init(_ editor: ManifestEditor, write: @escaping ([UInt8]) throws -> Void) {
    self.editor = editor
    self.write = write
    edit = editor.edit(of: 1)
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) throws {
    switch edit {
    case .keep: output.append(contentsOf: bytes)
    case .drop: break
    default: line.append(contentsOf: bytes)
    }
    if output.count >= Self.pieceLength { try finish() }
  }

  mutating func endLine() throws {
    if !line.isEmpty { output += try editor.edited(line, number: number, by: edit) }
    line.removeAll(keepingCapacity: true)
    number += 1
    edit = editor.edit(of: number)
  }

  mutating func finish() throws {
    try write(output)
    output.removeAll(keepingCapacity: true)
  }
}
