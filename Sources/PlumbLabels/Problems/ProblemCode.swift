/// The kinds of problems in a manifest: stable names shared by messages, JSON and tests.
///
/// Codes are only ever added. ``effect`` says what each of them does to its line.
public enum ProblemCode: String, Sendable, Hashable, CaseIterable {
  // The whole file.
  case empty
  case binary
  case utf16 = "utf-16"
  case gzipTooLarge = "gzip-too-large"
  case gzipDamaged = "gzip-damaged"
  case html
  case xml
  case jsonArray = "json-array"
  case prettyPrinted = "pretty-printed"
  case jobFile = "job-file"
  case apiResponse = "api-response"
  case noLabelAttribute = "no-label-attribute"
  case tooManyLines = "too-many-lines"
  // A line that is refused.
  case invalidUTF8 = "invalid-utf8"
  case invalidJSON = "invalid-json"
  case tooDeep = "too-deep"
  case lineTooLong = "line-too-long"
  case notAnObject = "not-an-object"
  case noSourceRef = "no-source-ref"
  case badSourceRef = "bad-source-ref"
  case unsupportedScheme = "unsupported-scheme"
  case accessPointARN = "access-point-arn"
  case otherTaskType = "other-task-type"
  case noClassName = "no-class-name"
  // A line without a label.
  case unlabelled
  case failed
  // Warnings: the line is used.
  case byteOrderMark = "byte-order-mark"
  case crlf
  case duplicateKey = "duplicate-key"
  case badConfidence = "bad-confidence"
  case badHumanAnnotated = "bad-human-annotated"
  case badDate = "bad-date"
  case emptyClassName = "empty-class-name"
  case nearIdenticalClasses = "near-identical-classes"
  case controlCharacters = "control-characters"
  case loneSurrogate = "lone-surrogate"
  case longClassName = "long-class-name"
  case indexNameConflict = "index-name-conflict"
  case severalJobs = "several-jobs"
  case duplicateImage = "duplicate-image"
  case conflictingLabels = "conflicting-labels"
  case truncatedFile = "truncated-file"
  case unreachableImage = "unreachable-image"
  case rekognitionError = "rekognition-error"

  /// What a problem does to the line, or to the file, it was found in.
  public enum Effect: Sendable, Hashable {
    /// Nothing of the file can be used.
    case fileRefused
    /// The line is left out and counted as refused.
    case lineRefused
    /// The line is a row without a label; counted in the coverage.
    case withoutLabel
    /// The line is used.
    case warning
  }

  /// What this problem does to its line or file.
  public var effect: Effect {
    switch self {
    case .empty, .binary, .utf16, .gzipTooLarge, .gzipDamaged, .html, .xml, .jsonArray,
      .prettyPrinted, .jobFile, .apiResponse, .noLabelAttribute, .tooManyLines:
      .fileRefused
    case .invalidUTF8, .invalidJSON, .tooDeep, .lineTooLong, .notAnObject, .noSourceRef,
      .badSourceRef, .unsupportedScheme, .accessPointARN, .otherTaskType, .noClassName:
      .lineRefused
    case .unlabelled, .failed: .withoutLabel
    default: .warning
    }
  }
}
