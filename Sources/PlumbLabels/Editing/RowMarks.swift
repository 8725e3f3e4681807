import PlumbText

/// The lines of a manifest that are marked as wrong in a file.
package struct RowMarks: Sendable, Hashable {
  /// One marked line.
  package struct Mark: Sendable, Hashable {
    /// The physical line, from 1.
    package var line: Int
    /// The `source-ref` that the line had when it was marked, as UTF-8; nil if the file does not
    /// say.
    package var image: [UInt8]?
    /// The correct class; nil if none was chosen.
    package var className: String?

    /// Makes a mark.
    package init(line: Int, image: [UInt8]? = nil, className: String? = nil) {
      self.line = line
      self.image = image
      self.className = className
    }
  }

  /// The label attribute that the marks are about; nil if the file does not say.
  package var attribute: String?
  /// When the marks were exported from the page; nil if the file does not say.
  package var date: CreationDate?
  /// The marks by line, one each.
  package var marks: [Mark]

  /// The version of the file's layout.
  package static let schema = 1

  /// Reads a file: what the gallery exports, or a plain list of line numbers.
  ///
  /// In a list, numbers are separated by white space or commas, and what follows a `#` is a comment.
  ///
  /// - Throws: ``FormatError`` if the file is neither.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    let isJSON = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
    self = isJSON ? try Self.json(bytes) : try Self.list(bytes)
    if marks.isEmpty { throw FormatError("no line is marked.") }
    marks.sort { $0.line < $1.line }
    for (one, other) in zip(marks, marks.dropFirst()) where one.line == other.line {
      throw FormatError("line \(one.line) is marked twice; remove one of the two.")
    }
  }

  private init(marks: [Mark]) { self.marks = marks }

  /// Takes marks that come from no file.
  ///
  /// - Parameter marks: The marks in any order, one for each line.
  package init(_ marks: [Mark]) { self.marks = marks.sorted { $0.line < $1.line } }

  // MARK: A list

  private static func list(_ bytes: [UInt8]) throws(FormatError) -> RowMarks {
    var marks: [Mark] = []
    for text in bytes.split(separator: 0x0A) {
      let words = text.prefix { $0 != UInt8(ascii: "#") }
        .split { $0 == UInt8(ascii: ",") || $0 == 0x20 || (0x09...0x0D).contains($0) }
      for word in words {
        let digits = String(decoding: word, as: UTF8.self)
        guard let line = Int(digits), line > 0 else {
          throw FormatError(
            "'\(shortened(digits))' is not a line number; pass an export from the gallery, or line "
              + "numbers.")
        }
        marks.append(Mark(line: line))
      }
    }
    return RowMarks(marks: marks)
  }

  // MARK: JSON

  private static func json(_ bytes: [UInt8]) throws(FormatError) -> RowMarks {
    // The parser reads a little beyond the end.
    let padded = bytes + [UInt8](repeating: 0x20, count: JSONLineParser.slack)
    var outcome = Result<RowMarks, FormatError>.failure(FormatError("the file is empty."))
    padded.withUnsafeBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
      do throws(FormatError) { outcome = .success(try json(text)) } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func json(_ text: UnsafeRawBufferPointer) throws(FormatError) -> RowMarks {
    let parser = JSONLineParser()
    var result = RowMarks(marks: [])
    var schema: Int64?
    do throws(JSONLineFailure) {
      try parser.parse(text) { fields, _ in
        schema = fields.outer("schema")?.integer
        result.attribute = fields.outer("attribute")?.text
        result.date = fields.outer("exported")?.text.flatMap { CreationDate($0) }
      }
    } catch {
      throw FormatError("not valid JSON; export the marks again.")
    }
    guard schema == Int64(Self.schema) else {
      throw FormatError(
        "the schema is not \(Self.schema): this is not a list of marks, or it has another version.")
    }
    for element in try elements(text) {
      result.marks.append(
        try mark(UnsafeRawBufferPointer(rebasing: text[element]), parser))
    }
    return result
  }

  private static func elements(
    _ text: UnsafeRawBufferPointer
  ) throws(FormatError) -> [Range<Int>] {
    let member = JSONText.object(in: text)?.members.last {
      JSONText.unescaped(text, $0.key).elementsEqual("marks".utf8)
    }
    guard let member, let elements = JSONText.elements(in: text, member.value) else {
      throw FormatError("there is no list 'marks'; export the marks again.")
    }
    return elements
  }

  private static func mark(
    _ text: UnsafeRawBufferPointer, _ parser: JSONLineParser
  ) throws(FormatError) -> Mark {
    var mark: Mark?
    do throws(JSONLineFailure) {
      try parser.parse(text) { fields, _ in
        guard let line = fields.outer("line")?.integer, line > 0 else { return }
        mark = Mark(
          line: Int(line), image: fields.outer("image")?.string.map { Array($0) },
          className: fields.outer("class")?.text)
      }
    } catch {
      mark = nil
    }
    guard let mark else {
      let start = String(decoding: text.prefix(80), as: UTF8.self)
      throw FormatError("a mark has no line number: \(start)")
    }
    return mark
  }
}
