import PlumbLabels
import PlumbText

extension Labelling {
  /// The labelling as JSON: its kind, its attributes, and why they belong together.
  package var json: JSONValue {
    .object([
      "kind": .string(kind.rawValue), "attributes": .array(attributes.map(JSONValue.string)),
      "origin": .string(origin.rawValue),
    ])
  }
}
