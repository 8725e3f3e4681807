import PlumbText

/// Predictions as JSON Lines: one object an image; or as one JSON document.
///
/// The key `probabilities` (or `predictions`, `probs`, `scores`, …) holds an object from class names to
/// probabilities (classes that are left out share the rest evenly), a list of objects with `label` and `score`, or a
/// list of numbers, for which the class names must be given unless `labels` lists them. The key
/// `source-ref`, `image`, `filename` or the like names the image; without one the lines are in the
/// order of the manifest. A document is an array of such objects or lists, or an object from images to
/// them.
package struct JSONLinesPredictions: PredictionFormat {
  /// Makes the format.
  package init() {}

  /// How the names of such files end.
  package var name: String { "jsonl" }

  /// Reads a file.
  package func read(
    _ bytes: [UInt8], classNames: [String]?, kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    if let error = FormatError(foreignFile: bytes) { throw error }
    var reader = JSONPredictionReader()
    for value in try Self.documents(bytes) { try reader.read(value) }
    return try PredictionRow.predictions(
      reader.rows, classNames: classNames, imageColumn: reader.imageKey, kind: kind)
  }

  /// The values of the lines, or the whole file where the first line is none.
  private static func documents(_ bytes: [UInt8]) throws(FormatError) -> [ParsedJSON.Element] {
    var documents: [ParsedJSON.Element] = []
    let parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      guard part.contains(where: { !" \t\r".utf8.contains($0) }) else { continue }
      do throws(FormatError) {
        let value = try ParsedJSON.parse(part, firstLine: place + 1)
        documents.append(ParsedJSON.Element(line: place + 1, value: value))
      } catch {
        guard documents.isEmpty, let whole = try? ParsedJSON.parse(bytes[...]) else { throw error }
        return [ParsedJSON.Element(line: place + 1, value: whole)]
      }
    }
    return documents
  }
}

/// Collects the rows of JSON values, in the forms in which tools write them.
private struct JSONPredictionReader {
  private(set) var rows: [PredictionRow] = []
  /// The first key that named an image.
  private(set) var imageKey: String?

  /// Reads a line, or a whole document.
  mutating func read(_ element: ParsedJSON.Element) throws(FormatError) {
    switch element.value {
    case .array(let elements):
      if let values = try values(element.value, element.line) {
        rows.append(PredictionRow(line: element.line, values: values))
      } else {
        for element in elements { try read(element) }
      }
    case .object(let members):
      if let list = list(members) { return try read(list) }
      if let row = try row(members, element.line) { return rows.append(row) }
      guard try readImages(members) else {
        throw FormatError(line: element.line, "the line has no key 'probabilities'")
      }
    default: throw FormatError(line: element.line, "each element must be an object or a list")
    }
  }

  /// The list in an object that holds nothing else of use, such as `{"predictions": [{…}, {…}]}`.
  private func list(_ members: [ParsedJSON.Member]) -> ParsedJSON.Element? {
    let lists = members.filter {
      if case .array(let elements) = $0.value, case .object(let inner) = elements.first?.value {
        Self.pair(inner) == nil
      } else {
        false
      }
    }
    return lists.count == 1 && Self.member(members, of: ColumnNames.image) == nil
      ? ParsedJSON.Element(line: lists[0].line, value: lists[0].value) : nil
  }

  /// An object from images to their probabilities.
  private mutating func readImages(_ members: [ParsedJSON.Member]) throws(FormatError) -> Bool {
    var found: [PredictionRow] = []
    for member in members {
      guard let values = try values(member.value, member.line) else { return false }
      found.append(PredictionRow(line: member.line, reference: member.key, values: values))
    }
    rows += found
    return !found.isEmpty
  }

  /// An object about one image.
  private mutating func row(
    _ members: [ParsedJSON.Member], _ line: Int
  ) throws(FormatError) -> PredictionRow? {
    let image = Self.member(members, of: ColumnNames.image)
    if image?.value.text != nil {
      imageKey = imageKey ?? image.map { String(decoding: $0.key, as: UTF8.self) }
    }
    var row = PredictionRow(line: line, reference: image?.value.text, values: .list([]))
    if let found = Self.member(members, of: ColumnNames.probabilities) {
      guard let values = try values(found.value, line) else {
        throw FormatError(
          line: line,
          "'\(String(decoding: found.key, as: UTF8.self))' must be an object by class name, or a list"
        )
      }
      row.values = Self.naming(values, members)
      return row
    }
    guard image != nil else { return nil }
    let named = members.compactMap { member in member.value.number.map { (member.key, $0) } }
    let classes = named.filter { ColumnNames.first([$0.0], of: ColumnNames.extra) == nil }
    let isWhole = PredictionsBuilder.isWhole(classes.reduce(0) { $0 + $1.1 })
    row.values = .named(isWhole ? classes : named)
    return named.isEmpty ? nil : row
  }

  /// A list of numbers with the names beside it.
  private static func naming(
    _ values: PredictionRow.Values, _ members: [ParsedJSON.Member]
  ) -> PredictionRow.Values {
    guard case .list(let numbers) = values,
      case .array(let names) = member(members, of: ColumnNames.classes)?.value,
      names.count == numbers.count, names.allSatisfy({ $0.value.text != nil })
    else { return values }
    return .named(zip(names, numbers).map { ($0.value.text ?? [], $1) })
  }

  /// Probabilities by class or in a list; nil if the value is something else.
  private func values(_ value: ParsedJSON, _ line: Int) throws(FormatError) -> PredictionRow.Values?
  {
    switch value {
    case .object(let members):
      var named: [(name: [UInt8], value: Double)] = []
      for member in members {
        if case .object = member.value { return nil }
        if case .array = member.value { return nil }
        named.append((member.key, try number(member.value, line)))
      }
      return .named(named)
    case .array(let elements):
      let pairs = elements.compactMap { element in
        if case .object(let members) = element.value { Self.pair(members) } else { nil }
      }
      if !elements.isEmpty, pairs.count == elements.count { return .named(pairs) }
      if elements.contains(where: { !Self.isPlain($0.value) }) { return nil }
      var list: [Double] = []
      for element in elements { list.append(try number(element.value, line)) }
      return .list(list)
    default: return nil
    }
  }

  private static func isPlain(_ value: ParsedJSON) -> Bool {
    switch value {
    case .object, .array: false
    default: true
    }
  }

  /// The class and probability of an object such as `{"label": "cat", "score": 0.9}`.
  private static func pair(
    _ members: [ParsedJSON.Member]
  ) -> (name: [UInt8], value: Double)? {
    guard let name = member(members, of: ColumnNames.predicted)?.value.text,
      let value = member(members, of: ColumnNames.score)?.value.number,
      member(members, of: ColumnNames.image) == nil
    else { return nil }
    return (name, value)
  }

  private static func member(
    _ members: [ParsedJSON.Member], of names: [String]
  ) -> ParsedJSON.Member? {
    ColumnNames.first(members.map(\.key), of: names).map { members[$0] }
  }

  private func number(_ value: ParsedJSON, _ line: Int) throws(FormatError) -> Double {
    guard let number = value.number else {
      throw FormatError(line: line, "a probability is not a number")
    }
    return number
  }
}
