import PlumbAnalysis
import PlumbGraphics
import PlumbLabels

extension ReportPage {
  /// The page of what is known from the manifest alone: coverage, problems, charts, all rows.
  ///
  /// Findings of images are added by ``addFindings(of:)`` once these were looked at.
  ///
  /// - Parameters:
  ///   - evidence: The labels and what was concluded from them.
  ///   - options: How the page is to be written.
  public init(_ evidence: Evidence, options: PageOptions = PageOptions()) {
    let summary = evidence.summary
    self.init(
      title: evidence.title, verdict: Verdict(text: "", tone: .good),
      gallery: Gallery(dataset: evidence.dataset, rows: evidence.galleryRows),
      provenance: Provenance(
        manifest: summary.manifestName, contentHash: options.contentHash,
        attribute: summary.attribute.name, version: options.version,
        seed: evidence.selection.seed))
    notes = summary.notes
    facts = Self.facts(summary)
    findings = manifestFindings(evidence.dataset, summary)
    charts = classCharts(evidence)
    verdict = Verdict(findings, summary)
    if evidence.images == nil {
      skippedChecks.append(
        SkippedCheck(name: "images", reason: "The images' folder was not named with --images."))
    }
  }

  private static func facts(_ summary: SummaryReport) -> [Fact] {
    var facts = [
      Fact("lines", summary.coverageText), Fact("labels by", summary.sourceText),
      Fact("classes", NumberText.whole(summary.classes.count)),
    ]
    if let dates = summary.jobs.dates { facts.append(Fact("labelled", dates.dayText)) }
    facts.append(Fact("job", summary.jobText))
    return facts
  }

  /// Adds what was seen in the images, and judges again.
  ///
  /// - Parameters:
  ///   - log: What happened while images were looked at.
  ///   - summary: The summary of the labels.
  mutating func addFindings(of log: ImageLog, _ summary: SummaryReport) {
    findings += imageFindings(log, gallery.dataset)
    let ranks = Severity.allCases
    findings = findings.enumerated().sorted { left, right in
      let weights = (
        ranks.firstIndex(of: left.element.severity) ?? 0,
        ranks.firstIndex(of: right.element.severity) ?? 0
      )
      return weights.0 != weights.1 ? weights.0 > weights.1 : left.offset < right.offset
    }.map(\.element)
    verdict = Verdict(findings, summary)
  }
}

extension ReportPage.Verdict {
  /// The verdict that follows from what was found.
  ///
  /// - Parameters:
  ///   - findings: What was found, the worst first.
  ///   - summary: The summary of the labels.
  public init(_ findings: [ReportPage.Finding], _ summary: SummaryReport) {
    let counts = ReportPage.Severity.allCases.reversed().map { severity in
      (severity, findings.count { $0.severity == severity })
    }
    let words = counts.filter { $0.1 > 0 && $0.0 != .note }.map { severity, count in
      "\(count) \(severity.word)\(count == 1 ? "" : "s")"
    }
    let labels = NumberText.whole(summary.coverage.labelled)
    guard let worst = findings.first, !words.isEmpty else {
      self.init(
        text: "Nothing speaks against these \(labels) labels.", detail: Self.honesty, tone: .good)
      return
    }
    let isBad = worst.severity == .error
    self.init(
      text: (isBad ? "Not all right: " : "Look before you use them: ")
        + words.joined(separator: " and ") + " in \(labels) labels.",
      detail: "First: \(worst.title.prefix(1).lowercased() + worst.title.dropFirst()). "
        + Self.honesty,
      tone: isBad ? .bad : .caution)
  }

  private static let honesty = "Whether a single label is right, only looking at its image tells."
}

extension Evidence {
  /// The rows of the gallery, ascending: those that are shown on the sheets, and with all of them
  /// also the rows without a label.
  var galleryRows: [Int] {
    guard selection.limit != nil || selection.perClass != nil else {
      return Array(0..<dataset.count)
    }
    return selection.sections(of: dataset).flatMap(\.rows).sorted()
  }
}
