/// Walks the Huffman codes of a baseline JPEG with one scan (ITU-T T.81, annex F.2) without
/// computing a pixel.
///
/// Damaged data often ends early with bytes left over, like whole data with stray bytes behind it. But
/// codes that are out of step soon leave their blocks, which whole data never does.
struct BaselineScan {
  private struct Table {
    /// For each length of codes, 1 to 16: the first code, how many there are, and where their values
    /// begin.
    var lengths: [(first: Int, count: Int, place: Int)] = []
    var values: [UInt8] = []
  }

  private struct Part {
    let blocks: Int
    let direct: Int
    let alternating: Int
  }

  private let bytes: UnsafeRawBufferPointer
  private var offset = 2
  private var bits: UInt32 = 0
  private var bitCount = 0
  /// By class (0 for the first coefficient) and number: 0 to 3 and 4 to 7.
  private var tables: [Table?] = Array(repeating: nil, count: 8)
  private var restartInterval = 0

  /// Whether every block of the picture is there and within its bounds; nil for other JPEGs.
  static func isClean(_ bytes: UnsafeRawBufferPointer, _ header: JPEGHeader) -> Bool? {
    guard !header.isProgressive, header.scanCount == 1 else { return nil }
    var scan = BaselineScan(bytes)
    guard let parts = scan.readTables(header) else { return nil }
    return scan.walk(parts, groups: Self.groupCount(header))
  }

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many groups of blocks (minimum coded units) the scan has.
  private static func groupCount(_ header: JPEGHeader) -> Int {
    if header.components.count == 1 { return header.samples(header.components[0]) / 64 }
    let across = 8 * (header.components.map(\.horizontal).max() ?? 1)
    let down = 8 * (header.components.map(\.vertical).max() ?? 1)
    return ((header.width + across - 1) / across) * ((header.height + down - 1) / down)
  }

  /// Reads the segments before the scan, and which tables its components use.
  private mutating func readTables(_ header: JPEGHeader) -> [Part]? {
    while offset + 4 <= bytes.count {
      guard bytes[offset] == 0xFF else { return nil }
      let code = bytes[offset + 1]
      if code == 0xFF {
        offset += 1
        continue
      }
      let length = bytes.big16(offset + 2)
      guard length >= 2, offset + 2 + length <= bytes.count else { return nil }
      let content = bytes.part(offset + 4..<offset + 2 + length)
      offset += 2 + length
      switch code {
      case 0xC4: readHuffman(content)
      case 0xDD where content.count >= 2: restartInterval = content.big16(0)
      case 0xC2...0xC3, 0xC5...0xCF: return nil
      case 0xDA: return parts(content, header)
      default: break
      }
    }
    return nil
  }

  private mutating func readHuffman(_ content: UnsafeRawBufferPointer) {
    var at = 0
    while at + 17 <= content.count {
      let number = Int(content[at] >> 4 & 1) * 4 + Int(content[at] & 3)
      var table = Table()
      var (code, place) = (0, 0)
      for length in 1...16 {
        let count = Int(content[at + length])
        table.lengths.append((code, count, place))
        code = (code + count) << 1
        place += count
      }
      guard at + 17 + place <= content.count else { return }
      table.values = Array(content[at + 17..<at + 17 + place])
      tables[number] = table
      at += 17 + place
    }
  }

  private func parts(_ content: UnsafeRawBufferPointer, _ header: JPEGHeader) -> [Part]? {
    guard content.count >= 1 + 2 * header.components.count,
      Int(content[0]) == header.components.count
    else { return nil }
    let isAlone = header.components.count == 1
    return header.components.indices.map { index in
      let (component, numbers) = (header.components[index], content[2 + 2 * index])
      return Part(
        blocks: isAlone ? 1 : component.horizontal * component.vertical,
        direct: Int(numbers >> 4 & 3), alternating: 4 + Int(numbers & 3))
    }
  }

  private mutating func walk(_ parts: [Part], groups: Int) -> Bool {
    for group in 0..<groups {
      if restartInterval > 0, group > 0, group % restartInterval == 0, !skipRestart() {
        return false
      }
      for part in parts {
        guard let direct = tables[part.direct], let alternating = tables[part.alternating] else {
          return false
        }
        for _ in 0..<part.blocks where !walkBlock(direct, alternating) { return false }
      }
    }
    // The last byte is filled up with ones, by some programs with zeros.
    let rest = bits & ((1 << UInt32(bitCount % 8)) - 1)
    return rest == 0 || rest == (1 << UInt32(bitCount % 8)) - 1
  }

  private mutating func walkBlock(_ direct: Table, _ alternating: Table) -> Bool {
    guard let size = value(direct), size <= 11, skip(Int(size)) else { return false }
    var place = 1
    while place < 64 {
      guard let code = value(alternating) else { return false }
      let (run, size) = (Int(code >> 4), Int(code & 15))
      if size == 0 {
        if run == 0 { return true }
        guard run == 15, place + 16 < 64 else { return false }
        place += 16
        continue
      }
      place += run
      guard place < 64, skip(size) else { return false }
      place += 1
    }
    return true
  }

  /// The value of the next code; nil if there is none.
  private mutating func value(_ table: Table) -> UInt8? {
    var code = 0
    for length in table.lengths {
      guard let bit = nextBit() else { return nil }
      code = code << 1 | bit
      if code - length.first < length.count, code >= length.first {
        return table.values[length.place + code - length.first]
      }
    }
    return nil
  }

  private mutating func skip(_ count: Int) -> Bool {
    for _ in 0..<count where nextBit() == nil { return false }
    return true
  }

  private mutating func nextBit() -> Int? {
    if bitCount == 0 {
      guard offset < bytes.count else { return nil }
      let byte = bytes[offset]
      if byte == 0xFF {
        guard offset + 1 < bytes.count, bytes[offset + 1] == 0 else { return nil }
        offset += 1
      }
      offset += 1
      (bits, bitCount) = (UInt32(byte), 8)
    }
    bitCount -= 1
    return Int(bits >> UInt32(bitCount) & 1)
  }

  private mutating func skipRestart() -> Bool {
    (bits, bitCount) = (0, 0)
    guard offset + 1 < bytes.count, bytes[offset] == 0xFF,
      (0xD0...0xD7).contains(bytes[offset + 1])
    else { return false }
    offset += 2
    return true
  }
}
