import CSimdjson

/// The errors that Rekognition Custom Labels wrote to a line when it validated the manifest: objects
/// with a `code`, in a list `errors` of the line or of a key `X-metadata`.
///
/// - Returns: A message for each, in their order.
func rekognitionErrors(_ line: JSONNode) -> [String] {
  line.children.flatMap { child -> [String] in
    if child.isNamed("errors") { return messages(child) }
    guard child.name.hasSuffix("-metadata") else { return [] }
    return child.children.filter { $0.isNamed("errors") }.flatMap(messages)
  }
}

private let opening = "Rekognition reported "

private func messages(_ list: JSONNode) -> [String] {
  guard list.isKind(PLUMB_JSON_ARRAY) else { return [] }
  return list.children.compactMap { error in
    guard let code = error.text("code") else { return nil }
    return opening + shortened(code) + (error.text("message").map { ": \(shortened($0))" } ?? "")
  }
}

extension JSONNode {
  /// The last value of a key that is a string.
  fileprivate func text(_ name: StaticString) -> String? {
    children.reduce(nil) { found, child in
      child.isNamed(name) ? child.string.map { String(decoding: $0, as: UTF8.self) } : found
    }
  }
}

extension JSONFields {
  /// Whether an outer field is `errors`, or an object `X-metadata` with such a key.
  func mayHoldErrors(_ index: Int) -> Bool {
    let field = self[index]
    if equalBytes(field.name, "errors") { return true }
    guard field.children > 0, field.name.suffix(9).elementsEqual("-metadata".utf8) else {
      return false
    }
    let inner = index + 1..<index + 1 + Int(field.children)
    return inner.contains { equalBytes(self[$0].name, "errors") }
  }
}

extension Problem {
  /// The code of Rekognition Custom Labels, if it reported this problem.
  package var rekognitionCode: String? {
    guard code == .rekognitionError else { return nil }
    let words = message.dropFirst(opening.count)
    return String(words.prefix { $0 != ":" })
  }
}
