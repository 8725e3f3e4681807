/// Identifies a table of images and classes that was passed as a manifest.
///
/// - Parameter text: The beginning of the file.
/// - Returns: The error, with a command that makes a manifest of it if its columns are known; nil
///   if it is no table.
func commaSeparatedFile(_ text: String) -> ManifestError? {
  let lines = text.split(whereSeparator: \.isNewline).prefix(3)
  guard let first = lines.first, !first.hasPrefix(#""{"""#) else { return nil }
  if lines.contains(where: { $0.hasPrefix(#""{"""#) }) { return quotedLines }
  guard !lines.contains(where: isCode),
    let separator = ([",", ";", "\t"] as [Character]).first(where: { first.contains($0) })
  else { return nil }
  let rows = lines.map { cells($0, separator: separator) }
  guard rows[0].count > 1, rows.allSatisfy({ $0.count == rows[0].count || $0.count == 1 }) else {
    return nil
  }
  return table(rows, separator: separator)
}

/// Whether a line looks like JSON or a program's source.
private func isCode(_ line: Substring) -> Bool {
  ["{", "}", "\":", "(["].contains { line.contains($0) }
}

/// Lines of a manifest that a spreadsheet saved, under a line that it added.
private let quotedLines = ManifestError(
  code: .invalidJSON,
  message: "the file is CSV: a spreadsheet put the lines in quotes and doubled the quotes in them.",
  nextStep: "To get the lines back: python3 -c 'import csv, sys; "
    + "[print(\",\".join(record).rstrip(\",\")) for record in csv.reader(sys.stdin) "
    + "if record and record[0][:1] == \"{\"]' "
    + "< MANIFEST > fixed.manifest")

/// The cells of a line without quotes around them; good enough to recognise names.
private func cells(_ line: Substring, separator: Character) -> [String] {
  line.split(separator: separator, omittingEmptySubsequences: false).map { cell in
    String(cell.filter { $0 != "\"" && $0 != " " })
  }
}

private let imageColumns = [
  "source-ref", "source_ref", "image", "s3_uri", "s3uri", "uri", "url", "image_path", "image_url",
  "filepath", "file_path", "path", "filename", "file_name", "file", "key",
]
private let classColumns = [
  "class-name", "class_name", "class", "label", "label_name", "category", "target", "annotation",
]

private func table(_ rows: [[String]], separator: Character) -> ManifestError {
  let names = rows[0].map { $0.lowercased() }
  let isHeadless = rows[0].contains { $0.contains("://") }
  let image =
    isHeadless
    ? rows[0].firstIndex { $0.contains("://") }
    : imageColumns.lazy.compactMap { names.firstIndex(of: $0) }.first
  let classes =
    isHeadless && names.count == 2
    ? image.map { 1 - $0 } : classColumns.lazy.compactMap { names.firstIndex(of: $0) }.first
  var error = ManifestError(
    code: .invalidJSON, message: "the file is CSV, not a manifest of JSON lines.",
    nextStep: "Check that this is the output.manifest of a job.")
  if let image, let classes {
    error.nextStep = conversion(
      image: image, classes: classes, separator: separator, skipped: isHeadless ? 0 : 1)
  }
  return error
}

private func conversion(image: Int, classes: Int, separator: Character, skipped: Int) -> String {
  let delimiter = separator == "\t" ? "\\t" : String(separator)
  let reader = "csv.reader(open(0, encoding=\"utf-8-sig\"), delimiter=\"\(delimiter)\")"
  return "To make a manifest of it: python3 -c 'import csv, json; n = {}; "
    + "[print(json.dumps({\"source-ref\": r[\(image)], \"label\": n.setdefault(r[\(classes)], "
    + "len(n)), \"label-metadata\": {\"class-name\": r[\(classes)], \"type\": "
    + "\"\(labelTypePrefix)image-classification\"}})) for r in list(\(reader))[\(skipped):] "
    + "if len(r) > \(max(image, classes)) and r[\(classes)]]' < MANIFEST > labelled.manifest"
}
