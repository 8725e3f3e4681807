/// Every label type that is known, in the order in which they are looked up.
///
/// The names are those of the developer guide's "Output data" page and of published manifests.
let allLabelTypes: [any LabelType] = [
  ImageClassification(),
  MultiLabelClassification(),
  BoundingBoxes(),
  UnreadLabelType(name: "semantic-segmentation", holds: "segmentation masks"),
  LabelVerification(),
  UnreadLabelType(name: "text-classification", holds: "classes of texts"),
  UnreadLabelType(name: "text-classification-multilabel", holds: "several classes per text"),
  UnreadLabelType(name: "text-span", holds: "named entities in texts"),
  UnreadLabelType(name: "video-classification", holds: "classes of videos"),
  UnreadLabelType(name: "video-object-detection", holds: "bounding boxes in videos"),
  UnreadLabelType(name: "video-object-tracking", holds: "tracked objects in videos"),
  UnreadLabelType(name: "point-cloud-object-detection", holds: "boxes in point clouds"),
  UnreadLabelType(name: "point-cloud-object-tracking", holds: "tracked objects in point clouds"),
  UnreadLabelType(name: "point-cloud-semantic-segmentation", holds: "masks of point clouds"),
  CustomWorkflow(),
]

/// The prefix of every label `type`; the documentation spells it in two ways.
let labelTypePrefix = "groundtruth/"

/// The label type of a metadata's `type`, for example `groundtruth/object-detection`.
///
/// - Returns: The known type; one with the bare name if it is unknown; nil if the text is not a
///   label type at all.
func labelType(of text: String) -> (any LabelType)? {
  let lowercased = text.lowercased()
  guard lowercased.hasPrefix(labelTypePrefix) else { return nil }
  let name = String(lowercased.dropFirst(labelTypePrefix.count))
    .split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
  // "multi-label" is written for "multilabel", too.
  return allLabelTypes.first { $0.name == name || joined($0.name) == joined(name) }
    ?? UnreadLabelType(name: name, holds: "labels of type '\(shortened(name))'")
}

/// A name without its hyphens.
private func joined(_ name: String) -> String { name.filter { $0 != "-" } }
