import CSimdjson
import PlumbText

/// The classes that the workers could choose from, as the job's label category file lists them.
///
/// Ground Truth keeps it as `annotation-tool/data.json` in the job's folder; the position in the list
/// is the class index.
package struct LabelCategories: Sendable, Hashable {
  /// The class names in the order of their indices.
  ///
  /// Compare them by their UTF-8 bytes, never by `==`.
  package let names: [String]

  /// Reads a label category file: `{"labels": [{"label": "cat"}, …]}`.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: ``FormatError`` if it is no such file.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var document = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    let count = document.count
    document.append(contentsOf: repeatElement(0, count: JSONLineParser.slack))
    let parser = JSONLineParser()
    var outcome: Result<[String], FormatError> = .failure(FormatError("not JSON"))
    document.withUnsafeBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if let found = try? parser.parseDocument(text, { root, _ in Self.names(root) }) {
        outcome = found
      }
    }
    names = try outcome.get()
  }

  private static let noLabels = FormatError("it has no \"labels\" list with classes")

  private static func names(_ root: JSONNode) -> Result<[String], FormatError> {
    guard let labels = root.children.first(where: { $0.isNamed("labels") }),
      labels.isKind(PLUMB_JSON_ARRAY)
    else { return .failure(noLabels) }
    var names: [String] = []
    for entry in labels.children {
      guard let label = entry.children.first(where: { $0.isNamed("label") })?.string else {
        return .failure(
          FormatError("class \(names.count) has no string under \"label\""))
      }
      names.append(String(decoding: label, as: UTF8.self))
    }
    return names.isEmpty ? .failure(noLabels) : .success(names)
  }
}
