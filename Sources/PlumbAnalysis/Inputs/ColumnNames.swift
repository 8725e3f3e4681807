import PlumbText

/// Names of columns and keys, as other tools write them.
///
/// Names are compared without letter case, spaces around them, and the difference between spaces,
/// hyphens and underscores.
enum ColumnNames {
  /// Columns that name the image, the surest first.
  static let image = [
    "source_ref", "image_uri", "s3_uri", "uri", "image_url", "url", "image_path", "file_path",
    "filepath", "path", "image_file", "image_filename", "image_name", "filename", "file_name",
    "file", "image", "img", "img_path", "reference", "s3_key",
  ]

  /// Columns that may name the image where none of the others is there.
  static let identifier = [
    "imageid", "image_id", "img_id", "id", "key", "line", "row", "index", "unnamed:_0", "",
  ]

  /// Columns that hold a class.
  static let label = [
    "label", "class", "class_name", "classname", "truth", "true_label", "gold", "gold_label",
    "ground_truth", "groundtruth", "expected", "target", "y_true",
  ]

  /// Columns that hold the class that a model predicts, or its name in a list.
  static let predicted =
    label + [
      "name", "category", "pred", "prediction", "predicted", "predicted_label", "predicted_class",
      "y_pred",
    ]

  /// Columns that hold the probability of one class.
  static let score = ["score", "probability", "prob", "confidence", "value"]

  /// Keys that hold the probabilities of all classes.
  static let probabilities = [
    "probabilities", "probs", "class_probabilities", "predicted_probabilities", "predictions",
    "prediction", "scores", "confidences", "logits", "results", "output", "outputs", "customlabels",
  ]

  /// Keys that hold the names of the classes in a list of probabilities.
  static let classes = ["labels", "classes", "class_names"]

  /// Columns of numbers that are no class, if the probabilities add up to 1 without them.
  static let extra =
    identifier + predicted + score + [
      "fold", "split", "epoch", "top1", "max_prob", "margin", "entropy", "loss", "correct", "width",
      "height",
    ]

  /// A name in the form of these lists.
  static func usual(_ name: some Collection<UInt8>) -> String {
    let lowered = trimmed(name).map { byte -> UInt8 in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
    return String(decoding: lowered, as: UTF8.self)
  }

  /// Bytes without spaces around them.
  static func trimmed(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let space = UInt8(ascii: " ")
    let start = bytes.drop { $0 == space }
    return Array(start).reversed().drop { $0 == space }.reversed()
  }

  /// The first column whose name is in a list, in the order of the list.
  static func first(_ names: [[UInt8]], of list: [String]) -> Int? {
    let usual = names.map { ByteString(Self.usual($0)) }
    return list.lazy.compactMap { usual.firstIndex(of: ByteString($0)) }.first
  }
}
