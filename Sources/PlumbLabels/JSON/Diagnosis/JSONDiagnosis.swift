/// Where and why a line is not JSON.
///
/// Only for lines that were refused; takes time in proportion to the line.
struct JSONDiagnosis: Equatable {
  /// The position in characters (Unicode scalars), from 1, as in most editors.
  var column: Int
  var cause: JSONCause
  /// What to do about a file of such lines, as a sentence: a command if one corrects it, with
  /// MANIFEST as the placeholder for the file.
  var nextStep: String?

  /// Examines a line; nil if no fault is found.
  ///
  /// - Parameters:
  ///   - line: The bytes without the line end.
  ///   - findsNextStep: Whether to find ``nextStep`` too; only one line of a file needs it.
  init?(_ line: UnsafeRawBufferPointer, findsNextStep: Bool = true) {
    let endsInReturn = line.last == UInt8(ascii: "\r")
    let text = UnsafeRawBufferPointer(rebasing: endsInReturn ? line.dropLast() : line[...])
    var scanner = JSONScanner(text)
    guard let fault = scanner.firstFault() else { return nil }
    let (cause, place) = JSONJudge(scanner: scanner).judge(fault)
    self.cause = cause
    column = 1 + text[..<place].count { $0 & 0xC0 != 0x80 }
    nextStep = findsNextStep ? cause.nextStep(for: text, at: place) : nil
  }

  /// The column, the cause and what to do, as one sentence without a full stop.
  var message: String { "column \(column): \(cause.words)" }
}

/// Finds the cause of a fault from what surrounds it.
struct JSONJudge {
  typealias Finding = (cause: JSONCause, place: Int)

  let scanner: JSONScanner

  private var place: Int { scanner.index }
  private var previous: Range<Int> { scanner.previous }
  private var here: UInt8 { scanner.byte(place) ?? 0 }

  /// The cause, and the position that shows it.
  func judge(_ fault: JSONScanner.Fault) -> Finding {
    switch fault {
    case .ended: ended()
    case .unclosedString: unclosedString()
    case .control: control()
    case .escape: escape()
    case .number: number()
    case .word: word()
    case .unexpected: unexpected()
    }
  }

  // MARK: Ends

  private func ended() -> Finding {
    let start = scanner.afterSpaces(0)
    return previous == start..<start + 1
      ? (.severalLines, start) : (.endsInObject, scanner.text.count)
  }

  private func unclosedString() -> Finding {
    if let curly = scanner.curlyEnd(in: place..<scanner.text.count) { return (.curlyQuotes, curly) }
    return (.endsInString, place)
  }

  /// Whether the line of a manifest follows behind other text, such as a line number.
  private var startsLate: Bool {
    let line = scanner.text
    guard let brace = line.firstIndex(of: UInt8(ascii: "{")),
      line.last(where: { !JSONScanner.isSpace($0) }) == UInt8(ascii: "}")
    else { return false }
    return scanner.starts(with: "{\"source-ref\"", at: brace)
  }

  // MARK: Strings

  private func control() -> Finding {
    if let curly = scanner.curlyEnd(in: scanner.stringStart..<place) {
      return (.curlyQuotes, curly)
    }
    switch here {
    case 0x00: return (.nulBytes, place)
    case 0x09: return (.control("\\t"), place)
    case 0x0D: return (.carriageReturns, place)
    default:
      return (.control("\\u00" + (here < 16 ? "0" : "") + String(here, radix: 16)), place)
    }
  }

  private func escape() -> Finding {
    let next = scanner.byte(place + 1) ?? 0
    if scanner.isWindowsPath { return (.windowsPath, place) }
    if next == UInt8(ascii: "u") { return (.unicodeEscape, place) }
    guard (0x21..<0x7F).contains(next) else { return (.escape(" followed by this"), place) }
    return (.escape(String(UnicodeScalar(next))), place)
  }

  // MARK: Words and numbers

  private func number() -> Finding {
    let token = scanner.text[place...].prefix { JSONScanner.isNumberByte($0) }
    if scanner.isAtStart { return (startsLate ? .textBeforeObject : .notAnObject, place) }
    if token.endIndex == scanner.text.count { return (.endsInObject, token.endIndex) }
    let afterSign = token.drop { $0 == UInt8(ascii: "-") }
    if scanner.matches("Infinity", scanner.word(at: afterSign.startIndex)) {
      return (.notANumber("-Infinity"), place)
    }
    let second = afterSign.dropFirst().first ?? 0
    if afterSign.first == UInt8(ascii: "0"), JSONScanner.isDigit(second) {
      return (.number("does not start with 0"), place)
    }
    if afterSign.last == UInt8(ascii: ".") { return (.number("does not end with a point"), place) }
    return (.number("is written as in 12, 0.5 or 1e-3"), place)
  }

  private func word() -> Finding {
    let range = scanner.word(at: place)
    let word = String(decoding: scanner.text[range], as: UTF8.self)
    if scanner.isPythonBytes(at: place) { return (.pythonBytes, place) }
    if scanner.isAtStart {
      let isPython = ["OrderedDict", "defaultdict", "dict"].contains(word)
      if isPython { return (.pythonDictionary, place) }
      return (startsLate ? .textBeforeObject : .notAnObject, place)
    }
    switch word {
    case "True", "False", "None": return (.pythonWord(word), place)
    case "NaN", "nan", "Infinity", "inf", "Inf": return (.notANumber(word), place)
    case "TRUE", "FALSE", "NULL", "Null": return (.wordInCapitals, place)
    case "undefined": return (.undefined, place)
    default: break
    }
    let isCut = range.upperBound == scanner.text.count
    let isBeginning = ["true", "false", "null"].contains { $0.utf8.starts(with: word.utf8) }
    return isCut && isBeginning ? (.endsInObject, range.upperBound) : (.unquotedText, place)
  }

  // MARK: Bytes that are not allowed

  private func unexpected() -> Finding {
    if let known = mark() ?? comment() { return known }
    switch scanner.expectation {
    case .key, .keyOrEnd: return atKey()
    case .value, .elementOrEnd: return atValue()
    case .colon: return afterKey()
    case .separator: return afterValue()
    case .end: return afterAll()
    }
  }

  private func mark() -> Finding? {
    if here == 0 { return (.nulBytes, place) }
    if scanner.starts(with: "\u{FEFF}", at: place) { return (.byteOrderMark, place) }
    return scanner.isCurly(at: place) ? (.curlyQuotes, place) : nil
  }

  private func comment() -> Finding? {
    let isComment = ["//", "/*", "#"].contains { scanner.starts(with: $0, at: place) }
    return isComment ? (.comment, place) : nil
  }

  private func atKey() -> Finding {
    switch here {
    case UInt8(ascii: "'"): return (scanner.singleQuotes, place)
    case UInt8(ascii: "}"): return (.commaBefore("}"), previous.lowerBound)
    case UInt8(ascii: ","): return (.extraComma, place)
    case UInt8(ascii: "\\") where scanner.byte(place + 1) == UInt8(ascii: "\""):
      return (.escapedQuotes, place)
    case _ where JSONScanner.isDigit(here) && isAfterNumberAndComma:
      return (.decimalComma, previous.lowerBound)
    case _ where JSONScanner.isWordByte(here) || here >= 0x80 || here == UInt8(ascii: "$"):
      return (.unquotedKey, place)
    default: return (other, place)
    }
  }

  private var isAfterNumberAndComma: Bool {
    let number = scanner.beforePrevious
    return number.upperBound == previous.lowerBound && previous.upperBound == place
      && JSONScanner.isDigit(scanner.byte(number.lowerBound) ?? 0)
  }

  private func atValue() -> Finding {
    switch here {
    case UInt8(ascii: "'"): return (scanner.singleQuotes, place)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if scanner.isAtStart { return (.severalLines, place) }
      let isAfterComma = scanner.byte(previous.lowerBound) == UInt8(ascii: ",")
      if here == UInt8(ascii: "]"), isAfterComma { return (.commaBefore("]"), previous.lowerBound) }
      return (.missingValue, place)
    case _ where scanner.isAtStart:
      return (startsLate ? .textBeforeObject : .notAnObject, place)
    case UInt8(ascii: ","): return (.missingValue, place)
    case UInt8(ascii: "+"), UInt8(ascii: "."):
      return (.number("starts with a digit or a minus sign"), place)
    default: return (other, place)
    }
  }

  private func afterKey() -> Finding {
    if let quotes = quotesAfterString() { return quotes }
    switch here {
    case UInt8(ascii: ","), UInt8(ascii: "}"): return (.missingValue, place)
    default: return (.missingColon, place)
    }
  }

  /// The causes of a string that ends too early.
  private func quotesAfterString() -> Finding? {
    guard scanner.byte(previous.lowerBound) == UInt8(ascii: "\"") else { return nil }
    if let curly = scanner.curlyEnd(in: previous) { return (.curlyQuotes, curly) }
    guard previous.upperBound == place else { return nil }
    if previous.count == 2, JSONScanner.isWordByte(here) || here == UInt8(ascii: "\"") {
      return (.doubledQuotes, previous.lowerBound)
    }
    guard here == UInt8(ascii: "\""), !scanner.isKey(at: place) else { return nil }
    return (.doubledQuotes, place - 1)
  }

  private func afterValue() -> Finding {
    if let quotes = quotesAfterString() { return quotes }
    let first = scanner.byte(previous.lowerBound) ?? 0
    switch here {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): return (.missingComma, place)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return (.otherBracket, place)
    case _ where first == UInt8(ascii: "\"") && here != UInt8(ascii: ":"):
      return (.innerQuote, previous.upperBound - 1)
    case _ where previous.upperBound == place && (JSONScanner.isDigit(first) || first == 0x2D):
      return (.number("has digits only, without a unit or separators"), previous.lowerBound)
    default: return (other, place)
    }
  }

  // MARK: After the first value

  private func afterAll() -> Finding {
    let start = scanner.afterSpaces(0)
    if scanner.byte(start) != UInt8(ascii: "{"), scanner.byte(start) != UInt8(ascii: "[") {
      return afterScalar(start)
    }
    let between = scanner.text[previous.upperBound..<place]
    if between.contains(UInt8(ascii: "\r")) { return (.carriageReturns, previous.upperBound) }
    switch here {
    case UInt8(ascii: ","):
      let next = scanner.afterSpaces(place + 1)
      return next == scanner.text.count
        ? (.commaAfterObject, place) : (.secondValue(afterComma: true), next)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      return (.secondValue(afterComma: false), place)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return (.extraBracket, place)
    default: return (.textAfterObject, place)
    }
  }

  private func afterScalar(_ start: Int) -> Finding {
    guard scanner.byte(start) == UInt8(ascii: "\"") else {
      return (startsLate ? .textBeforeObject : .notAnObject, start)
    }
    if let quotes = quotesAfterString() { return quotes }
    let isMember = here == UInt8(ascii: ":") || here == UInt8(ascii: ",")
    return isMember ? (.severalLines, start) : (.notAnObject, start)
  }

  /// What is said of a byte that has no better explanation.
  private var other: JSONCause {
    (0x21..<0x7F).contains(here)
      ? .unexpected(String(UnicodeScalar(here))) : .unexpected("this character")
  }
}
