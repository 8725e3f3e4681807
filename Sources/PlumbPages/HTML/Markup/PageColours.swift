import PlumbGraphics
import PlumbReports

/// The colours of charts that the style sheet has its own for, so that they suit a dark page.
enum PageColours {
  static let all = [
    Palette.paper, Palette.ink, Palette.quietInk, Palette.axis, Palette.grid, Palette.stripe,
    Palette.placeholder, Palette.human, Palette.humanGround, Palette.machine, Palette.neutral,
  ]

  private static let known = Set(all.map { Array("#\($0.hexadecimalText)\"".utf8) })
  private static let starts = ["fill=\"".utf8, "stroke=\"".utf8].map(Array.init)

  /// Surfaces of links are black, but invisible.
  private static let link = Array("#000\"".utf8)

  /// Whether an element of SVG has no other colours.
  static func areKnown(_ svg: String) -> Bool {
    let bytes = Array(svg.utf8)
    return starts.allSatisfy { start in
      positions(of: start, in: bytes).allSatisfy { position in
        let value = bytes[position...].prefix(8)
        return value.first != UInt8(ascii: "#") || known.contains(Array(value))
          || value.starts(with: link)
      }
    }
  }

  /// The positions after each occurrence.
  private static func positions(of start: [UInt8], in bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { index in
      bytes[index] == start[0] && bytes[index...].starts(with: start)
    }.map { $0 + start.count }
  }
}
