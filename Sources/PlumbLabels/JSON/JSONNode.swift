import CSimdjson

/// A value anywhere in a parsed JSON document: its name where it is in an object, its kind, and the
/// values inside it.
///
/// Valid only inside the closure that received the document.
struct JSONNode {
  private let node: plumb_json_node

  init(_ node: plumb_json_node) { self.node = node }

  /// The value with its name.
  var field: plumb_json_field { node.field }

  /// The value as UTF-8 bytes, where it is a string.
  var string: UnsafeRawBufferPointer? { node.field.string }

  /// The value, where it is a number.
  var number: Double? { node.field.number }

  /// The value, where it is written as an integer.
  var integer: Int64? { node.field.integer }

  /// Whether the value is of that kind.
  func isKind(_ kind: plumb_json_kind) -> Bool { node.field.isKind(kind) }

  /// Whether the value has that key.
  @inline(__always)
  func isNamed(_ name: StaticString) -> Bool { equalBytes(node.field.name, name) }

  /// The key as text; empty in arrays.
  var name: String { String(decoding: node.field.name, as: UTF8.self) }

  /// The values directly inside an array or an object, in their order; none in a scalar.
  var children: Children {
    withUnsafePointer(to: node) { Children(cursor: plumb_json_children($0)) }
  }

  /// Iterates over the values inside a value.
  struct Children: Sequence, IteratorProtocol {
    fileprivate var cursor: plumb_json_cursor

    mutating func next() -> JSONNode? {
      var child = plumb_json_node()
      guard plumb_json_next(&cursor, &child) != 0 else { return nil }
      return JSONNode(child)
    }
  }
}
