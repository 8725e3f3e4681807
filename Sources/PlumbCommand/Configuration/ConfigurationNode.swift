import PlumbAnalysis
import PlumbReports
import PlumbS3
import PlumbText

/// A value of a configuration, with what it belongs to, for messages.
struct ConfigurationNode {
  private let node: YAMLNode
  private let owner: String

  init(_ node: YAMLNode, _ owner: String) {
    self.node = node
    self.owner = owner
  }

  private var line: Int { node.line }

  /// The value as it is written; empty for lists and mappings.
  var text: String { node.scalar ?? "" }

  private var shown: String {
    switch node.content {
    case .scalar(let text): "'\(displayText(text, limit: 80))'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The keys and values of a mapping; none of an empty value.
  func members() throws(ConfigurationError) -> [(key: Self, value: Self)] {
    if text.isEmpty, node.scalar != nil { return [] }
    guard case .mapping(let mapping) = node.content else {
      throw ConfigurationError(line: line, "\(owner) is \(shown), not a mapping")
    }
    return mapping.map { key, value in
      let name = key.scalar.map { displayText($0, limit: 80) } ?? "?"
      return (Self(key, owner), Self(value, "'\(name)'"))
    }
  }

  /// The texts of a list, or of one text with commas.
  func list() throws(ConfigurationError) -> [String] {
    if let text = node.scalar { return text.split(separator: ",").map(String.init) }
    guard case .sequence(let sequence) = node.content,
      sequence.allSatisfy({ $0.scalar != nil })
    else {
      throw ConfigurationError(line: line, "\(owner) is \(shown), not a list of names")
    }
    return sequence.compactMap(\.scalar)
  }

  /// One of the values of a type.
  func choice<Value: RawRepresentable<String>>(
    _ values: [Value], or more: String...
  ) throws(ConfigurationError) -> Value {
    if let value = Value(rawValue: text) { return value }
    let known = (values.map(\.rawValue) + more).joined(separator: ", ")
    throw ConfigurationError(line: line, "\(owner) is \(shown); allowed values: \(known)")
  }

  /// A number in the range of a threshold.
  func number(_ threshold: Threshold) throws(ConfigurationError) -> Double {
    guard let value = Double(text), threshold.range.contains(value),
      !threshold.isWhole || value == value.rounded()
    else {
      let kind = threshold.isWhole ? "a whole number" : "a number"
      let range = [threshold.range.lowerBound, threshold.range.upperBound].map(thresholdText)
      throw ConfigurationError(
        line: line, "\(owner) is \(shown), not \(kind) from \(range[0]) to \(range[1])")
    }
    return value
  }

  /// The error for a key that there is not.
  func unknown(among known: [String]) -> ConfigurationError {
    let list = known.count > 12 ? "" : " Known keys: \(known.joined(separator: ", "))."
    return ConfigurationError(
      line: line, "unknown key \(shown).\(NearNames.sentence(text, known))\(list)")
  }
}
