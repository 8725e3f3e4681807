/// Splits a command into words like a shell, without its variables, patterns and operators.
///
/// The rules of POSIX for quotes and backslashes, as Python's `shlex.split` has them, by which
/// `credential_process` and the names of sections are read.
enum ShellWords {
  /// The words; nil if a quote is not closed or nothing follows a backslash.
  static func split(_ text: String) -> [String]? {
    var splitter = Splitter()
    for scalar in text.unicodeScalars { splitter.take(scalar) }
    return splitter.finish()
  }

  private enum State {
    case between, word, quoted(Unicode.Scalar)
    indirect case escaped(State)
  }

  private struct Splitter {
    private var words: [String] = []
    private var word = String.UnicodeScalarView()
    private var state = State.between

    mutating func take(_ scalar: Unicode.Scalar) {
      switch state {
      case .between, .word: takeUnquoted(scalar)
      case .quoted(let quote): takeQuoted(scalar, quote)
      case .escaped(.quoted(let quote)):
        // Inside quotes, a backslash stays unless it hides the quote or another one.
        if scalar != "\\" && scalar != quote { word.append("\\") }
        word.append(scalar)
        state = .quoted(quote)
      case .escaped:
        word.append(scalar)
        state = .word
      }
    }

    private mutating func takeUnquoted(_ scalar: Unicode.Scalar) {
      switch scalar {
      case " ", "\t", "\r", "\n": endWord()
      case "\\": state = .escaped(.word)
      case "'", "\"": state = .quoted(scalar)
      default:
        word.append(scalar)
        state = .word
      }
    }

    private mutating func takeQuoted(_ scalar: Unicode.Scalar, _ quote: Unicode.Scalar) {
      if scalar == quote {
        state = .word
      } else if scalar == "\\" && quote == "\"" {
        state = .escaped(.quoted(quote))
      } else {
        word.append(scalar)
      }
    }

    private mutating func endWord() {
      if case .word = state { words.append(String(word)) }
      word = String.UnicodeScalarView()
      state = .between
    }

    mutating func finish() -> [String]? {
      switch state {
      case .quoted, .escaped: return nil
      case .between, .word:
        endWord()
        return words
      }
    }
  }
}
