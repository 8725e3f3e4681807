import PlumbGraphics
import PlumbText

/// A value of a YAML file: a text, a list or a mapping.
struct YAMLNode {
  enum Content {
    case scalar(String)
    case sequence([YAMLNode])
    /// Keys and values in the order of the file; keys that are texts occur once.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  var content: Content
  /// Where it begins, from 1; for an alias, where the value with the anchor begins.
  var line: Int
  /// How many levels of lists and mappings it has: 0 for a text.
  fileprivate var height = 0

  /// The text; nil for lists and mappings.
  var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }
}

extension YAMLNode {
  /// The most levels of lists and mappings in each other, aliases followed.
  static let depthLimit = 32

  /// The value of a file; nil if the file has none.
  ///
  /// An alias shares the storage of the value that it names, so memory grows with the text only.
  ///
  /// - Throws: ``ConfigurationError`` if the text is not YAML, has several documents, a key twice
  ///   in a mapping, or too many levels.
  static func root(of text: String) throws(ConfigurationError) -> YAMLNode? {
    var composer = YAMLComposer(parser: try YAMLParser(text))
    return try composer.root()
  }
}

/// Makes the values of a file from the parser's events.
private struct YAMLComposer {
  let parser: YAMLParser
  /// The values that an alias can name, by their anchors; a later one replaces an earlier one.
  private var anchors: [ByteString: YAMLNode] = [:]

  init(parser: YAMLParser) { self.parser = parser }

  mutating func root() throws(ConfigurationError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let (event, line) = try parser.next()
      switch event {
      case .streamEnd: return root
      case .documentStart where root != nil:
        throw ConfigurationError(line: line, "invalid YAML: but found another document")
      case .streamStart, .documentStart, .documentEnd: continue
      default: root = try node(event, line, depth: 0)
      }
    }
  }

  private mutating func node(
    _ event: YAMLEvent, _ line: Int, depth: Int
  ) throws(ConfigurationError) -> YAMLNode {
    let node: YAMLNode
    let name: String?
    switch event {
    case .scalar(let text, let anchor):
      (node, name) = (YAMLNode(content: .scalar(text), line: line), anchor)
    case .sequenceStart(let anchor):
      (node, name) = (try sequence(line, depth: depth + 1), anchor)
    case .mappingStart(let anchor):
      (node, name) = (try mapping(line, depth: depth + 1), anchor)
    case .alias(let alias):
      guard let named = anchors[ByteString(alias)] else {
        throw ConfigurationError(line: line, "invalid YAML: found undefined alias")
      }
      (node, name) = (named, nil)
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .end:
      preconditionFailure("libyaml reports a value here")
    }
    if depth + node.height > YAMLNode.depthLimit { throw tooDeep(line) }
    if let name { anchors[ByteString(name)] = node }
    return node
  }

  private mutating func sequence(
    _ start: Int, depth: Int
  ) throws(ConfigurationError) -> YAMLNode {
    if depth > YAMLNode.depthLimit { throw tooDeep(start) }
    var nodes: [YAMLNode] = []
    while true {
      let (event, line) = try parser.next()
      if case .end = event { break }
      nodes.append(try node(event, line, depth: depth))
    }
    let height = nodes.lazy.map(\.height).max() ?? 0
    return YAMLNode(content: .sequence(nodes), line: start, height: height + 1)
  }

  private mutating func mapping(
    _ start: Int, depth: Int
  ) throws(ConfigurationError) -> YAMLNode {
    if depth > YAMLNode.depthLimit { throw tooDeep(start) }
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    var keys: Set<ByteString> = []
    while true {
      let (event, line) = try parser.next()
      if case .end = event { break }
      let key = try node(event, line, depth: depth)
      if let text = key.scalar, !keys.insert(ByteString(text)).inserted {
        throw ConfigurationError(
          line: line, "duplicate key '\(displayText(text, limit: 80))'")
      }
      let (next, place) = try parser.next()
      pairs.append((key, try node(next, place, depth: depth)))
    }
    let height = pairs.lazy.map { max($0.key.height, $0.value.height) }.max() ?? 0
    return YAMLNode(content: .mapping(pairs), line: start, height: height + 1)
  }

  private func tooDeep(_ line: Int) -> ConfigurationError {
    ConfigurationError(
      line: line, "lists and mappings are nested more than \(YAMLNode.depthLimit) levels deep")
  }
}
