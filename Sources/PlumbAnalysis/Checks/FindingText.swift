/// A sentence in parts, so that each output can write numbers and names in its own way.
///
/// Words are those of the program. Names come from the manifest: code that shows them must quote and
/// escape them. Written as a literal: `"\(3, "image") of the class \(name: name)"`.
public struct FindingText: Sendable, Hashable {
  /// A piece of a sentence.
  public enum Part: Sendable, Hashable {
    /// Words of the program, as they are.
    case words(String)
    /// A name from the manifest, to be put into quotation marks.
    case name(String)
    /// A text from the manifest that is no name, such as the reason of a failure.
    case quotation(String)
    /// A whole number.
    case whole(Int)
    /// A share from 0 to 1, to be shown as a percentage.
    case share(Double)
    /// A number with a fraction.
    case decimal(Double)
  }

  /// The pieces in their order.
  public var parts: [Part]

  init(parts: [Part]) { self.parts = parts }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { parts.isEmpty }

  /// Concatenates two texts.
  static func + (left: Self, right: Self) -> Self {
    var parts = left.parts
    for part in right.parts { parts.add(part) }
    return Self(parts: parts)
  }
}

extension [FindingText.Part] {
  /// Appends a piece; words join those before them, so that equal sentences are equal values.
  fileprivate mutating func add(_ part: FindingText.Part) {
    if case .words(let before)? = last, case .words(let words) = part {
      self[endIndex - 1] = .words(before + words)
    } else {
      append(part)
    }
  }
}

extension FindingText: ExpressibleByStringInterpolation {
  /// Words of the program alone.
  public init(stringLiteral value: String) { parts = value.isEmpty ? [] : [.words(value)] }

  /// Takes the pieces of a literal.
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// Collects the pieces of a literal.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Begins a literal.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    /// Adds words of the program.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.add(.words(literal)) }
    }

    /// Adds a whole number.
    public mutating func appendInterpolation(_ value: Int) { parts.add(.whole(value)) }

    /// Adds a number with what is counted, in the singular or the plural.
    ///
    /// - Parameters:
    ///   - count: The number.
    ///   - singular: What is counted.
    ///   - plural: The same where there is not one of it; with an s behind it where this is nil.
    public mutating func appendInterpolation(
      _ count: Int, _ singular: String, _ plural: String? = nil
    ) {
      parts.add(.whole(count))
      parts.add(.words(" " + (count == 1 ? singular : plural ?? singular + "s")))
    }

    /// Adds a name from the manifest.
    public mutating func appendInterpolation(name: String) { parts.add(.name(name)) }

    /// Adds a text from the manifest that is no name.
    public mutating func appendInterpolation(quotation: String) {
      parts.add(.quotation(quotation))
    }

    /// Adds a share from 0 to 1.
    public mutating func appendInterpolation(share: Double) { parts.add(.share(share)) }

    /// Adds a number with a fraction.
    public mutating func appendInterpolation(decimal: Double) { parts.add(.decimal(decimal)) }

    /// Adds words of the program that are not known beforehand.
    public mutating func appendInterpolation(words: String) {
      if !words.isEmpty { parts.add(.words(words)) }
    }

    /// Adds another sentence's pieces.
    public mutating func appendInterpolation(_ text: FindingText) {
      for part in text.parts { parts.add(part) }
    }

    /// Adds names separated by commas: up to `limit` names, then the number of the others.
    public mutating func appendInterpolation(names: [String], limit: Int = 5) {
      for (index, name) in names.prefix(limit).enumerated() {
        if index > 0 {
          appendLiteral(index + 1 == names.count ? " and " : ", ")
        }
        parts.add(.name(name))
      }
      if names.count > limit {
        appendLiteral(" and ")
        parts.add(.whole(names.count - limit))
        appendLiteral(" more")
      }
    }
  }
}
