import TestSupport
import Testing

@testable import PlumbLabels

/// Files of which no line can be used: each is named, with what to do.
struct UnusableFileTests {
  private func error(_ text: String) throws -> ManifestError {
    try #require(throws: ManifestError.self) { try readManifest(Array(text.utf8)) }
  }

  @Test(arguments: [
    (
      #"[{"datasetObjectId": "0", "consolidatedAnnotation": {"content": {}}}]"#,
      ProblemCode.jobFile,
      "consolidation responses", "plumb summary JOB"
    ),
    (
      #"[{"datasetObjectId":"0","dataObject":{"s3Uri":"s3://bucket/a"},"annotations":[]}]"#,
      .jobFile,
      "consolidation requests", "plumb summary JOB"
    ),
    (#"{"answers":[{"workerId":"w"}]}"#, .jobFile, "answers of workers", "plumb summary JOB"),
    (
      "{\"document-version\": \"2018-11-28\",\n\"labels\": []}", .jobFile, "label categories",
      "plumb summary JOB"
    ),
    (
      "{\n \"DatasetEntries\": [\n \"{\\\"source-ref\\\": 1}\"\n]}", .apiResponse,
      "ListDatasetEntries",
      "jq -r '.DatasetEntries[]' MANIFEST > entries.manifest"
    ),
    (
      "DATASETENTRIES\t{\"source-ref\": 1}", .apiResponse, "ListDatasetEntries",
      "cut -f 2- MANIFEST > entries.manifest"
    ),
    (
      "{\n\"flowDefinitionArn\": \"arn\", \"humanAnswers\": [{\"answerContent\": {\"label\": 1}}]}",
      .apiResponse, "Amazon Augmented AI", "MANIFEST > labelled.manifest"
    ),
    (
      #"{"LabelingJobStatus": "Completed"}"#, .apiResponse, "DescribeLabelingJob",
      ".LabelingJobOutput.OutputDatasetS3Uri < MANIFEST )"
    ),
    (
      #"{"LabelingJobSummaryList": [{"LabelingJobStatus": "Completed"}]}"#, .apiResponse,
      "a list of labeling jobs", "OutputDatasetS3Uri' MANIFEST"
    ),
    (#"{"DatasetEntries": []}"#, .apiResponse, "without entries", "filters"),
    (
      #"{"images": [], "annotations": [], "categories": []}"#, .apiResponse, "COCO",
      "one JSON object per line"
    ),
    (
      "0 {\"job\": 1, \"job-metadata\": {}}\n1 {\"job\": 1, \"job-metadata\": {}}", .jobFile,
      "labels of automated labeling", "plumb summary JOB"
    ),
    (
      #"{"lines": [{"source-ref": "s3://bucket/a"}]}"#, .apiResponse, "in its key 'lines'",
      #"jq -c '."lines"[]' MANIFEST > lines.manifest"#
    ),
  ])
  func jobsAndServicesAreNamed(
    _ text: String, _ code: ProblemCode, _ what: String, _ nextStep: String
  ) throws {
    let error = try error(text)
    #expect(error.code == code)
    #expect(error.message.contains(what), "\(error)")
    #expect(error.nextStep.contains(nextStep), "\(error)")
  }

  @Test(arguments: [
    ("[{\"source-ref\": 1}]", ProblemCode.jsonArray, "jq -c '.[]' MANIFEST > lines.manifest"),
    ("[\"{\\\"source-ref\\\": 1}\"]", .jsonArray, "jq -r '.[]' MANIFEST > lines.manifest"),
    ("[{\"a\": 1}]", .jsonArray, "Check that"),
    ("[{'source-ref': 1}]", .invalidJSON, "ast.literal_eval"),
    ("{\n\"source-ref\": 1}", .prettyPrinted, "jq -c . MANIFEST > lines.manifest"),
    ("{\n\"a\": 1}", .prettyPrinted, "Check that"),
    ("image,class\ns3://bucket/a,cat", .invalidJSON, "r[0]"),
    ("class;x;path\ncat;1;a.jpg", .invalidJSON, "\"source-ref\": r[2]"),
    ("cat\ts3://bucket/a", .invalidJSON, "\"source-ref\": r[1]"),
    ("Column1\n\"{\"\"source-ref\"\": 1}\"", .invalidJSON, "csv.reader"),
    ("a,b\n1,2", .invalidJSON, "Check that"),
  ])
  func otherFormsGetACommand(_ text: String, _ code: ProblemCode, _ nextStep: String) throws {
    let error = try error(text)
    #expect(error.code == code && error.message.hasSuffix("."))
    #expect(error.nextStep.contains(nextStep), "\(error)")
  }

  @Test(arguments: [
    ("12:{\"source-ref\": 1}\n", "sed 's/^[^{]*//' MANIFEST > fixed.manifest"),
    ("{\"a\": 1};\n", #"sed -E 's/\}[^]}"]*$/}/' MANIFEST > fixed.manifest"#),
    ("{\\\"a\\\": 1}\n", #"sed 's/\\"/"/g' MANIFEST > fixed.manifest"#),
    ("{\"source_ref\": 1}\n", #"sed -E 's/"source_ref"([[:space:]]*:)/"source-ref"\1/' MANIFEST"#),
    ("{\"SourceRef\": 1}\n", #"s/"SourceRef"("#),
  ])
  func whatIsCloseToAManifestGetsACommand(_ text: String, _ nextStep: String) throws {
    #expect(try error(text).nextStep.contains(nextStep))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0], "UTF-16"), ([0x7B, 0, 0x22, 0, 0x61, 0], "UTF-16LE"),
      ([0, 0x7B, 0, 0x22, 0, 0x61], "UTF-16BE"), ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "UTF-32"),
      ([0x7B, 0x22, 0xE9, 0x22, 0x7D], "WINDOWS-1252"),
    ] as [([UInt8], String)])
  func otherEncodingsGetACommand(_ bytes: [UInt8], _ encoding: String) throws {
    let error = try #require(throws: ManifestError.self) { try readManifest(bytes) }
    #expect(error.nextStep.contains("iconv -f \(encoding) -t UTF-8 MANIFEST > utf8.manifest"))
  }

  @Test func anArrayWithALinePerElementIsAnArray() throws {
    let text = "[\n\(line()),\n\(line("s3://bucket/b"))\n]\n"
    #expect(try error(text).code == .jsonArray)
    #expect(try readManifest([line(), "["]).rowCount == 1)
  }

  @Test func theFirstFaultIsNamedWithItsColumnAndACommand() throws {
    let error = try error("{'a': 1}\n{'a': 2}\n")
    #expect(error.message.contains("none of the 2 lines can be used; line 1, column 2: keys need"))
    #expect(
      error.nextStep.contains("ast.literal_eval(line)") && error.nextStep.contains("< MANIFEST >"))
    #expect(
      try self.error("{\"a\":1},\n").message.hasPrefix("the only line cannot be used; line 1, col"))
    // Nothing is known about the first line, so the command for the second is not given.
    #expect(try self.error("[]\n{'a': 2}\n").nextStep.hasPrefix("Check"))
  }

  @Test func aLineThatWasEncodedTwiceIsNamed() throws {
    let error = try error("\"{\\\"source-ref\\\": 1}\"\n")
    #expect(error.code == .notAnObject && error.message.contains("encoded twice"))
    #expect(error.nextStep.contains("jq -r . MANIFEST"))
  }
}
