/// Sends lines of a manifest, byte by byte as they are, each to one of several places or nowhere.
public enum LineRouter {
  private static let pieceLength = 1 << 18

  /// Copies lines.
  ///
  /// Within a place lines keep their order. A last line without a line end stays without one.
  ///
  /// - Parameters:
  ///   - read: Fills a buffer with the next bytes and gives how many there were, 0 at the end.
  ///   - places: How many places there are.
  ///   - choose: The place of a physical line, which is counted from 1; nil for nowhere.
  ///   - write: Takes bytes for a place, whole lines at a time.
  /// - Throws: Whatever `read` and `write` throw.
  public static func copy(
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
