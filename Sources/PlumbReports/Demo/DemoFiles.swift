import PlumbImages
import PlumbLabels
import PlumbSystem
import PlumbText

/// Writes the sample job as Ground Truth and a download would leave it: the job's output folder with
/// its manifest, the workers' answers and the label categories, and a folder of images.
package struct DemoFiles: Sendable {
  private let folder: String
  private let job = DemoJob()

  /// 2024-03-01T09:00:00Z, when the job that never was began.
  private static let beginning: Int64 = 1_709_283_600

  /// Names the folder.
  package init(folder: String) { self.folder = folder }

  /// The job's output folder: what one would name as JOB.
  package var jobFolder: String { "\(folder)/job" }

  /// The folder of the images: what one would name as `--images`.
  package var imageFolder: String { "\(folder)/images" }

  /// Writes all files.
  ///
  /// - Parameter progress: Called with the number of images painted and the total.
  /// - Throws: `OutputError` if a file cannot be written.
  package func write(progress: (Int, Int) -> Void) throws {
    var manifest = ""
    for (number, line) in job.lines.enumerated() {
      manifest += json(line).compact + "\n"
      try writeAnswers(line, number)
    }
    try write(manifest, to: "\(jobFolder)/manifests/output/output.manifest")
    try write(categories.compact + "\n", to: "\(jobFolder)/annotation-tool/data.json")
    for (index, picture) in job.pictures.enumerated() {
      try paint(picture)
      progress(index + 1, job.pictures.count)
    }
  }

  private func write(_ text: String, to path: String) throws {
    try OutputFile.write(Array(text.utf8), to: path)
  }

  private func paint(_ picture: DemoJob.Picture) throws {
    var painter = DemoPicture(picture.shape, seed: picture.seed)
    let jpeg = painter.jpeg()
    let bytes = picture.isDamaged ? Array(jpeg.prefix(jpeg.count * 2 / 3)) : jpeg
    try OutputFile.write(bytes, to: "\(imageFolder)/\(DemoJob.bucket)/\(picture.key)")
  }

  // MARK: Manifest

  private func json(_ line: DemoJob.Line) -> JSONValue {
    let reference = JSONValue.string("s3://\(DemoJob.bucket)/\(line.key)")
    let metadata = "\(DemoJob.name)-metadata"
    switch line.label {
    case .none: return .object([.init(name: "source-ref", value: reference)])
    case .failed:
      let failure: JSONValue = .object([
        "retry-count": .integer(1), "failure-reason": .string(DemoJob.failure),
        "human-annotated": .string("true"),
      ])
      return .object([
        .init(name: "source-ref", value: reference), .init(name: metadata, value: failure),
      ])
    case .people(let shape, let confidence, _):
      return labelled(
        line, reference: reference, shape: shape, confidence: confidence, human: "yes")
    case .machine(let shape, let confidence):
      return labelled(line, reference: reference, shape: shape, confidence: confidence, human: "no")
    }
  }

  private func labelled(
    _ line: DemoJob.Line, reference: JSONValue, shape: DemoShape, confidence: Double,
    human: String
  ) -> JSONValue {
    let index = DemoShape.allCases.firstIndex(of: shape) ?? 0
    let metadata: JSONValue = .object([
      "confidence": .number(confidence), "job-name": .string("labeling-job/\(DemoJob.name)"),
      "class-name": .string(shape.rawValue), "human-annotated": .string(human),
      "creation-date": .string(date(line.time)),
      "type": .string("groundtruth/image-classification"),
    ])
    return .object([
      .init(name: "source-ref", value: reference),
      .init(name: DemoJob.name, value: .integer(index)),
      .init(name: "\(DemoJob.name)-metadata", value: metadata),
    ])
  }

  private func date(_ seconds: Int, fraction: Int64 = 217_000) -> String {
    let moment = CreationDate(
      microseconds: (Self.beginning + Int64(seconds)) * 1_000_000 + fraction)
    return String(moment.description.dropLast())
  }

  // MARK: Workers

  private var categories: JSONValue {
    .object([
      "document-version": .string("2018-11-28"),
      "labels": .array(
        DemoShape.allCases.map { .object(["label": .string($0.rawValue)]) }),
    ])
  }

  private func writeAnswers(_ line: DemoJob.Line, _ number: Int) throws {
    guard case .people(_, _, let answers) = line.label else { return }
    let iteration = number < 10 ? 1 : 2
    let name = CreationDate(microseconds: (Self.beginning + Int64(line.time)) * 1_000_000)
      .description.dropLast().split(separator: "T").joined(separator: "_")
    let path =
      "\(jobFolder)/annotations/worker-response/iteration-\(iteration)/\(number)/\(name).json"
    let all = JSONValue.object(["answers": .array(answers.map { json($0, line) })])
    try write(all.compact + "\n", to: path)
  }

  private func json(_ answer: DemoJob.Answer, _ line: DemoJob.Line) -> JSONValue {
    let start = line.time - 600 + answer.worker * 31
    return .object([
      "acceptanceTime": .string(date(start) + "Z"),
      "answerContent": .object([
        "crowd-image-classifier": .object(["label": .string(answer.shape.rawValue)])
      ]),
      "submissionTime": .string(date(start + answer.seconds) + "Z"),
      "timeSpentInSeconds": .integer(answer.seconds),
      "workerId": .string("private.us-east-1.demo-worker-\(answer.worker + 1)"),
    ])
  }
}
