import PlumbText

extension UnreadKeys {
  /// The error for a manifest without any label attribute.
  ///
  /// - Parameters:
  ///   - problems: The problems of its lines.
  ///   - rowCount: How many rows it has.
  func error(_ problems: [Problem], rowCount: Int) -> ManifestError {
    let keys = candidates(rowCount: rowCount)
    guard let first = keys.first else {
      return ManifestError(
        code: .noLabelAttribute,
        message: "no line in the manifest has a label attribute (a pair X and X-metadata whose "
          + "type starts with groundtruth/).",
        nextStep: "This looks like the input of a job; its output is in manifests/output/.",
        problems: problems)
    }
    let rest =
      keys.count > Self.listed
      ? "; and \(NumberText.counted(keys.count - Self.listed, "more key"))" : ""
    return ManifestError(
      code: .noLabelAttribute,
      message: "no line has a readable label: "
        + keys.prefix(Self.listed).map(\.words).joined(separator: "; ") + rest + ".",
      nextStep: first.nextStep, problems: problems)
  }

  /// The maximum number of keys listed in a message.
  private static let listed = 3

  /// Why a requested attribute is not a label attribute; nil if no line has such a key.
  func words(for name: String) -> String? {
    keys.first { $0.name == ByteString(name) }?.words
  }
}

extension UnreadKeys.Key {
  private var quoted: String { "'\(shortened(name.text))'" }
  private var metadata: String { "'\(shortened(name.text))-metadata'" }

  /// What was found and why it is not a label, with the number of lines.
  var words: String {
    let lines = count == 1 ? "line \(firstLine)" : "\(count) lines, first line \(firstLine)"
    return "\(found) (\(lines))"
  }

  private var found: String {
    switch reason {
    case .withoutMetadata(let kind):
      "\(quoted) contains \(kind.rawValue) without metadata (there is no \(metadata))"
    case .withoutType(let hasClassName):
      "\(metadata) has \(hasClassName ? "a class-name but no type" : "neither type nor class-name")"
    case .withoutValue: "\(metadata) exists, but its value \(quoted) is missing"
    case .foreignType(let type):
      "\(metadata) has type \"\(type)\", which does not start with groundtruth/"
    case .misspelled(let name, let right):
      right == "class-name"
        ? "\(metadata) has the key '\(name)' in place of '\(right)'"
        : "the metadata of \(quoted) are in '\(name)', not in \(metadata)"
    case .classNameNotText: "\(metadata) has a class-name that is not text"
    case .metadataNotObject: "\(metadata) is not an object"
    }
  }

  /// What to do about it: a command if one repairs it, with MANIFEST as the placeholder for the
  /// file.
  var nextStep: String {
    switch reason {
    case .withoutMetadata(.numbers), .withoutMetadata(.numbersAsText), .withoutMetadata(.texts):
      return "To read its values as classes: plumb summary MANIFEST --attribute "
        + shellWord(name.text)
    case .misspelled(let name, let right): return renaming(name, to: right)
    default: return Self.explanation
    }
  }

  private static let explanation =
    "A label is a pair of keys, X and X-metadata; the metadata has a class-name and "
    + "\"type\": \"\(labelTypePrefix)image-classification\"."
}
