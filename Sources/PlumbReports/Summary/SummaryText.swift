import PlumbAnalysis
import PlumbLabels
import PlumbText

extension SummaryReport {
  /// The summary for people at a terminal; every text of the manifest is escaped.
  ///
  /// - Parameter maximumClasses: How many classes are listed before the rest are only counted.
  package func text(maximumClasses: Int = 50) -> String {
    let parts = [
      headLines, noteLines, classLines(maximumClasses), labelSets?.pairLines(10) ?? [],
      verdicts?.tableLines(maximumClasses) ?? [], verdicts?.rejectionLines(10) ?? [],
      problemLines,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  // MARK: Head

  /// The maximum number of jobs, reasons and the like to list; the others are counted.
  static let maximumListed = 10

  private var headLines: [String] {
    var lines = [
      displayText(manifestName), "  attribute   " + displayText(attribute.name, limit: 200),
      "  job         " + jobText,
    ]
    if let dates = jobs.dates { lines.append("  labelled    " + dates.dayText) }
    lines.append("  lines       " + coverageText)
    if let labelSets {
      lines.append("  labels      " + labelSets.text(labelling.kind.noun))
      lines.append("  per image   " + labelSets.sizeText)
    }
    lines.append("  by          " + sourceText)
    for (reason, count) in coverage.failuresByReason.prefix(Self.maximumListed) {
      lines.append("  failed      \(NumberText.whole(count)) × \(displayText(reason, limit: 160))")
    }
    let others = coverage.failuresByReason.count - Self.maximumListed
    if others > 0 {
      lines.append("  failed      … and " + NumberText.counted(others, "more reason"))
    }
    for (code, count) in refusals {
      lines.append("  refused     \(NumberText.whole(count)) × \(code.rawValue)")
    }
    return lines
  }

  /// The names of the jobs, without the prefix that the service gives them.
  package var jobText: String {
    let names = jobs.jobs.map { $0.name.isEmpty ? "(no job name)" : shortJobName($0.name) }
    if names.isEmpty { return "(no job name)" }
    let others = names.count - Self.maximumListed
    let shown = names.prefix(Self.maximumListed).map { displayText($0) }.joined(separator: ", ")
    return others > 0 ? "\(shown) and \(NumberText.whole(others)) more" : shown
  }

  /// How many lines there are of each kind, with shares.
  package var coverageText: String {
    let parts = [
      ("labelled", coverage.labelled), ("failed", coverage.failed),
      ("labelled only under another attribute", coverage.labelledElsewhere),
      ("unlabelled", coverage.labelledNowhere), ("refused", refusedCount),
    ]
    let shown = parts.filter { $0.1 > 0 || $0.0 == "labelled" }.map { word, count in
      let share = Proportion(count, of: lineCount).share.map { " (\(percent($0)))" } ?? ""
      return "\(NumberText.whole(count)) \(word)\(share)"
    }
    return "\(NumberText.whole(lineCount)): " + shown.joined(separator: ", ")
  }

  /// How many labels people and machine gave.
  package var sourceText: String {
    shownSources.map { source in
      let proportion = sources[source] ?? Proportion(0, of: 0)
      let share = proportion.share.map { " (\(percent($0)))" } ?? ""
      return "\(source.words) \(NumberText.whole(proportion.count))\(share)"
    }.joined(separator: ", ")
  }

  private var noteLines: [String] { notes.map { "note: " + $0 } }

  // MARK: Classes

  private func classLines(_ maximum: Int) -> [String] {
    guard !classes.isEmpty else { return [] }
    let columns = LabelSource.allCases.compactMap(sourceColumn)
    var table = TextTable(
      header: ["class", labelling.kind.noun.many, shareHeader] + columns.flatMap(\.header),
      isRight: [false, true, false] + columns.flatMap(\.isRight))
    for one in classes.prefix(maximum) {
      table.append(
        [
          displayName(one.name, limit: 40), NumberText.whole(one.share.count),
          shareText(one.share),
        ] + columns.flatMap { $0.cells(one.sources[$0.source]) })
    }
    var lines = table.lines
    if classes.count > maximum {
      lines.append(
        "… and "
          + NumberText.counted(
            classes.count - maximum, "smaller class", plural: "smaller classes")
          + "; --json or --csv lists all"
      )
    }
    if columns.count > 1 {
      lines.append(
        "Confidences of people and machine are on different scales; do not compare them.")
    }
    return lines
  }

  /// Of what a class's share is.
  private var shareHeader: String {
    labelling.kind == .multiple ? "of images (95 % interval)" : "share (95 % interval)"
  }

  /// The columns of a source, where it gave any label.
  private func sourceColumn(_ source: LabelSource) -> SourceColumns? {
    guard (sources[source]?.count ?? 0) > 0 else { return nil }
    let lacksConfidence = classes.contains { ($0.sources[source]?.missingConfidences ?? 0) > 0 }
    return SourceColumns(source: source, countsMissing: lacksConfidence)
  }

  private func shareText(_ proportion: Proportion) -> String {
    guard let share = proportion.share, let interval = proportion.interval else { return "" }
    let bounds = [interval.lowerBound, interval.upperBound]
      .map { NumberText.decimal($0 * 100, places: 1) }
    return "\(percent(share)) (\(bounds.joined(separator: "–")))"
  }

  // MARK: Problems

  /// Warnings by code: a count, and the first line of each.
  private var problemLines: [String] {
    var count: [ProblemCode: Int] = [:]
    var first: [ProblemCode: Problem] = [:]
    for problem in problems
    where problem.code.effect == .warning || problem.code.effect == .lineRefused {
      count[problem.code, default: 0] += 1
      if first[problem.code] == nil { first[problem.code] = problem }
    }
    return ProblemCode.allCases.compactMap { code in
      guard let problem = first[code], let count = count[code] else { return nil }
      let where_ =
        count == 1
        ? "line \(problem.line)" : "\(NumberText.whole(count)) times, first line \(problem.line)"
      return "\(code.rawValue) (\(where_)): \(displayText(problem.message, limit: 200))"
    }
  }
}

/// The columns of one source in the table of classes.
private struct SourceColumns {
  let source: LabelSource
  /// Whether labels without a confidence are counted in a column of their own.
  let countsMissing: Bool

  var header: [String] {
    [source.words, "median (quartiles)"] + (countsMissing ? ["without"] : [])
  }
  var isRight: [Bool] { [true, false] + (countsMissing ? [true] : []) }

  func cells(_ labels: SummaryReport.Source?) -> [String] {
    let cells = [
      NumberText.whole(labels?.share.count ?? 0),
      labels.map { $0.confidence?.shortText ?? "–" } ?? "",
    ]
    return countsMissing ? cells + [NumberText.whole(labels?.missingConfidences ?? 0)] : cells
  }
}

extension Statistics {
  /// Median and quartiles in short.
  fileprivate var shortText: String {
    "\(decimal(median)) (\(decimal(lowerQuartile))–\(decimal(upperQuartile)))"
  }
}

extension ClosedRange<CreationDate> {
  /// The days of the range: one, or two with "to" between them.
  package var dayText: String {
    lowerBound.day == upperBound.day ? lowerBound.day : "\(lowerBound.day) to \(upperBound.day)"
  }
}

/// A job's name as its owner gave it: the service writes `labeling-job/` in front.
package func shortJobName(_ name: String) -> String {
  let prefix = "labeling-job/"
  return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
}
