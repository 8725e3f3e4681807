import PlumbLabels
import TestSupport
import Testing

@testable import PlumbS3

/// The labels of a manifest with one image a class name.
func dataset(_ names: [String]) throws -> Dataset {
  let lines = names.enumerated().map { number, name in
    """
    {"source-ref":"s3://bucket/\(number).jpg","job":0,"job-metadata":{"class-name":"\(name)",\
    "human-annotated":"yes","job-name":"j","type":"groundtruth/image-classification"}}
    """
  }
  var rest = Array((lines.joined(separator: "\n") + "\n").utf8)[...]
  return try ManifestReader(threads: 1).read { buffer in
    let bytes = rest.prefix(buffer.count)
    buffer.copyBytes(from: bytes)
    rest = rest.dropFirst(bytes.count)
    return bytes.count
  }.dataset(attribute: nil)
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
