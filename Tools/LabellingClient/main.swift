// Says how manifests are read, so that this can be compared with the rules.
//   labelling-client < REQUESTS
// A request is a line: the path of a manifest and the attributes that are asked for, separated by tabs.
// The answer is a line of JSON: `labelling`, the summary's `counts` of classes by source and the number
// of labelled lines, and the `classes` of each line, null without a label; or an `error`. For
// developers: scripts/check-labellings.py runs it.
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

/// How one manifest is read.
func answer(_ path: String, _ attributes: [String]) throws -> JSONValue {
  let source = try InputFile.open(path)
  let manifest = try ManifestReader(threads: 1, reading: attributes).read {
    try source.read(into: $0)
  }
  let labels = try manifest.dataset(attributes: attributes)
  let summary = SummaryReport(labels, manifestName: path, choseAttribute: attributes.isEmpty)
  return .object([
    "labelling": labels.labelling.json,
    "labelled": .integer(summary.coverage.labelled),
    "counts": .array(summary.classes.flatMap(counts)),
    "classes": .array((0..<labels.count).map { classes(labels, $0) }),
  ])
}

/// The labels of a class by source: name, source, count.
func counts(_ one: SummaryReport.Class) -> [JSONValue] {
  one.sources.map { source, labels in
    .array([.string(one.name), .string(source.rawValue), .integer(labels.share.count)])
  }
}

/// The classes of a row.
func classes(_ labels: Dataset, _ row: Int) -> JSONValue {
  guard labels.kinds[row] == .labelled else { return .null }
  return .array(labels.classIDs(ofRow: row).map { .string(labels.classNames[$0]) })
}

while let request = readLine() {
  let parts = request.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  do {
    print(try answer(parts[0], Array(parts.dropFirst())).compact)
  } catch {
    print(JSONValue.object(["error": .string("\(error)")]).compact)
  }
}
