import TestSupport
import Testing

@testable import PlumbLabels

/// One answer of a worker response as JSON.
func answer(
  _ worker: String, _ label: String, submitted: String? = "2024-03-01T09:00:00.000Z",
  element: String = "crowd-image-classifier", more: String = ""
) -> String {
  let time = submitted.map { ",\"submissionTime\":\"\($0)\"" } ?? ""
  return """
    {"answerContent":{"\(element)":{"label":"\(label)"}},"workerId":"\(worker)"\(time)\(more)}
    """
}

/// A worker response as JSON.
func response(_ answers: [String]) -> String {
  "{\"answers\":[\(answers.joined(separator: ","))]}"
}

/// One object of a consolidation request as JSON.
func request(_ object: String, uri: String?, _ answers: [(worker: String, label: String)]) -> String
{
  let annotations = answers.map { worker, label in
    #"{"workerId":"\#(worker)","annotationData":{"content":"{\"x\":{\"label\":\"\#(label)\"}}"}}"#
  }
  let data = uri.map { #","dataObject":{"s3Uri":"\#($0)"}"# } ?? ""
  return """
    {"datasetObjectId":"\(object)"\(data),"annotations":[\(annotations.joined(separator: ","))]}
    """
}

/// Files of answers by their paths, as a job's folder has them.
struct AnswerJob {
  var files: [(file: AnswerFile, bytes: [UInt8])] = []

  /// Adds a worker response.
  mutating func add(
    _ object: Int, _ answers: [String], iteration: Int = 1, name: String = "2024-03-01_09:00:00"
  ) throws {
    try add(response(answers), to: "iteration-\(iteration)/\(object)/\(name).json", .workerResponse)
  }

  /// Adds a file of any content.
  mutating func add(_ text: String, to path: String, _ source: AnswerSource) throws {
    let file = try #require(AnswerFile(path: path, below: "", source: source), "\(path)")
    files.append((file, Array(text.utf8)))
  }

  /// Reads all files, so many to a batch, and adds the batches in a random order.
  func read(
    for dataset: Dataset, batch size: Int = 3, order seed: UInt64? = nil
  ) -> VotesReading {
    let sorted = files.sorted { $0.file < $1.file }
    var builder = VotesBuilder(dataset, files: sorted.map(\.file))
    var batches: [AnswerBatch] = []
    for start in stride(from: 0, to: sorted.count, by: size) {
      var parser = AnswerParser()
      for number in start..<min(start + size, sorted.count) {
        parser.parse(sorted[number].bytes, of: sorted[number].file, number: number)
      }
      batches.append(parser.take())
    }
    if let seed {
      var random = SeededNumbers(seed: seed)
      batches.shuffle(using: &random)
    }
    for batch in batches { builder.add(batch) }
    return builder.finish()
  }
}

extension VotesReading {
  var codes: [VoteProblemCode] { problems.map(\.code) }

  /// The only problem of a kind.
  func problem(_ code: VoteProblemCode) throws -> VoteProblem {
    let found = problems.filter { $0.code == code }
    #expect(found.count == 1, "\(code): \(problems)")
    return try #require(found.first)
  }
}

extension Votes {
  /// The answers of each row as `worker:class`.
  var words: [[String]] {
    (0..<rowCount).map { row in
      answers(of: row).map {
        "\(workerNames[Int(workers[$0])]):\(classNames[Int(classes[$0])])"
      }
    }
  }

  /// Everything in it, as bytes where it is text, to be compared.
  var everything: [[UInt8]] {
    [
      "\(rows)\(workers)\(classes)\(acceptedTimes)\(submittedTimes)\(secondsSpent)\(rowStarts)",
      workerNames.joined(separator: "\n"), classNames.joined(separator: "\n"),
      "\(workerSubjects)",
    ].map { Array($0.utf8) }
  }
}
