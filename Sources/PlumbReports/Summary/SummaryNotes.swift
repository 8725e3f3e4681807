import PlumbAnalysis
import PlumbLabels
import PlumbText

/// The notes before the numbers: choices that were made, and numbers that say less than they seem
/// to.
func summaryNotes(
  _ report: SummaryReport, _ dataset: Dataset, choseAttribute: Bool
) -> [String] {
  var notes: [String] = [report.stage?.note].compactMap(\.self)
  if let note = labellingNote(report) { notes.append(note) }
  if choseAttribute, let note = choiceNote(report) { notes.append(note) }
  notes += formNotes(report, dataset)
  if let note = report.elsewhere.note(attribute: report.attribute.name) { notes.append(note) }
  notes += LabelSource.allCases.compactMap { source in
    report.information[source].flatMap {
      informationNote(
        $0, source, count: report.sources[source]?.count ?? 0,
        missing: missingConfidences(report, source))
    }
  }
  let jobs = report.jobs.jobs.filter { !$0.name.isEmpty }
  if jobs.count > 1, report.labelling.origin != .classNames {
    notes.append(
      "The labels come from \(jobs.count) jobs; do not compare confidences across jobs.")
  }
  let nameless = report.jobs.jobs.first { $0.name.isEmpty }?.count ?? 0
  if nameless > 0, !jobs.isEmpty {
    notes.append(
      "\(nameless == 1 ? "1 label has" : "\(NumberText.whole(nameless)) labels have") no job name.")
  }
  if !dataset.duplicates.isEmpty { notes.append(duplicateNote(dataset)) }
  if let note = rewrittenNote(dataset) { notes.append(note) }
  if let note = spacesNote(dataset) { notes.append(note) }
  return notes
}

/// How many references are written in another form than the usual one of S3.
private func rewrittenNote(_ dataset: Dataset) -> String? {
  let count = dataset.rewrittenReferences
  if count == 0 { return nil }
  let references = count == 1 ? "1 reference is" : "\(NumberText.whole(count)) references are"
  return "\(references) written as S3 URLs, and read in the usual form, s3://bucket/key."
}

/// Why several attributes are read together; nil if it is one.
private func labellingNote(_ report: SummaryReport) -> String? {
  let names = report.labelling.attributes
  guard names.count > 1 else { return nil }
  let why =
    switch report.labelling.origin {
    case .classNames: "each is named after its class"
    case .disjoint: "no line is labelled under two of them"
    case .numbered: "their names differ only by a number"
    case .oneAttribute, .requested: "--attribute asks for them"
    }
  let listed = names.prefix(5).map { "'\(displayText($0, limit: 80))'" }.joined(separator: ", ")
  let rest = names.count > 5 ? " and \(NumberText.whole(names.count - 5)) more" : ""
  let kind = report.labelling.kind == .multiple ? "multi-label" : "one labelling"
  return
    "Reading \(NumberText.whole(names.count)) label attributes as \(kind), because \(why): \(listed)\(rest); read one of them with --attribute."
}

/// What is unusual about how the labels are written.
private func formNotes(_ report: SummaryReport, _ dataset: Dataset) -> [String] {
  let name = "'\(displayText(report.attribute.name, limit: 80))'"
  var notes: [String] = []
  if report.attribute.isTypeless {
    let holds = report.labelling.kind.holds
    notes.append("\(name) has class names but no Ground Truth type; Plumb reads it as \(holds).")
  }
  if report.attribute.isCustom {
    notes.append("\(name) comes from a custom workflow; Plumb reads its class names.")
  }
  if report.attribute.isBare {
    notes.append("\(name) has no metadata; Plumb reads its values as classes.")
  }
  if report.labelling.kind == .verdict {
    notes.append(
      "\(name) holds people's verdicts on other labels, not classes of images." + comments(dataset))
  }
  if report.labelling.kind == .box {
    notes.append("\(name) holds bounding boxes; Plumb counts them and does not draw them.")
  }
  return notes
}

/// What people said about the labels that they verified; empty if nothing.
private func comments(_ dataset: Dataset) -> String {
  let all = dataset.comments
  guard let first = all.first else { return "" }
  let count = all.count == 1 ? "1 comment" : "\(NumberText.whole(all.count)) comments"
  let shown = all.prefix(3).map {
    "line \(dataset.lines[$0.row]): \"\(displayText($0.text, limit: 80))\""
  }
  return all.count == 1 && first.text.isEmpty
    ? "" : " \(count), such as \(shown.joined(separator: "; "))."
}

/// The class names with a space at either end, which cannot be seen in a table.
private func spacesNote(_ dataset: Dataset) -> String? {
  let names = dataset.namesWithOuterSpaces
  if names.isEmpty { return nil }
  let start =
    names.count == 1 ? "1 class name starts or ends" : "\(names.count) class names start or end"
  let listed = names.prefix(5).map { "\"\(displayText($0, limit: 80))\"" }.joined(separator: ", ")
  let rest = names.count > 5 ? " and \(NumberText.whole(names.count - 5)) more" : ""
  return "\(start) with a space: \(listed)\(rest)."
}

private func choiceNote(_ report: SummaryReport) -> String? {
  let own = Set(report.labelling.attributes.map { ByteString($0) })
  let others = report.attributes.filter { !own.contains(ByteString($0.name)) }
  guard !others.isEmpty else { return nil }
  let listed = SummaryReport.maximumListed
  let rest = others.count > listed ? " and \(others.count - listed) more" : ""
  let names =
    others.prefix(listed).map { "'\(displayText($0.name, limit: 80))'" }.joined(separator: ", ")
    + rest
  let date = report.attribute.latestDate.map { " (latest label \($0.day))" } ?? ""
  return "Using '\(displayText(report.attribute.name))'\(date) of \(report.attributes.count) label "
    + "attributes; choose another with --attribute: \(names)."
}

extension LabelsElsewhere {
  /// How many lines are labelled under other attributes only and how to read them, as a sentence;
  /// nil if there are none.
  ///
  /// - Parameter attribute: The attribute in use.
  package func note(attribute: String) -> String? {
    guard !isEmpty else { return nil }
    let count = rows.count == 1 ? "1 line has" : "\(NumberText.whole(rows.count)) lines have"
    return "\(count) no label under '\(displayText(attribute, limit: 80))' but "
      + "\(rows.count == 1 ? "is" : "are") labelled under \(words)."
  }

  /// The attributes with their lines and the option that reads them.
  var words: String {
    let listed = attributes.prefix(5).map { one in
      "'\(displayText(one.name, limit: 80))'"
        + (attributes.count > 1 ? " (\(NumberText.whole(one.rowCount)))" : "")
    }
    let rest = attributes.count - listed.count
    let names = listed.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return names + "; " + readingWords
  }

  private var readingWords: String {
    let readable = attributes.filter { $0.unreadable == nil }
    if let first = readable.first {
      let option = "--attribute \(shellWord(first.name))"
      return readable.count == 1
        ? "read these with \(option)" : "read one of these with --attribute, such as \(option)"
    }
    let holds = attributes.first?.unreadable ?? ""
    return
      "\(attributes.count == 1 ? "it contains" : "they contain") \(displayText(holds, limit: 80)), "
      + "which Plumb does not support"
  }
}

private func missingConfidences(_ report: SummaryReport, _ source: LabelSource) -> Int {
  report.classes.reduce(0) { $0 + ($1.sources[source]?.missingConfidences ?? 0) }
}

private func informationNote(
  _ information: ConfidenceInformation, _ source: LabelSource, count: Int, missing: Int
) -> String? {
  // One label is always the same as itself.
  if count < 2 { return nil }
  let whose =
    switch source {
    case .human: "Labels by people"
    case .machine: "Labels by auto-labelling"
    case .unknown: "Labels by an unknown source"
    }
  switch information {
  case .noLabels, .varied: return nil
  case .absent: return "\(whose) have no confidence."
  case .constant(let value):
    let others = missing == 0 ? "" : " or none (\(NumberText.whole(missing)))"
    return
      "\(whose) all have confidence \(decimal(value))\(others), so it does not distinguish between them."
  case .nearlyConstant(let value, let share):
    return "\(percent(share)) of the confidences of \(whose.lowercasedFirst) are "
      + "\(decimal(value)), so they hardly distinguish between labels."
  }
}

private func duplicateNote(_ dataset: Dataset) -> String {
  let conflicts = dataset.problems.count { $0.code == .conflictingLabels }
  let rows = dataset.duplicates.count
  let lines = rows == 1 ? "1 line repeats" : "\(NumberText.whole(rows)) lines repeat"
  let conflict = conflicts == 0 ? "" : ", \(NumberText.whole(conflicts)) with a different label"
  return "\(lines) an image of an earlier line\(conflict)."
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

/// A confidence or the like: two decimals, more only if needed to distinguish it from 0 and 1, and
/// a bound if four are not enough.
package func decimal(_ value: Double) -> String {
  if value > 0, value < 0.00005 { return "<0.0001" }
  if value < 1, value >= 0.99995 { return ">0.9999" }
  if value > 0, value < 0.005 || (value >= 0.995 && value < 1) {
    return NumberText.decimal(value, places: 4)
  }
  return NumberText.decimal(value, places: 2)
}

/// A share as a percentage with one decimal; a small one is never shown as 0, nor a large as 100.
package func percent(_ share: Double) -> String {
  if share > 0, share < 0.0005 { return "<0.1 %" }
  if share < 1, share >= 0.9995 { return ">99.9 %" }
  return NumberText.decimal(share * 100, places: 1) + " %"
}
