import PlumbGraphics
import PlumbImages
import PlumbLabels

/// What was seen, the worst first, and what was not looked at.
struct FindingsPart {
  let page: ReportPage
  let pictures: PagePictures

  /// So many of a finding's images are shown with it.
  static let stripLength = 12

  var node: HTMLNode {
    let notes: [HTMLNode] = page.notes.map { .tag(.li, [], [.sentence($0)]) }
    return .tag(
      .section,
      [HTMLAttribute(.id, "findings"), HTMLAttribute(.aria_labelledby, "findings-title")],
      [
        .tag(.h2, [HTMLAttribute(.id, "findings-title")], [.text("Findings")]),
        page.findings.isEmpty ? .tag(.p, class: "quiet", "Nothing was found.") : .nothing,
        .group(page.findings.map(finding)),
        notes.isEmpty
          ? .nothing
          : .tag(
            .div, class: "notes",
            [.tag(.h3, "Before you trust a number"), .tag(.ul, [], notes)]),
        skipped,
      ])
  }

  private var skipped: HTMLNode {
    guard !page.skippedChecks.isEmpty else { return .nothing }
    return .tag(
      .details, class: "skipped",
      [
        .tag(.summary, "Not looked at: \(page.skippedChecks.count)"),
        .tag(
          .dl, [],
          page.skippedChecks.map { check in
            .group([
              .tag(.dt, [], [.sentence(check.name)]), .tag(.dd, [], [.sentence(check.reason)]),
            ])
          }),
      ])
  }

  // MARK: One finding

  private func finding(_ finding: ReportPage.Finding) -> HTMLNode {
    let head = HTMLNode.group([
      .tag(.span, class: "severity", finding.severity.word),
      .text(" "), .sentence(finding.title),
    ])
    let words: [HTMLNode] = [
      .tag(.p, class: "message", [.sentence(finding.message)]), why(finding), actions(finding),
    ]
    let body = HTMLNode.tag(
      .div, class: "seen", [.tag(.div, class: "words", words), strip(finding)])
    let attributes = [
      HTMLAttribute(.class, "finding"), HTMLAttribute(.id, "finding-" + finding.id),
      HTMLAttribute(.data_tone, finding.severity.rawValue),
    ]
    guard finding.isCollapsed else {
      return .element(.article, attributes, [.tag(.h3, [], [head]), body])
    }
    return .element(
      .article, attributes,
      [.tag(.details, [], [.tag(.summary, [], [.tag(.h3, [], [head])]), body])])
  }

  private func why(_ finding: ReportPage.Finding) -> HTMLNode {
    guard !finding.why.isEmpty else { return .nothing }
    return .tag(
      .p, class: "why", [.tag(.strong, "Why it matters."), .text(" "), .sentence(finding.why)])
  }

  private func actions(_ finding: ReportPage.Finding) -> HTMLNode {
    var nodes: [HTMLNode] = []
    if !finding.command.isEmpty {
      nodes.append(.tag(.code, [HTMLAttribute(.translate, "no")], [.sentence(finding.command)]))
    }
    if !finding.rows.isEmpty {
      let count = finding.rows.count
      nodes.append(
        .tag(
          .a, [.href(PageAddress(ReportPage.GalleryFilter(finding: finding.id)))],
          [.text(count == 1 ? "Look at the image" : "Look at \(NumberText.whole(count)) images")]))
    }
    return nodes.isEmpty ? .nothing : .tag(.p, class: "actions", nodes)
  }

  // MARK: Pictures

  private func strip(_ finding: ReportPage.Finding) -> HTMLNode {
    let shown = finding.rows.prefix(Self.stripLength).compactMap { row in
      page.gallery.position(of: row).map { picture(row, $0, finding) }
    }
    guard !shown.isEmpty else { return .nothing }
    return .tag(.ol, class: pictures.areThere ? "strip" : "strip wordy", shown)
  }

  private func picture(
    _ row: Int, _ position: Int, _ finding: ReportPage.Finding
  ) -> HTMLNode {
    let dataset = page.gallery.dataset
    let values = dataset.row(row)
    let label = values.classID.map { dataset.classNames[$0] }
    let filter = ReportPage.GalleryFilter(finding: finding.id, row: row)
    return .tag(
      .li, [],
      [
        .tag(
          .a, [.href(PageAddress(filter))],
          [
            image(position, label: label),
            .tag(
              .span, class: "label",
              [
                swatch(values.source),
                label.map { .name($0, limit: 60) } ?? .text(values.kind.rawValue),
              ]),
            .tag(.span, class: "quiet", facts(values)),
            .tag(.span, class: "file", [.name(dataset.reference(row).fileName, limit: 80)]),
          ])
      ])
  }

  private func facts(_ row: Dataset.Row) -> String {
    [row.confidence.map(decimal), "line \(NumberText.whole(row.line))"]
      .compactMap(\.self).joined(separator: " · ")
  }

  private func swatch(_ source: LabelSource?) -> HTMLNode {
    guard let source else { return .nothing }
    return .tag(
      .span,
      [
        HTMLAttribute(.class, "swatch " + source.rawValue), HTMLAttribute(.role, "img"),
        HTMLAttribute(.aria_label, "labelled by " + source.words),
        HTMLAttribute(.title, "labelled by " + source.words),
      ])
  }

  private func image(_ position: Int, label: String?) -> HTMLNode {
    guard pictures.areThere else { return .nothing }
    guard let (name, source) = pictures.source(position) else {
      let words = page.gallery.images.failures[position]?.words ?? "no picture"
      return .tag(.span, class: "picture none", words)
    }
    let alternative = label.map { "labelled " + displayText($0, limit: 60) } ?? "without a label"
    return .tag(
      .span, class: "picture",
      [
        .tag(
          .img,
          [
            .src(source), HTMLAttribute(.alt, "Image " + alternative),
            HTMLAttribute(.loading, "lazy"), HTMLAttribute(.decoding, "async"),
            HTMLAttribute(.data_thumb, ThumbnailName.digits(name)),
          ])
      ])
  }
}

extension ReportPage.Severity {
  /// What people call it.
  var word: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "problem"
    }
  }
}
