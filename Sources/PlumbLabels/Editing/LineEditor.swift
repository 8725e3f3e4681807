/// Removes or adds members of a manifest line, and leaves every other byte unchanged.
struct LineEditor {
  private let line: [UInt8]
  private let members: [JSONText.Member]
  /// The object without its surroundings, such as a byte order mark or the line end.
  private let range: Range<Int>
  private let names: [[UInt8]]

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Looks at a line.
  ///
  /// - Parameter line: The line as it is, with its line end.
  /// - Returns: nil if it holds no object.
  init?(_ line: [UInt8]) {
    let start = line.starts(with: Self.byteOrderMark) ? 3 : 0
    let found = line.withUnsafeBytes { bytes in
      JSONText.object(in: bytes, at: start).map { object in
        (object, object.members.map { JSONText.unescaped(bytes, $0.key) })
      }
    }
    guard let (object, names) = found else { return nil }
    self.line = line
    members = object.members
    range = object.range
    self.names = names
  }

  /// Whether the line has a member of that name.
  func has(_ name: String) -> Bool { names.contains { $0.elementsEqual(name.utf8) } }

  /// The line without the members of these names, however often they are there.
  func removing(_ unwanted: [String]) -> [UInt8] {
    let isKept = names.map { name in !unwanted.contains { name.elementsEqual($0.utf8) } }
    guard isKept.contains(false) else { return line }
    guard let last = isKept.lastIndex(of: true) else {
      // Nothing is left between the brackets.
      return Array(line[...range.lowerBound]) + line[(range.upperBound - 1)...]
    }
    var result = Array(line[..<members[0].start])
    for (index, member) in members.enumerated() where isKept[index] {
      // With each member goes what separates it from the next one that was there.
      let end = index == last ? member.value.upperBound : members[index + 1].start
      result += line[member.start..<end]
    }
    return result + line[(members.last?.value.upperBound ?? range.upperBound - 1)...]
  }

  /// The line with more members at its end, spaced as the line is.
  ///
  /// - Parameter added: Names and values, as JSON.
  func adding(_ added: [(name: String, value: String)]) -> [UInt8] {
    guard let last = members.last else {
      let text = added.map { "\($0.name):\($0.value)" }.joined(separator: ",")
      return Array(line[...range.lowerBound]) + Array(text.utf8) + line[(range.upperBound - 1)...]
    }
    let colon = Array(line[(last.key.upperBound + 1)..<last.value.lowerBound])
    let comma =
      members.count > 1 ? Array(line[members[0].value.upperBound..<members[1].start]) : [0x2C]
    var result = Array(line[..<last.value.upperBound])
    for (name, value) in added {
      result += comma + Array(name.utf8) + colon + Array(value.utf8)
    }
    return result + line[last.value.upperBound...]
  }
}
