import PlumbLabels
import PlumbText

/// Whether Rekognition Custom Labels takes the manifest as a whole.
///
/// The limits of its developer guide, pages "Guidelines and quotas" and "Validation rules for
/// manifest files"; the codes are those that it reports.
struct RekognitionManifest: Check {
  private static let mostBytes = 1 << 30
  private static let mostLines = 250_000

  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-manifest", group: .rekognition, severity: .error,
      question: "Does Rekognition Custom Labels accept the manifest as a whole?",
      importance: "Otherwise Rekognition Custom Labels does not create a dataset.",
      command: "plumb summary JOB", isOnRequest: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let dataset = evidence.dataset
    var findings: [Finding] = []
    if let size = evidence.manifestByteCount, size > Self.mostBytes {
      findings.append(
        finding(
          "The manifest has \(size) bytes; the limit is \(Self.mostBytes)", count: 1,
          of: 1
        ).foreseeing(.manifestSize))
    }
    if dataset.recordCount > Self.mostLines {
      findings.append(
        finding(
          "The manifest has \(dataset.recordCount) lines; the limit is \(Self.mostLines)",
          count: dataset.recordCount - Self.mostLines, of: dataset.recordCount
        ).foreseeing(.manifestRows))
    }
    return CheckOutcome(findings + buckets(evidence))
  }

  private func buckets(_ evidence: CheckEvidence) -> [Finding] {
    var rows: [ByteString: [Int]] = [:]
    var order: [ByteString] = []
    var paths: [Int] = []
    for row in 0..<evidence.dataset.count {
      guard case .object(let bucket, _) = evidence.dataset.reference(row) else {
        paths.append(row)
        continue
      }
      let name = ByteString(bucket)
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    var findings: [Finding] = []
    if !paths.isEmpty {
      findings.append(
        finding(
          "\(paths.count, "image is", "images are") not in S3", count: paths.count,
          of: evidence.dataset.count, places: paths.map { evidence.place($0) }
        ).foreseeing(.invalidSourceRef))
    }
    if order.count > 1 {
      let names = order.map(\.text)
      let others = order.dropFirst().flatMap { rows[$0] ?? [] }.sorted()
      findings.append(
        finding(
          "The images are in \(order.count) buckets instead of one: \(names: names)",
          count: others.count,
          of: evidence.dataset.count, places: others.map { evidence.place($0) }
        ).foreseeing(.severalBuckets))
    }
    return findings
  }
}
