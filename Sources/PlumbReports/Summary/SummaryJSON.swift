import PlumbAnalysis
import PlumbLabels
import PlumbText

extension SummaryReport {
  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 2

  /// The summary as JSON: for programs, so texts are exact and unknown is null or left out.
  package var json: JSONValue {
    .object([
      "schema": .integer(Self.schema),
      "manifest": .string(manifestName),
      "iteration": iteration.map(JSONValue.integer) ?? .null,
      "attribute": .string(attribute.name),
      "labelling": labelling.json,
      "attributes": .array(attributes.map { .string($0.name) }),
      "jobs": .array(jobs.jobs.filter { !$0.name.isEmpty }.map { .string($0.name) }),
      "dates": jobs.dates.map {
        .object([
          "first": .string($0.lowerBound.description), "last": .string($0.upperBound.description),
        ])
      },
      "lines": .object([
        "total": .integer(lineCount), "labelled": .integer(coverage.labelled),
        "failed": .integer(coverage.failed), "unlabelled": .integer(coverage.unlabelled),
        "labelled_elsewhere": .integer(coverage.labelledElsewhere),
        "refused": .integer(refusedCount),
      ]),
      "labelled_elsewhere": .array(elsewhere.attributes.map(\.json)),
      "failures": .array(coverage.failuresByReason.map(failureJSON)),
      "sources": .object([
        "human": sourceJSON(.human), "machine": sourceJSON(.machine),
        "unknown": sourceJSON(.unknown),
      ]),
      "label_sets": labelSets?.json,
      "verdicts": verdicts?.json,
      "classes": .array(classes.map(\.json)),
      "notes": .array(notes.map(JSONValue.string)),
      "problems": .array(problems.map(\.json)),
    ])
  }

  /// The iteration of an unfinished job.
  private var iteration: Int? {
    if case .iteration(let number) = stage { number } else { nil }
  }

  private func failureJSON(_ failure: (reason: String, count: Int)) -> JSONValue {
    .object(["reason": .string(failure.reason), "count": .integer(failure.count)])
  }

  private func sourceJSON(_ source: LabelSource) -> JSONValue {
    let proportion = sources[source] ?? Proportion(0, of: 0)
    return .object([
      "count": .integer(proportion.count), "share": .optional(proportion.share),
      "interval": proportion.intervalJSON,
      "confidence": .string(information[source]?.word ?? "absent"),
    ])
  }

  /// The JSON of a manifest that could not be summarised: no lines, and why.
  package static func failureJSON(
    manifestName: String, error: ManifestError
  ) -> JSONValue {
    .object([
      "schema": .integer(schema), "manifest": .string(manifestName),
      "lines": .object([
        "total": .integer(0), "labelled": .integer(0), "failed": .integer(0),
        "unlabelled": .integer(0), "refused": .integer(0),
      ]),
      "classes": .array([]),
      "error": .object([
        "code": .string(error.code.rawValue), "message": .string(error.description),
      ]),
      "problems": .array(error.problems.map(\.json)),
    ])
  }
}

extension LabelsElsewhere.Attribute {
  fileprivate var json: JSONValue {
    .object([
      "attribute": .string(name), "lines": .integer(rowCount),
      "unreadable": unreadable.map(JSONValue.string) ?? .null,
    ])
  }
}

extension SummaryReport.Class {
  fileprivate var json: JSONValue {
    .object([
      "name": .string(name), "count": .integer(share.count), "share": .optional(share.share),
      "interval": share.intervalJSON, "human": sources[.human]?.json,
      "machine": sources[.machine]?.json, "unknown": sources[.unknown]?.json,
    ])
  }
}

extension SummaryReport.Source {
  fileprivate var json: JSONValue {
    .object([
      "count": .integer(share.count), "share": .optional(share.share),
      "interval": share.intervalJSON, "confidence": confidence?.json,
      "without_confidence": .integer(missingConfidences),
    ])
  }
}

extension Proportion {
  var intervalJSON: JSONValue? {
    interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
  }
}

extension Statistics {
  fileprivate var json: JSONValue {
    .object([
      "count": .integer(count), "mean": .number(mean), "median": .number(median),
      "q1": .number(lowerQuartile), "q3": .number(upperQuartile), "min": .number(minimum),
      "max": .number(maximum),
    ])
  }
}

extension Problem {
  /// The problem as JSON: line, code, message.
  package var json: JSONValue {
    .object([
      "line": .integer(line), "code": .string(code.rawValue), "message": .string(message),
    ])
  }
}

extension ConfidenceInformation {
  /// One word for programs.
  fileprivate var word: String {
    switch self {
    case .noLabels: "no-labels"
    case .absent: "absent"
    case .constant: "constant"
    case .nearlyConstant: "nearly-constant"
    case .varied: "varied"
    }
  }
}
