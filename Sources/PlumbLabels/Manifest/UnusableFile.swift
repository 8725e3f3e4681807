/// Identifies a file in which no line is usable.
///
/// - Parameters:
///   - prefix: Up to 4,096 bytes from the start of the file.
///   - recordCount: How many lines were not blank.
func unusableFile(_ prefix: [UInt8], recordCount: Int) -> ManifestError? {
  guard recordCount > 0 else {
    return ManifestError(
      code: .empty, message: "the manifest is empty: it has no lines.",
      nextStep: "The job may not have written it yet, or the download was interrupted.")
  }
  let head = FileHead(prefix)
  return jobFile(head) ?? apiResponse(head) ?? jsonArray(head) ?? prettyPrinted(head)
    ?? commaSeparatedFile(head.text)
}

/// Whether a file starts like an array whose elements are each on a line: its last one has no
/// comma behind it and looks like a line of a manifest.
func isArrayOfLines(_ prefix: [UInt8]) -> Bool { FileHead(prefix).firstLine == "[" }

/// The beginning of a file, as far as its kind can be told from it.
private struct FileHead {
  /// Without white space and byte order marks.
  let compact: String
  /// The first line that is not blank, without white space at its ends.
  let firstLine: String
  /// Whether the file may go on.
  let isCut: Bool

  let text: String

  init(_ prefix: [UInt8]) {
    text = String(decoding: prefix, as: UTF8.self).replacing("\u{FEFF}", with: "")
    compact = String(text.filter { !$0.isWhitespace })
    firstLine =
      text.split(whereSeparator: \.isNewline).lazy
      .map { $0.filter { $0 != " " && $0 != "\t" } }.first { !$0.isEmpty } ?? ""
    isCut = prefix.count >= 4096
  }

  func has(_ keys: String...) -> Bool { keys.allSatisfy { compact.contains("\"\($0)\":") } }

  /// Whether the lines of a manifest may be in it.
  var mayHoldLines: Bool { isCut || has("source-ref") || compact.contains(#"\"source-ref\":"#) }
}

// MARK: Files of a job

private func jobFile(_ head: FileHead) -> ManifestError? {
  guard let name = jobFileName(head) else { return nil }
  return ManifestError(
    code: .jobFile, message: "the file contains \(name), it is not the job's manifest.",
    nextStep: "Pass the job's output folder: plumb summary JOB")
}

private func jobFileName(_ head: FileHead) -> String? {
  if head.has("datasetObjectId", "consolidatedAnnotation") {
    return "consolidation responses of a labeling job"
  }
  if head.has("datasetObjectId", "dataObject") { return "consolidation requests of a labeling job" }
  if head.compact.hasPrefix(#"{"answers":["#) { return "the answers of workers to one image" }
  if isAutomated(head) {
    return "labels of automated labeling (auto_annotator_output.txt)"
  }
  if head.has("document-version", "labels") { return "the label categories of a labeling job" }
  return nil
}

/// Whether each line is a number and a label without its image, as automated labeling writes them.
private func isAutomated(_ head: FileHead) -> Bool {
  let rest = head.firstLine.drop { $0.isASCII && $0.isNumber }
  return rest.count < head.firstLine.count && rest.hasPrefix(#"{""#)
    && rest.contains(#"-metadata":"#) && !rest.contains(#""source-ref":"#)
}

// MARK: Responses of services

private func apiResponse(_ head: FileHead) -> ManifestError? {
  if head.has("flowDefinitionArn", "humanAnswers") { return humanLoop(head) }
  if head.has("LabelingJobSummaryList") {
    return ManifestError(
      code: .apiResponse, message: "the file is a list of labeling jobs, not a manifest.",
      nextStep: "List their manifests, and pass one: "
        + "jq -r '.LabelingJobSummaryList[].LabelingJobOutput.OutputDatasetS3Uri' MANIFEST")
  }
  if head.has("images", "annotations"), head.has("categories") || head.isCut,
    head.compact.hasPrefix("{")
  {
    return ManifestError(
      code: .apiResponse, message: "the file contains annotations in COCO's form, not a manifest.",
      nextStep: "A manifest has one JSON object per line, with a source-ref and a label.")
  }
  if head.has("LabelingJobStatus"), head.compact.hasPrefix("{") {
    return ManifestError(
      code: .apiResponse, message: "the file is a response of DescribeLabelingJob, not a manifest.",
      nextStep: "Pass the manifest that it names: "
        + "plumb summary \"$(jq -r .LabelingJobOutput.OutputDatasetS3Uri < MANIFEST )\"")
  }
  return entries(head)
}

/// The answer of people in Amazon Augmented AI: one file per image.
private func humanLoop(_ head: FileHead) -> ManifestError {
  let error = ManifestError(
    code: .apiResponse,
    message: "the file is an answer of Amazon Augmented AI (A2I), not a manifest.")
  guard head.has("label") || head.isCut else { return error }
  var known = error
  known.nextStep =
    "To read the first worker's class as its label: jq -c '{\"source-ref\": ([.inputContent | .. "
    + "| strings | select(test(\"^(s3|https?)://\"))][0]), \"label\": 0, \"label-metadata\": "
    + "{\"class-name\": ([.humanAnswers[0].answerContent | .. | objects | .label | strings][0]), "
    + "\"type\": \"\(labelTypePrefix)image-classification\", \"human-annotated\": \"yes\"}}' "
    + "MANIFEST > labelled.manifest"
  return known
}

/// Lines of a manifest in an array inside an object, as ListDatasetEntries returns them.
private func entries(_ head: FileHead) -> ManifestError? {
  if head.text.hasPrefix("DATASETENTRIES\t") {
    return rekognitionEntries("cut -f 2- MANIFEST")
  }
  if head.compact.hasPrefix("{"), head.has("DatasetEntries"), head.mayHoldLines {
    return rekognitionEntries("jq -r '.DatasetEntries[]' MANIFEST")
  }
  if head.compact.hasPrefix(#"{"DatasetEntries":[]"#) {
    return ManifestError(
      code: .apiResponse,
      message: "the file is a response of Rekognition's ListDatasetEntries without entries.",
      nextStep: "Check the dataset and the filters of the request.")
  }
  let pieces = head.compact.prefix(200).split(separator: "\"", maxSplits: 2)
  guard pieces.count == 3, pieces[0] == "{", head.mayHoldLines, pieces[1].utf8.allSatisfy(isPlain)
  else { return nil }
  let path = ".\"\(pieces[1])\"[]"
  let isText = pieces[2].hasPrefix(#":["{\"#)
  guard isText || pieces[2].hasPrefix(":[{"), head.has("source-ref") || isText else { return nil }
  return ManifestError(
    code: .apiResponse,
    message: "the file is one JSON object with the lines in its key '\(pieces[1])'.",
    nextStep: "Extract them with: jq -\(isText ? "r" : "c") '\(path)' MANIFEST > lines.manifest")
}

private func rekognitionEntries(_ command: String) -> ManifestError {
  ManifestError(
    code: .apiResponse,
    message: "the file is a response of Rekognition's ListDatasetEntries; its entries are the "
      + "lines of a manifest.",
    nextStep: "Extract them with: \(command) > entries.manifest")
}

/// Whether a byte needs no escaping in a jq path and between a shell's single quotes.
private func isPlain(_ byte: UInt8) -> Bool { JSONScanner.isWordByte(byte) || byte == 0x2D }

// MARK: JSON in another form

private func jsonArray(_ head: FileHead) -> ManifestError? {
  guard head.compact.hasPrefix("[") else { return nil }
  if head.compact.hasPrefix("[{'") { return pythonList }
  var error = ManifestError(
    code: .jsonArray, message: "the file is a JSON array; a manifest has one object per line.",
    nextStep: "Check that this is the output.manifest of a job.")
  if head.mayHoldLines {
    let isText = head.compact.hasPrefix(#"["{\"#)
    error.nextStep = "Convert it with: jq -\(isText ? "r" : "c") '.[]' MANIFEST > lines.manifest"
  }
  return error
}

private let pythonList = ManifestError(
  code: .invalidJSON,
  message: "the file is Python's str() of a list; a manifest has one JSON object per line.",
  nextStep: "Convert it with: python3 -c 'import ast, json, sys; "
    + "[print(json.dumps(line)) for line in ast.literal_eval(sys.stdin.read())]' "
    + "< MANIFEST > lines.manifest")

private func prettyPrinted(_ head: FileHead) -> ManifestError? {
  guard head.firstLine == "{" else { return nil }
  let isManifest = head.mayHoldLines
  return ManifestError(
    code: .prettyPrinted,
    message: "the file is JSON formatted over several lines; a manifest has one object per line.",
    nextStep: isManifest
      ? "Convert it with: jq -c . MANIFEST > lines.manifest"
      : "Check that this is the output.manifest of a job.")
}
