/// An error or warning of Rekognition Custom Labels, as its developer guide lists them: the pages
/// "Terminal manifest content errors", "Non-terminal JSON line validation errors" and "Debugging
/// terminal dataset errors".
enum RekognitionCode: String {
  case missingSourceRef = "ERROR_MISSING_SOURCE_REF"
  case invalidSourceRef = "ERROR_INVALID_SOURCE_REF_FORMAT"
  case noLabelAttributes = "ERROR_NO_LABEL_ATTRIBUTES"
  case invalidLabel = "ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT"
  case invalidMetadata = "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"
  case invalidJSON = "ERROR_INVALID_JSON_LINE"
  case unsupportedType = "ERROR_UNSUPPORTED_USE_CASE_TYPE"
  case labelNameLength = "ERROR_INVALID_LABEL_NAME_LENGTH"
  case invalidImage = "ERROR_INVALID_IMAGE"
  case imageDimension = "ERROR_INVALID_IMAGE_DIMENSION"
  case unannotated = "WARNING_UNANNOTATED_RECORD"
  case tooManyErrors = "ERROR_TOO_MANY_RECORDS_IN_ERROR"
  case severalBuckets = "ERROR_IMAGES_IN_MULTIPLE_S3_BUCKETS"
  case manifestSize = "ERROR_MANIFEST_SIZE_TOO_LARGE"
  case manifestRows = "ERROR_MANIFEST_ROWS_EXCEEDS_MAXIMUM"
  case tooFewLabels = "ERROR_MANIFEST_TOO_FEW_LABELS"
  case tooManyLabels = "ERROR_MANIFEST_TOO_MANY_LABELS"
}

extension Finding {
  /// The same, with the code that Rekognition Custom Labels will report, in the message and for
  /// programs.
  func foreseeing(_ code: RekognitionCode) -> Finding {
    var finding = self
    finding.message = message + " (\(words: code.rawValue))"
    finding.details.append(FindingDetail("code", .text(code.rawValue)))
    return finding
  }
}
