import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbText

extension ReportPage {
  /// The page before any image is read: findings, charts, all rows.
  ///
  /// - Parameters:
  ///   - evidence: The labels and what was concluded from them.
  ///   - options: How the page is to be written.
  package init(_ evidence: Evidence, options: PageOptions = PageOptions()) {
    let summary = evidence.summary
    self.init(
      title: evidence.title, verdict: Verdict(text: "", tone: .caution),
      gallery: Gallery(dataset: evidence.labels, rows: evidence.galleryRows),
      provenance: Provenance(
        manifest: summary.manifestName, contentHash: options.contentHash,
        attribute: summary.attribute.name, version: options.version,
        seed: evidence.selection.seed))
    notes = summary.notes
    facts = Self.facts(summary)
    charts = classCharts(evidence)
    if let section = labelSetSection(evidence) { sections.append(section) }
    if let quality = evidence.quality { take(quality, evidence) }
    if let checks = evidence.checks {
      take(checks)
    } else {
      let noun = summary.labelSets == nil ? "label" : "labelled image"
      verdict = Verdict(
        text: "No check has looked at \(counted(summary.coverage.labelled, noun)).",
        tone: .caution)
    }
  }

  private static func facts(_ summary: SummaryReport) -> [Fact] {
    var facts = [
      Fact("lines", summary.coverageText),
      Fact(summary.labelSets == nil ? "labels by" : "labelled by", summary.sourceText),
      Fact("classes", NumberText.whole(summary.classes.count)),
    ]
    if let dates = summary.jobs.dates { facts.append(Fact("labelled", dates.dayText)) }
    facts.append(Fact("job", summary.jobText))
    return facts
  }
}

extension Evidence {
  /// The rows of the gallery, rows of ``labels``, ascending: those that are shown on the sheets, and
  /// with all of them also the rows without a label.
  var galleryRows: [Int] {
    guard selection.limit != nil || selection.perClass != nil else {
      return Array(0..<labels.count)
    }
    let shown = selection.sections(of: dataset).flatMap(\.rows).map(dataset.imageRow)
    return Set(shown).sorted()
  }
}
