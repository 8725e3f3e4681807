import Foundation
import PlumbText

/// An image that is as good as any other.
public let anyImage = "s3://bucket/image.jpg"

/// One line of an image classification job; a test says what matters to it.
///
/// - Parameters:
///   - reference: The image.
///   - name: The class.
///   - label: The class index as JSON.
///   - confidence: As JSON; nil where there is none, as for `date` and `job`.
///   - human: Whether a person gave the label.
public func line(
  _ reference: String = anyImage, _ name: String = "cat", attribute: String = "job",
  label: String = "0", confidence: String? = "0.9", human: Bool = true,
  date: String? = "2024-03-01T10:00:00", job: String? = "labeling-job/job"
) -> String {
  let metadata = [
    confidence.map { "\"confidence\":\($0)" }, "\"class-name\":\(quoted(name))",
    job.map { "\"job-name\":\(quoted($0))" }, "\"human-annotated\":\"\(human ? "yes" : "no")\"",
    date.map { "\"creation-date\":\(quoted($0))" },
    "\"type\":\"groundtruth/image-classification\"",
  ]
  return """
    {"source-ref":\(quoted(reference)),\(quoted(attribute)):\(label),\
    \(quoted(attribute + "-metadata")):{\(metadata.compactMap(\.self).joined(separator: ","))}}
    """
}

/// A text as JSON.
private func quoted(_ text: String) -> String {
  // Most texts need no escapes, and some tests make many lines.
  strcspn(text, special) == text.utf8.count ? "\"\(text)\"" : JSONValue.string(text).compact
}

/// The characters that JSON escapes.
private let special =
  "\"\\" + String(String.UnicodeScalarView((1..<0x20).compactMap(Unicode.Scalar.init)))

/// One line of a multi-label job; classes are numbered by the number at the end of their names, or by
/// their place.
///
/// - Parameters:
///   - reference: The image.
///   - names: The classes of its label, each once.
///   - human: Whether people gave the label.
public func multiLabelLine(
  _ reference: String, _ names: [String], attribute: String = "tags", human: Bool = true
) -> String {
  let indices = names.enumerated().map { place, name in name.last?.wholeNumberValue ?? place }
  let map = zip(indices, names).map { "\"\($0)\":\(quoted($1))" }.joined(separator: ",")
  let confidences = indices.map { "\"\($0)\":0.9" }.joined(separator: ",")
  return """
    {"source-ref":\(quoted(reference)),\(quoted(attribute)):\(indices),\
    \(quoted(attribute + "-metadata")):{"class-map":{\(map)},"confidence-map":{\(confidences)},\
    "human-annotated":"\(human ? "yes" : "no")","job-name":"labeling-job/\(attribute)",\
    "creation-date":"2024-03-01T10:00:00",\
    "type":"groundtruth/image-classification-multilabel"}}
    """
}
