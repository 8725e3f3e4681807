import PlumbText

/// Predictions as JSON Lines: one object an image.
///
/// The key `probabilities` holds either an object from class names to probabilities (classes that are
/// left out have 0) or an array, for which the class names must be given. The key `source-ref`,
/// `image` or `uri` names the image; without one the lines are in the order of the manifest.
public struct JSONLinesPredictions: PredictionFormat {
  /// Makes the format.
  public init() {}

  /// How the names of such files end.
  public var name: String { "jsonl" }

  private struct Line {
    var number: Int
    var key: String?
    var reference: [UInt8]?
    var probabilities: ParsedJSON
  }

  /// Reads a file.
  public func read(
    _ bytes: [UInt8], classNames: [String]?
  ) throws(FormatError) -> Predictions {
    let lines = try Self.lines(bytes)
    var names = classNames ?? []
    var index = NameIndex(names)
    for case .object(let members) in lines.map(\.probabilities) {
      for member in members { _ = index.place(of: member.key, addingTo: &names) }
    }
    if names.isEmpty, let first = lines.first {
      throw FormatError(
        line: first.number, "the probabilities are a list; specify the class of each")
    }
    var builder = try PredictionsBuilder(classNames: names)
    builder.imageColumn = lines.lazy.compactMap(\.key).first
    for line in lines {
      let row = try Self.row(line, index, count: names.count)
      try builder.add(row, reference: line.reference, line: line.number)
    }
    return try builder.predictions()
  }

  private static func lines(_ bytes: [UInt8]) throws(FormatError) -> [Line] {
    var lines: [Line] = []
    let parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      guard part.contains(where: { !" \t\r".utf8.contains($0) }) else { continue }
      let value = try ParsedJSON.parse(part, firstLine: place + 1)
      guard let probabilities = value.member("probabilities") else {
        throw FormatError(line: place + 1, "the line has no key 'probabilities'")
      }
      let key = referenceColumnNames.first { value.member($0)?.text != nil }
      lines.append(
        Line(
          number: place + 1, key: key, reference: key.flatMap { value.member($0)?.text },
          probabilities: probabilities))
    }
    return lines
  }

  private static func row(
    _ line: Line, _ index: NameIndex, count: Int
  ) throws(FormatError) -> [Double] {
    switch line.probabilities {
    case .array(let elements):
      var row: [Double] = []
      for element in elements { row.append(try number(element.value, line.number)) }
      return row
    case .object(let members):
      var row = [Double](repeating: 0, count: count)
      for member in members {
        guard let place = index.place(of: member.key) else { continue }
        row[place] = try number(member.value, line.number)
      }
      return row
    default:
      throw FormatError(
        line: line.number, "'probabilities' must be an object by class name, or a list")
    }
  }

  private static func number(_ value: ParsedJSON, _ line: Int) throws(FormatError) -> Double {
    guard let number = value.number else {
      throw FormatError(line: line, "a probability is not a number")
    }
    return number
  }
}
