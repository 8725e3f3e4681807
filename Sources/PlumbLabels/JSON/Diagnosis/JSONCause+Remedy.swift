extension JSONCause {
  /// What to do about a file in which every line has this fault, as a sentence; nil if the file
  /// may be something else than a manifest.
  ///
  /// - Parameters:
  ///   - line: One of the lines.
  ///   - place: Where in it the fault is, in bytes.
  func nextStep(for line: UnsafeRawBufferPointer, at place: Int = 0) -> String? {
    if let command = command(for: line, at: place) {
      return "To correct every such line: \(command)"
    }
    switch self {
    case .endsInString, .endsInObject, .nulBytes:
      return "With the AWS CLI: aws s3 cp s3://BUCKET/JOB/manifests/output/output.manifest ."
    case .pythonDictionary: return "For each dictionary: print(json.dumps(dictionary))"
    case .notAnObject, .severalLines: return nil
    default: return "Write the lines again with a JSON library, such as json.dumps in Python."
    }
  }

  /// A shell command that corrects such lines, with MANIFEST as the placeholder for the file.
  private func command(for line: UnsafeRawBufferPointer, at place: Int) -> String? {
    let first = line.first { !JSONScanner.isSpace($0) }
    return switch self {
    case .pythonDictionary: Self.isWhole(line) ? Self.convertPython : nil
    case .singleQuotes: Self.isPlain(line) ? #"sed "s/'/\"/g" MANIFEST \#(Self.output)"# : nil
    case .pythonBytes: Self.decodePython
    case .doubledQuotes: Self.doubledQuotes(line)
    case .curlyQuotes: Self.curlyQuotes(line, at: place)
    case .pythonWord, .notANumber, .wordInCapitals, .undefined: Self.words
    case .encodedTwice: "jq -r . MANIFEST \(Self.output)"
    case .secondValue(afterComma: false): "jq -c . MANIFEST \(Self.output)"
    case .comment:
      first == UInt8(ascii: "{")
        ? nil : "grep -vE '^[[:space:]]*(#|//)' MANIFEST \(Self.output)"
    default: substitution.map { "\($0) MANIFEST \(Self.output)" }
    }
  }

  /// Whether single quotes can be replaced without looking at what is inside.
  private static func isPlain(_ line: UnsafeRawBufferPointer) -> Bool {
    !line.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
  }

  private static let output = "> fixed.manifest"

  /// Whether a line holds a whole dictionary, and not the beginning of one.
  private static func isWhole(_ line: UnsafeRawBufferPointer) -> Bool {
    let last = line.last { !JSONScanner.isSpace($0) }
    return line.first { !JSONScanner.isSpace($0) } == UInt8(ascii: "{")
      && last == UInt8(ascii: "}")
  }

  private static let convertPython =
    "python3 -c 'import ast, json, sys; "
    + "[print(json.dumps(ast.literal_eval(line))) for line in sys.stdin if line.strip()]' "
    + "< MANIFEST \(output)"

  private static let decodePython =
    "python3 -c 'import ast, sys; "
    + "[print(ast.literal_eval(line).decode()) for line in sys.stdin if line.strip()]' "
    + "< MANIFEST \(output)"

  /// A line in quotes is a record of CSV, cut at the commas of the JSON if a spreadsheet read it as
  /// CSV before.
  private static func doubledQuotes(_ line: UnsafeRawBufferPointer) -> String {
    guard line.first == UInt8(ascii: "\"") else { return "sed 's/\"\"/\"/g' MANIFEST \(output)" }
    return "python3 -c 'import csv, sys; "
      + "[print(\",\".join(record).rstrip(\",\")) for record in csv.reader(sys.stdin)]' "
      + "< MANIFEST \(output)"
  }

  /// Replaces the quotes of the kind that is at fault: others may be part of a text, such as the
  /// apostrophe ’.
  private static func curlyQuotes(_ line: UnsafeRawBufferPointer, at place: Int) -> String {
    let scanner = JSONScanner(line)
    let group = JSONScanner.curlyQuotes.first { group in
      group.contains { scanner.starts(with: $0, at: place) }
    }
    let signs = (group ?? JSONScanner.curlyQuotes[0]).joined(separator: "|")
    return "sed -E 's/\(signs)/\"/g' MANIFEST \(output)"
  }

  /// Writes words in place of values as JSON has them, and leaves strings unchanged.
  private static let words =
    #"perl -pe 's/("(?:\\.|[^"\\])*")|-?\b(true|false|none|null|nan|inf|infinity|undefined)\b/"#
    + #"$1 \/\/ +{true=>"true",false=>"false"}->{lc $2} \/\/ "null"/gie' MANIFEST "# + output

  private var substitution: String? {
    switch self {
    case .quotedLine: #"sed "s/^'//; s/'$//""#
    case .commaBefore: #"sed -E 's/,[[:space:]]*([]}])/\1/g'"#
    case .textBeforeObject: "sed 's/^[^{]*//'"
    case .textAfterObject: #"sed -E 's/\}[^]}"]*$/}/'"#
    case .escapedQuotes: #"sed 's/\\"/"/g'"#
    case .commaAfterObject: "sed 's/,[[:space:]]*$//'"
    case .carriageReturns: #"tr '\r' '\n' <"#
    case .byteOrderMark: #"perl -pe 's/\xEF\xBB\xBF//g'"#
    default: nil
    }
  }
}
