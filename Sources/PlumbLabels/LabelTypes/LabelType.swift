import CSimdjson

/// One kind of label that Ground Truth writes, known by the `type` in its metadata.
///
/// To support a type, add a file with a member, give it a `read`, and add it to ``allLabelTypes``.
/// Other types are known by name only, so that a manifest of bounding boxes is recognised.
public protocol LabelType: Sendable {
  /// The value of `type`, without the prefix `groundtruth/`.
  var name: String { get }
  /// What the labels are, in words that complete "this manifest holds …".
  var holds: String { get }
  /// Whether labels of this type can be read by this version.
  var isReadable: Bool { get }
}

/// A label type that is recognised and not read.
struct UnreadLabelType: LabelType {
  var name: String
  var holds: String
  var isReadable: Bool { false }
}
