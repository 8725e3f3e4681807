import TestSupport
import PlumbLabels

/// A line without a label.
let unlabelledLine = #"{"source-ref":"s3://bucket/a.jpg"}"#

/// A line on which the service gave up.
func failedLine(_ reason: String) -> String {
  #"{"source-ref":"s3://bucket/a.jpg","job-metadata":{"failure-reason":"\#(reason)"}}"#
}

/// Lines of every kind, with names and numbers that are hard to tell apart.
func randomLines(_ count: Int, using numbers: inout SeededNumbers) -> [String] {
  let names = ["cat", "caf\u{E9}", "cafe\u{301}", "Cat", "", "猫", "a", "b"]
  let confidences = ["0", "1", "0.95", "0.95", "0.09", "0.1", "1e-300", "0.3", nil, "7"]
  let dates = ["2024-03-01T10:00:00", "1969-12-31T23:59:59.5", "2024-03-01T10:00:00.000001", nil]
  let jobs = ["labeling-job/a", "labeling-job/b", "", nil]
  return (0..<count).map { _ in
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: return unlabelledLine
    case 1: return failedLine(["expired", "declined", "é", "e\u{301}"].random(&numbers))
    default:
      return line(
        anyImage, names.random(&numbers), confidence: confidences.random(&numbers),
        human: Bool.random(using: &numbers), date: dates.random(&numbers),
        job: jobs.random(&numbers))
    }
  }
}

extension Array {
  fileprivate func random(_ numbers: inout SeededNumbers) -> Element {
    self[Int.random(in: indices, using: &numbers)]
  }
}
