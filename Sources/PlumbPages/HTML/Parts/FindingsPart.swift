import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

/// The findings, most severe first, and the other checks.
struct FindingsPart {
  let page: ReportPage
  let pictures: PagePictures

  var node: HTMLNode {
    let notes: [HTMLNode] = page.notes.map { .tag(.li, [], [.sentence($0)]) }
    return .tag(
      .section,
      [HTMLAttribute(.id, "findings"), HTMLAttribute(.aria_labelledby, "findings-title")],
      [
        .tag(.h2, [HTMLAttribute(.id, "findings-title")], [.text("Findings")]),
        page.findings.isEmpty ? .tag(.p, class: "nothing", "No findings.") : .nothing,
        .group(page.findings.map(finding)),
        notes.isEmpty
          ? .nothing
          : .tag(
            .div, class: "notes",
            [.tag(.h3, "Notes on the numbers"), .tag(.ul, [], notes)]),
        ChecksPart(page: page).node,
      ])
  }

  // MARK: One finding

  private func finding(_ finding: ReportPage.Finding) -> HTMLNode {
    let head = HTMLNode.group([
      .tag(.span, class: "severity", finding.severity.rawValue),
      .text(" "), .sentence(finding.title),
    ])
    let words: [HTMLNode] = [
      messages(finding), why(finding), actions(finding),
    ]
    let body = HTMLNode.tag(
      .div, class: "seen",
      [
        .tag(.div, class: "words", words),
        PictureStrip(page, pictures, set: finding.id).node(finding.places),
      ])
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

  /// The maximum number of messages, and of lines without an image, per finding.
  private static let messageLimit = 5

  private func messages(_ finding: ReportPage.Finding) -> HTMLNode {
    let shown = finding.messages.prefix(Self.messageLimit)
    let rest = finding.messages.count - shown.count
    let more = rest > 0 ? ["… and \(counted(rest, "more finding")) of this check"] : []
    return .group([
      .group((shown + more).map { .tag(.p, class: "message", [.sentence($0)]) }),
      finding.otherLines.isEmpty
        ? .nothing
        : .tag(
          .ul, class: "lines",
          finding.otherLines.prefix(Self.messageLimit).map { .tag(.li, [], [.sentence($0)]) }),
    ])
  }

  private func why(_ finding: ReportPage.Finding) -> HTMLNode {
    guard !finding.why.isEmpty else { return .nothing }
    return .tag(
      .p, class: "why", [.tag(.strong, "Why it matters:"), .text(" "), .sentence(finding.why)])
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
          .a, [.href(PageAddress(ReportPage.GalleryFilter(finding: finding.id, isGrouped: false)))],
          [.text(count == 1 ? "Show the image" : "Show \(NumberText.whole(count)) images")]))
    }
    return nodes.isEmpty ? .nothing : .tag(.p, class: "actions", nodes)
  }
}
