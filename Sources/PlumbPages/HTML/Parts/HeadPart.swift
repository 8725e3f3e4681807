import PlumbReports
import PlumbText

/// The first lines: what the job is called, and whether its labels are all right.
struct HeadPart {
  let page: ReportPage

  var node: HTMLNode {
    .tag(
      .header, [HTMLAttribute(.class, "head"), HTMLAttribute(.id, "overview")],
      [title, verdict, .facts(page.facts)])
  }

  private var title: HTMLNode {
    let count = NumberText.whole(page.gallery.rows.count)
    return .tag(
      .div, class: "top",
      [
        .tag(.p, class: "job", [.name(page.title)]),
        .tag(
          .nav, [HTMLAttribute(.aria_label, "Sections of the report")],
          [
            .tag(
              .a, [.href(PageAddress(part: "overview")), HTMLAttribute(.id, "to-overview")],
              [.text("Overview")]),
            .tag(
              .a,
              [.href(PageAddress(ReportPage.GalleryFilter())), HTMLAttribute(.id, "to-images")],
              [.text("Images "), .tag(.span, class: "count", count)]),
          ]),
      ])
  }

  private var verdict: HTMLNode {
    let verdict = page.verdict
    let detail: [HTMLNode] =
      verdict.detail.isEmpty ? [] : [.tag(.p, class: "detail", [.sentence(verdict.detail)])]
    return .tag(
      .div,
      [HTMLAttribute(.class, "verdict"), HTMLAttribute(.data_tone, verdict.tone.rawValue)],
      [.tag(.h1, [], [.sentence(verdict.text)])] + detail)
  }
}
