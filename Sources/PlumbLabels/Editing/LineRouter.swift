/// Distributes the unchanged lines of a manifest over several outputs.
package enum LineRouter {
  private static let pieceLength = 1 << 18

  /// Copies lines.
  ///
  /// Within an output, lines keep their order. A last line without a line end stays without one.
  ///
  /// - Parameters:
  ///   - read: Fills a buffer with the next bytes and returns their number, 0 at the end.
  ///   - places: The number of outputs.
  ///   - choose: The output of a physical line, counted from 1; nil for none.
  ///   - write: Receives bytes for an output, whole lines at a time.
  /// - Throws: What `read` and `write` throw.
  package static func copy(
    from read: (UnsafeMutableRawBufferPointer) throws -> Int, to places: Int,
    choosing choose: (Int) -> Int?, write: (Int, [UInt8]) throws -> Void
  ) throws {
    var pieces = [[UInt8]](repeating: [], count: places)
    var line = 1
    var place = choose(line)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    func append(_ bytes: UnsafeRawBufferPointer) {
      if let place { pieces[place].append(contentsOf: bytes) }
    }
    // At the end of a line only, so that no piece ends inside a character.
    func endLine() throws {
      guard let place, pieces[place].count >= pieceLength else { return }
      try write(place, pieces[place])
      pieces[place].removeAll(keepingCapacity: true)
    }
    while case let count = try read(buffer), count > 0 {
      var rest = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      while let newline = indexOfNewline(rest) {
        append(UnsafeRawBufferPointer(rebasing: rest[...newline]))
        try endLine()
        rest = UnsafeRawBufferPointer(rebasing: rest[(newline + 1)...])
        line += 1
        place = choose(line)
      }
      append(rest)
    }
    for (place, piece) in pieces.enumerated() where !piece.isEmpty { try write(place, piece) }
  }
}
