/// Why a line is not JSON, as far as can be told.
///
/// The words quote nothing from the line but single characters and known words, so that a million
/// bad lines need few messages.
enum JSONCause: Hashable {
  case pythonDictionary, pythonBytes
  case pythonWord(String)
  case singleQuotes, quotedLine, curlyQuotes, doubledQuotes, encodedTwice, innerQuote
  case unquotedKey, unquotedText
  case commaBefore(String)
  case commaAfterObject, extraComma, decimalComma
  case missingComma, missingColon, missingValue
  case endsInString, endsInObject, severalLines, nulBytes
  case secondValue(afterComma: Bool)
  case textAfterObject, carriageReturns, extraBracket, otherBracket
  case control(String)
  case escape(String)
  case unicodeEscape, windowsPath
  case notANumber(String)
  case number(String)
  case wordInCapitals, undefined
  case comment, byteOrderMark, notAnObject, textBeforeObject, escapedQuotes
  case unexpected(String)

  /// The cause and what to do, as a sentence without a full stop.
  var words: String {
    quoteWords ?? commaWords ?? endWords ?? stringWords ?? valueWords
  }

  private var quoteWords: String? {
    switch self {
    case .pythonDictionary:
      "keys need double quotes; this looks like Python's str(), write the line with json.dumps"
    case .pythonBytes: "this is Python's str() of bytes (b'…'); write the decoded text"
    case .singleQuotes: "keys and strings need double quotes, not single quotes"
    case .quotedLine: "single quotes around the line; remove them"
    case .curlyQuotes: "typographic quotes such as “ ”; replace them with straight ones (\")"
    case .doubledQuotes:
      "doubled quotes, as a spreadsheet saves them in CSV; write each pair as one"
    case .encodedTwice: "the line is a string that contains JSON; it was encoded twice"
    case .innerQuote:
      "unescaped double quote in a string, or a missing comma; write the quote as \\\""
    case .escapedQuotes: "backslash before the quotes; remove it"
    case .unquotedKey: "keys need double quotes"
    case .unquotedText: "strings need double quotes"
    default: nil
    }
  }

  private var commaWords: String? {
    switch self {
    case .commaBefore(let bracket): "trailing comma before \(bracket); remove it"
    case .commaAfterObject:
      "trailing comma after the object; remove it, a manifest has no commas between lines"
    case .extraComma: "extra comma; remove it"
    case .decimalComma: "decimal comma; write a decimal point"
    case .missingComma: "a comma is missing before this"
    case .missingColon: "a colon is missing after the key"
    case .missingValue: "a value is missing"
    default: nil
    }
  }

  private var endWords: String? {
    switch self {
    case .endsInString:
      "the line is cut off inside the string that starts here, or has a line break in it; "
        + "write or download it again"
    case .endsInObject: "the line is cut off before the object ends; write or download it again"
    case .severalLines:
      "this is a part of JSON formatted over several lines; write each object on one line, "
        + "as jq -c does"
    case .nulBytes: "zero bytes, as after an interrupted write; download the file again"
    case .secondValue: "a second value on the line; write each object on its own line"
    case .textBeforeObject: "text before the object, such as a line number; remove it"
    case .textAfterObject: "text after the object; remove it"
    case .carriageReturns: "CR line endings; convert them to LF"
    case .extraBracket: "this bracket closes nothing; remove it"
    case .otherBracket: "this bracket does not match the open one"
    default: nil
    }
  }

  private var stringWords: String? {
    switch self {
    case .control(let escape): "unescaped control character in a string; write it as \(escape)"
    case .escape("'"): "\\' is not an escape sequence in JSON; write ' without the backslash"
    case .escape(let name):
      "\\\(name) is not an escape sequence in JSON; write a backslash as \\\\"
    case .unicodeEscape: "\\u needs four hexadecimal digits"
    case .windowsPath: "backslashes of a path; write each of them as \\\\"
    default: nil
    }
  }

  private var valueWords: String {
    switch self {
    case .pythonWord(let word):
      "\(word) is Python, in JSON it is \(Self.jsonWord(word)); write the line with json.dumps"
    case .notANumber(let word): "\(word) is not a number in JSON; write null or leave the key out"
    case .number(let rule): "in JSON, a number \(rule)"
    case .wordInCapitals: "true, false and null are written in lower case"
    case .undefined: "undefined is JavaScript; write null or leave the key out"
    case .comment: "comment; remove it, JSON has none"
    case .byteOrderMark:
      "byte order mark (U+FEFF), left over where files were joined; remove it"
    case .notAnObject: "this is not JSON; a line of a manifest is one object in braces, {…}"
    case .unexpected(let character): "\(character) is not allowed here"
    default: "the line is not a single JSON value"
    }
  }

  private static func jsonWord(_ word: String) -> String {
    word == "None" ? "null" : word.lowercased()
  }
}
