import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

/// The labels of a manifest with one image a class name.
func dataset(of names: [String]) throws -> Dataset {
  try dataset(names.enumerated().map { line("s3://bucket/\($0).jpg", $1) })
}

/// A worker response with one answer.
func response(_ worker: String, _ label: String) -> [UInt8] {
  let content = #"{"crowd-image-classifier":{"label":"\#(label)"}}"#
  return Array(
    """
    {"answers":[{"answerContent":\(content),"submissionTime":"2024-03-01T09:00:00Z",\
    "workerId":"\(worker)"}]}
    """.utf8)
}

/// A consolidation request with one answer for each object.
func request(_ objects: [(id: Int, image: Int, label: String)]) -> [UInt8] {
  let entries = objects.map { id, image, label in
    let content = #""{\"x\":{\"label\":\"\#(label)\"}}""#
    return """
      {"datasetObjectId":"\(id)","dataObject":{"s3Uri":"s3://bucket/\(image).jpg"},\
      "annotations":[{"workerId":"w","annotationData":{"content":\(content)}}]}
      """
  }
  return Array("[\(entries.joined(separator: ","))]".utf8)
}
